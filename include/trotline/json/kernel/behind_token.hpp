// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BEHIND_TOKEN_HPP
#define TROTLINE_JSON_KERNEL_BEHIND_TOKEN_HPP
// From the first byte of a token to behind it, by the whole grammar of RFC 8259, and as quickly as
// that is possible: nullptr where it is malformed. For a text whose last byte is a closing bracket:
// no token goes on over that, so that there is always a byte to look at behind one.

#include <trotline/json/number.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/string_stops.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace trotline::inline TROTLINE_ABI::json::detail {

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

}  // namespace trotline::json::detail
#endif
