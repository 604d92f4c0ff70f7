// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_VALIDATE_BY_TOKENS_HPP
#define TROTLINE_JSON_KERNEL_VALIDATE_BY_TOKENS_HPP
// Validation token by token: the whole grammar of RFC 8259 and UTF-8 in one loop, which says only
// whether the text is valid. Where it is not, exact_validator finds out why.
//
// A text that is an array or an object ends with a bracket, and no token before that goes on over a
// closing bracket: so there is a byte to look at behind every one of them, and the end of the text
// needs a check only where many bytes are read at once, and behind closing brackets.

#include <trotline/json/member_index.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/string_stops.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <utility>

namespace trotline::json::detail {

// Behind characters that are not ASCII, of which there is one at least; nullptr: not UTF-8.
[[gnu::noinline]] inline char const* behind_other_characters(char const* at, char const* end) {
    while (end - at >= 4) {
        std::uint32_t const bytes = four_bytes(at);
        // three bytes: not overlong, and no surrogate; or two: not overlong
        std::uint32_t const high_bits = bytes & 0x200F;
        if ((bytes & 0xC0C0F0) == 0x8080E0 && high_bits != 0 && high_bits != 0x200D)
            at += 3;
        else if ((bytes & 0xC0E0) == 0x80C0 && (bytes & 0x1E) != 0)
            at += 2;
        else
            break;
        if (static_cast<signed char>(*at) >= 0) return at;
    }
    do {
        auto const sequence = utf8_sequence_at(at, end);
        if (sequence.size == 0) return nullptr;
        at += sequence.size;
        if (at == end) return nullptr;
    } while (static_cast<signed char>(*at) < 0);
    return at;
}
// Behind what a stop begins that is neither a quote nor an escape of two characters; nullptr: it
// cannot stand in a string.
[[gnu::noinline]] inline char const* behind_stop(char const* at, char const* end) {
    auto const byte = static_cast<unsigned char>(*at);
    if (byte == '\\') {
        lexed const escape = lex_escape(at, end);
        return escape.expected == nullptr ? escape.at : nullptr;
    }
    return byte < 0x20 ? nullptr : behind_other_characters(at, end);
}
// At the closing quote of a string that is longer than most, or has escapes; nullptr: it is
// malformed.
[[gnu::noinline]] inline char const* to_far_quote(char const* at, char const* end) {
    lexed const string = lex_string(at, end);
    return string.expected == nullptr ? string.at : nullptr;
}

// How many of the next eight bytes are digits, up to the first one that is none.
[[gnu::always_inline]] inline std::ptrdiff_t digits_of_eight(char const* at) {
    std::uint64_t const digits = eight_bytes(at) ^ eight_times('0');
    std::uint64_t const others = ((digits + eight_times(0x76)) | digits) & eight_times(0x80);
    return std::countr_zero(others) / 8;
}
// nullptr: there are none.
[[gnu::always_inline]] inline char const* behind_digits(char const* at, char const* end) {
    char const* const first = at;
    std::ptrdiff_t count = 8;
    while (count == 8 && end - at >= 8) at += count = digits_of_eight(at);
    if (count == 8)
        while (is_digit(*at)) ++at;
    return at != first ? at : nullptr;
}
// Behind a number of any kind; nullptr: it is malformed. A bracket ends the text.
[[gnu::noinline]] inline char const* behind_any_number(char const* at, char const* end) {
    if (*at == '-') ++at;
    if (*at == '0')
        ++at;
    else if (at = behind_digits(at, end); at == nullptr)
        return nullptr;
    if (*at == '.')
        if (at = behind_digits(at + 1, end); at == nullptr) return nullptr;
    if ((*at | 0x20) == 'e') {
        ++at;
        if (*at == '+' || *at == '-') ++at;
        at = behind_digits(at, end);
    }
    return at;
}

// Behind true, false or null; nullptr: something else begins so. Which of the first two it is
// decides no branch: it would be guessed wrongly half of the time.
[[gnu::always_inline]] inline char const* behind_boolean(char const* at, char const* last_word,
                                                         char const* end) {
    if (at > last_word) [[unlikely]] {
        lexed const name = lex_literal_name(at, end, *at == 't' ? "true" : "false");
        return name.expected == nullptr ? name.at : nullptr;
    }
    std::uint64_t const bytes = eight_bytes(at);
    std::uint64_t const longer = bytes >> 1 & 1;  // the bit in which t and f differ
    boolean_word const& wanted = boolean_words[longer];
    return (bytes & wanted.kept) == wanted.bytes ? at + 4 + longer : nullptr;
}
[[gnu::always_inline]] inline char const* behind_null(char const* at, char const* end) {
    return end - at >= 4 && four_bytes(at) == 0x6C6C756E ? at + 4 : nullptr;
}

// Behind blanks: a line's end, and the indentation of the next line.
[[gnu::noinline]] inline char const* behind_indentation(char const* at, char const* end) {
    if (*at == '\r') ++at;
    if (*at == '\n') ++at;
    for (; end - at >= 8; at += 8) {
        std::uint64_t const others = eight_bytes(at) ^ eight_times(' ');
        if (others == 0) continue;
        at = guess(at, static_cast<std::size_t>(std::countr_zero(others)) / 8,
                   std::make_index_sequence<8>{});
        break;
    }
    return behind_blanks(at, end);
}

// true: the text is valid. false: it is not, or it is one of those that are left to
// exact_validator: scalars, very short texts, and more than 62 levels.
//
// Lengths of names, and of values, are guessed (probe.hpp): what comes behind them is read before
// they are known.
template <class Stops>
[[gnu::always_inline]] inline bool is_valid_by_tokens(char const* const begin, char const* end,
                                                      std::size_t depth_limit,
                                                      member_index* index) {
    constexpr auto guessed = std::make_index_sequence < Stops::is_kept ? 16 : Stops::size > {};
    char const* at = behind_blanks(begin, end);
    if (at == end || (*at != '{' && *at != '[')) return false;
    while (is_blank(end[-1])) --end;
    if ((end[-1] != '}' && end[-1] != ']') || end - begin < 16 || end - begin < Stops::size)
        return false;
    char const* const last_word = end - 9;  // behind eight bytes there is one more
    // a bit for each container, the innermost lowest, whether it is an object; above, a bit that is
    // set
    std::uint64_t kinds = 1;
    std::uint64_t const too_deep = std::uint64_t{2} << (depth_limit < 62 ? depth_limit : 62);
    stop_finder<Stops> finder(begin, end);
    // the marks of an index; or, where none is wanted, one place for all of them
    std::uint16_t nowhere;
    bool const is_indexed =
        index != nullptr && end - begin <= static_cast<std::ptrdiff_t>(member_index::stretch);
    std::uint16_t* mark = is_indexed ? index->places : &nowhere;
    std::ptrdiff_t const next_mark = is_indexed ? 1 : 0;
    bool escaped_names = false;
    char next;
    goto value;

name:  // its opening quote
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
                *mark = static_cast<std::uint16_t>(at - 1 - begin);
                mark += next_mark;
                goto value;
            }
        }
    }
    {
        char const* const rest = at;
        at = to_far_quote(at, end);
        if (at == nullptr) return false;
        escaped_names |= std::memchr(rest, '\\', static_cast<std::size_t>(at - rest)) != nullptr;
    }
    ++at;
    while (*at != ':') {
        if (!is_blank(*at)) return false;
        ++at;
    }
    *mark = static_cast<std::uint16_t>(at - begin);
    mark += next_mark;
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
                goto behind_value;
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
                    at = behind_stop(at, end);
                    if (at == nullptr) return false;
                }
            }
            stops = finder.from(at);
        }
        ++at;
        goto behind_value;
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
        goto behind_value;
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
            at = behind_any_number(at, end);
            break;
        case 't':
        case 'f':
            at = behind_boolean(at, last_word, end);
            break;
        case 'n':
            at = behind_null(at, end);
            break;
        case '{':
            *mark = static_cast<std::uint16_t>(at - begin);
            mark += next_mark;
            kinds = 2 * kinds + 1;
            if (kinds >= too_deep) return false;
            ++at;
            if (*at == '"') goto name;
            at = behind_indentation(at, end);
            if (*at == '"') goto name;
            if (*at == '}') goto close;
            return false;
        case '[':
            *mark = static_cast<std::uint16_t>(at - begin);
            mark += next_mark;
            kinds = 2 * kinds;
            if (kinds >= too_deep) return false;
            ++at;
            if (*at <= ' ') at = behind_indentation(at, end);
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
            at = behind_indentation(at, end);
            goto value;
        default:
            return false;
    }
    if (at == nullptr) return false;

behind_value:
    if (*at == ',') [[likely]] {
    comma:
        ++at;
        if ((kinds & 1) == 0) goto value;
        if (*at == '"') [[likely]]
            goto name;
        at = behind_indentation(at, end);
        if (*at == '"') goto name;
        return false;
    }
    if (*at != ((kinds & 1) != 0 ? '}' : ']')) {
        if (!is_blank(*at)) return false;
        at = behind_indentation(at, end);
        goto behind_value;
    }
close:
    *mark = static_cast<std::uint16_t>(at - begin);
    mark += next_mark;
    ++at;
    kinds >>= 1;
    if (at == end) {
        if (is_indexed) index->set(begin, end, mark, escaped_names);
        return kinds == 1;
    }
    if (kinds == 1) return false;
    goto behind_value;
}

}  // namespace trotline::json::detail
#endif
