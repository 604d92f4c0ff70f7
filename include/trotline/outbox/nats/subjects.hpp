// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_SUBJECTS_HPP
#define TROTLINE_OUTBOX_NATS_SUBJECTS_HPP
// How an outbox is laid out in JetStream. An outbox with the name NAME has three streams:
//
//   NAME            NAME.post.DESTINATION          entries without an order
//                   NAME.post.DESTINATION.LANE     entries with an order, in one of a few lanes
//   NAME-dead       NAME.dead.DESTINATION          dead letters
//   NAME-outcomes   NAME.outcome.TOPIC             reports
//
// Each subject of the first stream has a consumer of its own, DESTINATION or DESTINATION~LANE. So
// the server counts the attempts of each entry, and entries of different destinations do not wait
// for each other.

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

constexpr bool is_plain_in_subjects(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

constexpr std::uint64_t hash_of(std::string_view text) {  // FNV-1a, the same on every machine
    std::uint64_t hash = 14695981039346656037u;
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211u;
    return hash;
}

}  // namespace detail

// A text as one token of a subject, and as a consumer's name: a dot becomes `_`, and every other
// byte that is not a letter, digit or hyphen becomes =XX. A token of more than 160 bytes is cut,
// and ends with a hash.
inline std::string subject_token(std::string_view text) {
    constexpr std::size_t longest = 160;
    constexpr char digits[] = "0123456789ABCDEF";
    std::string token;
    for (char const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (c == '.')
            token += '_';
        else if (detail::is_plain_in_subjects(c))
            token += c;
        else
            (token += '=').append({digits[byte >> 4], digits[byte & 15]});
    }
    if (token.empty()) return "=";
    if (token.size() <= longest) return token;
    char hash[16];
    auto const end = std::to_chars(hash, hash + sizeof hash, detail::hash_of(text), 16).ptr;
    return token.substr(0, longest - sizeof hash).append("==").append(hash, end);
}

// The text of a token; if it was cut, the token itself.
inline std::string text_of_token(std::string_view token) {
    std::string text;
    for (std::size_t at = 0; at < token.size(); ++at) {
        if (token[at] == '_') {
            text += '.';
        } else if (token[at] != '=') {
            text += token[at];
        } else {
            int const high =
                at + 2 < token.size() ? uri::detail::hexadecimal_value(token[at + 1]) : -1;
            int const low = high >= 0 ? uri::detail::hexadecimal_value(token[at + 2]) : -1;
            if (low < 0) return token == "=" ? std::string() : std::string(token);
            text += static_cast<char>(high << 4 | low);
            at += 2;
        }
    }
    return text;
}

// The names that an outbox uses in JetStream.
class outbox_subjects {
  public:
    // `name` must consist of letters, digits and hyphens.
    explicit outbox_subjects(std::string name) : name_(std::move(name)) {}

    static bool is_name(std::string_view name) {
        constexpr std::size_t longest = 64;
        if (name.empty() || name.size() > longest) return false;
        for (char const c : name)
            if (!detail::is_plain_in_subjects(c)) return false;
        return true;
    }

    std::string const& stream() const { return name_; }
    std::string dead_stream() const { return name_ + "-dead"; }
    std::string outcome_stream() const { return name_ + "-outcomes"; }
    std::string wake() const { return name_ + ".wake"; }
    std::string post(std::string_view destination) const {
        return name_ + ".post." + subject_token(destination);
    }
    std::string post(std::string_view destination, std::string_view order, unsigned lanes) const {
        if (order.empty()) return post(destination);
        return post(destination) + "." +
               std::to_string(detail::hash_of(order) % (lanes == 0 ? 1 : lanes));
    }
    std::string dead(std::string_view destination) const {
        return name_ + ".dead." + subject_token(destination);
    }
    std::string outcome(std::string_view topic) const {
        return name_ + ".outcome." + subject_token(topic);
    }
    std::string all(std::string_view kind) const { return name_ + "." + std::string(kind) + ".>"; }

  private:
    std::string name_;
};

// A subject below NAME.post., split into its parts.
struct posted_subject {
    std::string destination;
    std::string consumer;
    bool ordered = false;

    static std::optional<posted_subject> read(std::string_view subject) {
        auto const first = subject.find('.');
        auto const second = first == subject.npos ? first : subject.find('.', first + 1);
        if (second == subject.npos) return std::nullopt;
        std::string_view const rest = subject.substr(second + 1);
        auto const dot = rest.find('.');
        std::string_view const token = rest.substr(0, dot);
        posted_subject made{text_of_token(token), std::string(token), dot != rest.npos};
        if (made.ordered) made.consumer.append("~").append(rest.substr(dot + 1));
        return made;
    }
};

// What a message's reply subject tells about it:
// $JS.ACK.STREAM.CONSUMER.DELIVERED.SEQUENCE.CONSUMER-SEQUENCE.TIME.PENDING. Later servers add two
// tokens before STREAM and one at the end.
struct acknowledgement_subject {
    std::uint64_t delivered = 0, sequence = 0, pending = 0;

    static std::optional<acknowledgement_subject> read(std::string_view subject) {
        if (!subject.starts_with("$JS.ACK.")) return std::nullopt;
        std::string_view tokens[16];
        std::size_t count = 0;
        for (std::size_t at = 0; count < 16 && at <= subject.size(); ++count) {
            auto const dot = (std::min)(subject.find('.', at), subject.size());
            tokens[count] = subject.substr(at, dot - at);
            at = dot + 1;
        }
        if (count < 9) return std::nullopt;
        std::size_t const begin = count == 9 ? 4 : 6;
        acknowledgement_subject made;
        auto const number = [](std::string_view text, std::uint64_t& to) {
            auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), to);
            return error == std::errc() && end == text.data() + text.size();
        };
        if (begin + 4 >= count || !number(tokens[begin], made.delivered) ||
            !number(tokens[begin + 1], made.sequence) || !number(tokens[begin + 4], made.pending))
            return std::nullopt;
        return made;
    }
};

}  // namespace trotline
#endif
