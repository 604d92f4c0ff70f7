// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_VALIDATE_BY_TOKENS_HPP
#define TROTLINE_JSON_KERNEL_VALIDATE_BY_TOKENS_HPP
// Validates token by token: the whole grammar of RFC 8259 and UTF-8 in one loop, which only says
// whether the text is valid. If it is not, exact_validator finds out why.
//
// An array or object ends with a bracket, and no earlier token continues over a closing bracket. So
// one byte can always be read after each token, and the text's end is checked only where many bytes
// are read at once, and after closing brackets.

#include <trotline/json/kernel/after_token.hpp>
#include <trotline/json/long_containers.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/string_stops.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace trotline::inline TROTLINE_ABI::json::detail {

// Notes the members of a text for an index. If no index is wanted, or it is full, all notes go to
// one unused place, which avoids a branch.
class member_marks {
  public:
    member_marks(member_index* index, std::uint16_t& nowhere, char const* begin, char const* end)
        : begin_(begin) {
        bool const is_wanted =
            index != nullptr && end - begin <= static_cast<std::ptrdiff_t>(member_index::stretch);
        index_ = is_wanted ? index : nullptr;
        next_ = is_wanted ? index->places : &nowhere;
        step_ = is_wanted ? 1 : 0;
    }
    [[gnu::always_inline]] void colon(char const* at) {
        *next_ = static_cast<std::uint16_t>(at - begin_);
        next_ += step_;
    }
    [[gnu::always_inline]] void open(char const* at) { colon(at); }
    [[gnu::always_inline]] void close(char const* at) { colon(at); }
    // the text between a name's quotes
    [[gnu::always_inline]] void long_name(char const* at, char const* quote) {
        escaped_ |= std::memchr(at, '\\', static_cast<std::size_t>(quote - at)) != nullptr;
    }
    [[gnu::always_inline]] void finish(char const* end) {
        if (index_ != nullptr) index_->set(begin_, end, next_, escaped_);
    }

  private:
    char const* begin_;
    member_index* index_;
    std::uint16_t* next_;
    std::ptrdiff_t step_;
    bool escaped_ = false;
};
// Notes the long containers of a text.
class container_notes {
  public:
    container_notes(long_containers& to, char const* begin) : to_(to) { to_.start(begin); }
    [[gnu::always_inline]] void colon(char const*) {}
    [[gnu::always_inline]] void open(char const* at) { to_.open(at); }
    [[gnu::always_inline]] void close(char const* at) { to_.close(at); }
    [[gnu::always_inline]] void long_name(char const*, char const*) {}
    [[gnu::always_inline]] void finish(char const*) {}

  private:
    long_containers& to_;
};

// true: the text is valid. false: it is not valid, or exact_validator must decide: scalars, very
// short texts, and more than 62 levels. The notes are correct only if the text is valid.
//
// The lengths of names and values are predicted (probe.hpp): what follows them is read before they
// are known.
template <class Stops, class Notes>
[[gnu::always_inline]] inline bool is_valid_by_tokens(char const* const begin, char const* end,
                                                      std::size_t depth_limit, Notes notes) {
    constexpr std::make_index_sequence<Stops::guessed> guessed{};
    char const* at = after_blanks(begin, end);
    if (at == end || (*at != '{' && *at != '[')) return false;
    while (is_blank(end[-1])) --end;
    if ((end[-1] != '}' && end[-1] != ']') || end - begin < 16 || end - begin < Stops::size)
        return false;
    char const* const last_word = end - 9;  // after these eight bytes there is one more
    // one bit for each container, the innermost lowest: 1 if it is an object; above the outermost
    // is one bit that is set
    std::uint64_t kinds = 1;
    std::uint64_t const too_deep = std::uint64_t{2} << (depth_limit < 62 ? depth_limit : 62);
    stop_finder<Stops> finder(begin, end);
    char next;
    goto value;

name:  // at its opening quote
    ++at;
    {
        auto stops = finder.of_string(at);
        if constexpr (Stops::size < 16) {
            while (stops == 0 && finder.window_end() != end) {
                at = finder.window_end();
                stops = finder.from(at);
            }
        }
        if (stops != 0) [[likely]] {
            auto const length = static_cast<std::size_t>(Stops::first(stops));
            if (two_bytes(at + length) == ('"' | ':' << 8)) [[likely]] {
                at = guess(at + 2, length, guessed);
                notes.colon(at - 1);
                goto value;
            }
        }
    }
    {
        char const* const rest = at;
        at = to_far_quote(at, end);
        if (at == nullptr) return false;
        notes.long_name(rest, at);
    }
    ++at;
    while (*at != ':') {
        if (!is_blank(*at)) return false;
        ++at;
    }
    notes.colon(at);
    ++at;

value:
    next = *at;
value_or_blank:
    if (next == '"') {
        ++at;
        auto stops = finder.of_string(at);
        if (stops != 0) [[likely]] {
            auto const length = static_cast<std::size_t>(Stops::first(stops));
            if (at[length] == '"') [[likely]] {
                at = guess(at + 1, length, guessed);
                goto after_value;
            }
        }
        for (;;) {
            if (stops == 0) {
                at = finder.window_end();
                if (at == end) return false;
            } else {
                at += Stops::first(stops);
                if (*at == '"') break;
                if (*at == '\\' && two_character_escape(at[1]) != '\0') [[likely]] {
                    at += 2;
                } else {
                    at = after_stop(at, end);
                    if (at == nullptr) return false;
                }
            }
            stops = finder.from(at);
        }
        ++at;
        goto after_value;
    }
    if (static_cast<unsigned char>(next - '1') <= 8 && at <= last_word) {
        std::ptrdiff_t const digits = digits_of_eight(at);
        next = at[digits];
        if (next == ',') [[likely]] {
            at += digits;
            goto comma;
        }
        if (digits == 8 || next == '.' || (next | 0x20) == 'e') goto number;
        at += digits;
        goto after_value;
    }
    switch (next) {
        case '-':
        case '0':
        case '1':
        case '2':
        case '3':
        case '4':
        case '5':
        case '6':
        case '7':
        case '8':
        case '9':
        number:
            at = after_any_number(at, end);
            break;
        case 't':
        case 'f':
            at = after_boolean(at, last_word, end);
            break;
        case 'n':
            at = after_null(at, end);
            break;
        case '{':
            notes.open(at);
            kinds = 2 * kinds + 1;
            if (kinds >= too_deep) return false;
            ++at;
            if (*at == '"') goto name;
            at = after_indentation(at, end);
            if (*at == '"') goto name;
            if (*at == '}') goto close;
            return false;
        case '[':
            notes.open(at);
            kinds = 2 * kinds;
            if (kinds >= too_deep) return false;
            ++at;
            if (*at <= ' ') at = after_indentation(at, end);
            if (*at == ']') goto close;
            goto value;
        case ' ':
            next = *++at;
            if (next > ' ') [[likely]]
                goto value_or_blank;
            [[fallthrough]];
        case '\n':
        case '\r':
        case '\t':
            at = after_indentation(at, end);
            goto value;
        default:
            return false;
    }
    if (at == nullptr) return false;

after_value:
    if (*at == ',') [[likely]] {
    comma:
        ++at;
        if ((kinds & 1) == 0) goto value;
        if (*at == '"') [[likely]]
            goto name;
        at = after_indentation(at, end);
        if (*at == '"') goto name;
        return false;
    }
    if (*at != ((kinds & 1) != 0 ? '}' : ']')) {
        if (!is_blank(*at)) return false;
        at = after_indentation(at, end);
        goto after_value;
    }
close:
    notes.close(at);
    ++at;
    kinds >>= 1;
    if (at == end) {
        notes.finish(end);
        return kinds == 1;
    }
    if (kinds == 1) return false;
    goto after_value;
}

// For a text that fits in an index of members, or for which no notes are wanted.
template <class Stops>
[[gnu::always_inline]] inline bool is_valid_with_members(char const* begin, char const* end,
                                                         std::size_t depth_limit,
                                                         member_index* index) {
    std::uint16_t nowhere;
    return is_valid_by_tokens<Stops>(begin, end, depth_limit,
                                     member_marks(index, nowhere, begin, end));
}
// For a longer text: notes its long containers. There is always room for them.
template <class Stops>
[[gnu::always_inline]] inline bool is_valid_with_containers(char const* begin, char const* end,
                                                            std::size_t depth_limit,
                                                            member_index* index) {
    long_containers unread;
    long_containers& notes = index != nullptr ? index->containers : unread;
    bool const valid =
        is_valid_by_tokens<Stops>(begin, end, depth_limit, container_notes(notes, begin));
    if (!valid) notes.clear();
    return valid;
}
[[gnu::always_inline]] inline bool is_long(char const* begin, char const* end) {
    auto const size = static_cast<std::size_t>(end - begin);
    return size > member_index::stretch && size <= long_containers::longest_text;
}

}  // namespace trotline::json::detail
#endif
