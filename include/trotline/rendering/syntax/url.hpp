// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SYNTAX_URL_HPP
#define TROTLINE_RENDERING_SYNTAX_URL_HPP
// Finds the expressions of a URL template, and checks the URL around them: RFC 3986 with the rules
// for http and https (RFC 9110 section 4.2).
//   url       = ( scheme "://" host [ ":" port ] / expression ) [ "/" path ] [ "?" query ]
//   scheme    = "http" / "https" / expression
//   host      = IP-literal / 1*( unreserved / expression )
//   port      = 1*5DIGIT / expression
// User information is refused (RFC 9110 section 4.2.4 forbids it), and so is a fragment, which is
// never sent.
// A template may be a URL as people copy it: blanks and UTF-8 in path and query are sent as %XX. A
// host in another alphabet is left to the transport.

#include <trotline/core/ascii.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/rendering/template/slot.hpp>
#include <trotline/uri/character_set.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

inline constexpr uri::character_set host_character =
    uri::alpha | uri::digit | uri::character_set("-._");
inline constexpr uri::character_set address_character =
    uri::hexadecimal_digit | uri::character_set(":.");

// What to write instead of a character that no URL has.
constexpr std::string_view written_in_url(char c) {
    switch (c) {
        case ' ':
            return "expected a character of a URL: write a blank as %20";
        case '"':
            return "expected a character of a URL: write \" as %22";
        case '<':
            return "expected a character of a URL: write < as %3C";
        case '>':
            return "expected a character of a URL: write > as %3E";
        case '[':
            return "expected a character of a URL: write [ as %5B";
        case '\\':
            return "expected a character of a URL: write \\ as %5C";
        case ']':
            return "expected a character of a URL: write ] as %5D";
        case '^':
            return "expected a character of a URL: write ^ as %5E";
        case '`':
            return "expected a character of a URL: write ` as %60";
        case '{':
            return "expected a character of a URL: write $NAME for a parameter, and { as %7B";
        case '|':
            return "expected a character of a URL: write | as %7C";
        case '}':
            return "expected a character of a URL: write } as %7D";
        default:
            return "expected a character of a URL: write others as %XX";
    }
}

class url_scanner {
  public:
    // Without expressions, `$` is an ordinary character: a sub-delim of RFC 3986.
    constexpr url_scanner(std::string_view text, slot_sink& sink, bool expressions)
        : text_(text), sink_(sink), expressions_(expressions) {}

    constexpr bool scan() {
        bool complete = false;
        if (!begin(complete)) return false;
        if (!complete && !(authority() && (at_ == text_.size() || text_[at_] != ':' || port())))
            return false;
        if (!end() && peek() != '/' && peek() != '?')
            return sink_.fail(at_, peek() == '#' ? no_fragment : "expected /, ? or the URL's end");
        while (!end() && peek() != '?')
            if (!character(uri::path_character, '/', place::url_segment)) return false;
        if (!end()) ++at_;
        while (!end())
            if (!character(uri::query_character, '/', place::url_query)) return false;
        return true;
    }

  private:
    static constexpr char const* no_fragment =
        "expected no fragment: the part after a # is never sent";

    constexpr bool end() const { return at_ == text_.size(); }
    constexpr char peek() const { return text_[at_]; }
    constexpr bool at_expression() const { return expressions_ && !end() && peek() == '$'; }

    // The scheme, or a parameter instead of scheme, host and port.
    constexpr bool begin(bool& complete) {
        if (at_expression()) {
            // Its place depends on the bytes after it.
            slot found[1];
            slot_sink one(found);
            if (!scan_dollar(text_, at_, place::url_base, one))
                return sink_.fail(one.error().offset, one.error().reason);
            if (one.count() == 0 || found[0].is_dollar(text_))
                return sink_.fail(0, "expected http://, https:// or a parameter");
            complete = !text_.substr(at_).starts_with("://");
            if (!complete) {
                at_ += 3;
                found[0].place = place::url_scheme;
            }
            return sink_.take(found[0]);
        }
        for (char const c : {'h', 't', 't', 'p'})
            if (!letter(c)) return sink_.fail(at_, "expected http://, https:// or a parameter");
        letter('s');
        for (char const c : {':', '/', '/'})
            if (!letter(c)) return sink_.fail(at_, "expected http:// or https://");
        return true;
    }

    constexpr bool letter(char expected) {
        if (end() || lower(peek()) != expected) return false;
        ++at_;
        return true;
    }

    constexpr bool authority() {
        std::size_t const from = at_;
        if (!end() && peek() == '[') {
            ++at_;
            while (!end() && address_character.contains(peek())) ++at_;
            if (end() || peek() != ']' || at_ - from < 3)
                return sink_.fail(at_, "expected an IPv6 address and ]");
            ++at_;
            return true;
        }
        while (!end()) {
            if (at_expression()) {
                std::size_t const before = at_;
                if (!scan_dollar(text_, at_, place::url_host, sink_)) return false;
                if (at_ == before + 1 || text_[before + 1] == '$')
                    return sink_.fail(before, "expected a host, not a dollar");
            } else if (host_character.contains(peek())) {
                ++at_;
            } else if (std::size_t const size = other_alphabet(); size != 0) {
                at_ += size;
            } else {
                break;
            }
        }
        if (!end() && text_.substr(at_, text_.find_first_of("/?#", at_) - at_).find('@') !=
                          std::string_view::npos)
            return sink_.fail(at_,
                              "expected no user or password: they belong in the authorization");
        if (at_ == from) return sink_.fail(at_, "expected a host");
        if (!end() && peek() != ':' && peek() != '/' && peek() != '?' && peek() != '#')
            return sink_.fail(at_, "expected a letter, a digit, - . or _ in the host");
        return true;
    }

    constexpr bool port() {
        constexpr char const* expected = "expected a port: 1 to 65535";
        std::size_t const from = ++at_;
        if (at_expression()) {
            if (!scan_dollar(text_, at_, place::url_port, sink_)) return false;
            return at_ > from + 1 && text_[from + 1] != '$' ? true : sink_.fail(from, expected);
        }
        unsigned value = 0;
        while (!end() && uri::digit.contains(peek()) && value <= 65535)
            value = value * 10 + static_cast<unsigned>(text_[at_++] - '0');
        if (value == 0 || value > 65535) return sink_.fail(value == 0 ? at_ : at_ - 1, expected);
        return true;
    }

    constexpr bool character(uri::character_set const& allowed, char also, trotline::place where) {
        char const c = peek();
        if (c == '$' && expressions_) return scan_dollar(text_, at_, where, sink_);
        if (c == '%') {
            for (int i = 0; i < 2; ++i) {
                ++at_;
                if (end() || !uri::hexadecimal_digit.contains(peek()))
                    return sink_.fail(at_, "expected two hexadecimal digits after %");
            }
        } else if (c == '#') {
            return sink_.fail(at_, no_fragment);
        } else if (!allowed.contains(c) && c != also) {
            std::size_t const size = c == ' ' ? 1 : other_alphabet();
            if (size == 0 || !expressions_) return sink_.fail(at_, written_in_url(c));
            if (at_ + 1 == text_.size())
                return sink_.fail(at_, "expected no blank at the URL's end");
            sink_.mark_pasted();
            at_ += size;
            return true;
        }
        ++at_;
        return true;
    }

    // The size of a character outside ASCII, in UTF-8; 0: here is none.
    constexpr std::size_t other_alphabet() const {
        if (static_cast<unsigned char>(peek()) < 0x80) return 0;
        char const* const end = text_.data() + text_.size();
        auto const size = utf8_sequence_at(text_.data() + at_, end).size;
        bool const control =
            size == 2 && peek() == '\xC2' && static_cast<unsigned char>(text_[at_ + 1]) < 0xA0;
        return control ? 0 : static_cast<std::size_t>(size);
    }

    std::string_view text_;
    slot_sink& sink_;
    bool expressions_;
    std::size_t at_ = 0;
};

constexpr bool scan_url(std::string_view text, slot_sink& sink, bool expressions = true) {
    return url_scanner(text, sink, expressions).scan();
}

// A URL's query or a form, in encoded form: RFC 3986 section 3.4. The characters of `without` are
// refused, too.
constexpr bool scan_encoded(std::string_view text, trotline::place where, slot_sink& sink,
                            std::string_view without = {}) {
    bool begins = where == place::form;  // a pair begins here
    for (std::size_t at = 0; at < text.size();) {
        if (begins) {
            if (at_repetition(text, at)) {
                if (!scan_repetition(text, at, where, sink)) return false;
                if (at == text.size() || text[at] == '&')
                    return sink.fail(at, "expected a pair after ${each}");
            }
            sink.unit(at, true);
            begins = false;
            continue;
        }
        char const c = text[at];
        if (c == '$') {
            if (!scan_dollar(text, at, where, sink)) return false;
            continue;
        }
        if (c == '&' && where == place::form) {
            sink.unit(at, false);
            begins = true;
        }
        ++at;
        if (c == '%') {
            for (int i = 0; i < 2; ++i, ++at)
                if (at == text.size() || !uri::hexadecimal_digit.contains(text[at]))
                    return sink.fail(at, "expected two hexadecimal digits after %");
        } else if (!uri::query_character.contains(c) || without.find(c) != without.npos) {
            return sink.fail(at - 1, "expected an encoded text: write this character as %XX");
        }
    }
    if (where == place::form && !begins) sink.unit(text.size(), false);
    return true;
}

}  // namespace trotline::detail
#endif
