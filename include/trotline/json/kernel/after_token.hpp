// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_AFTER_TOKEN_HPP
#define TROTLINE_JSON_KERNEL_AFTER_TOKEN_HPP
// Fast checks of single tokens with the whole grammar of RFC 8259: each function takes the token's
// first byte and returns the end of the token, or nullptr if it is malformed. Precondition: the
// text's last byte is a closing bracket. No token continues over a bracket, so there is always one
// byte to read after a token.

#include <trotline/json/number.hpp>
#include <trotline/json/probe.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/string_stops.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace trotline::inline TROTLINE_ABI::json::detail {

// Moves past what begins at a stop that is neither a quote nor an escape of two characters;
// nullptr: it is not allowed in a string.
[[gnu::noinline]] inline char const* after_stop(char const* at, char const* end) {
    auto const byte = static_cast<unsigned char>(*at);
    if (byte == '\\') {
        lexed const escape = lex_escape(at, end);
        return escape.expected == nullptr ? escape.at : nullptr;
    }
    return byte < 0x20 ? nullptr : after_other_characters(at, end);
}
// The closing quote of a string that is longer than most, or has escapes; nullptr: it is malformed.
[[gnu::noinline]] inline char const* to_far_quote(char const* at, char const* end) {
    lexed const string = lex_string(at, end);
    return string.expected == nullptr ? string.at : nullptr;
}

// How many digits are at the start of the next eight bytes.
[[gnu::always_inline]] inline std::ptrdiff_t digits_of_eight(char const* at) {
    std::uint64_t const digits = eight_bytes(at) ^ eight_times('0');
    std::uint64_t const others = ((digits + eight_times(0x76)) | digits) & eight_times(0x80);
    return std::countr_zero(others) / 8;
}
// nullptr: there are none.
[[gnu::always_inline]] inline char const* after_digits(char const* at, char const* end) {
    char const* const first = at;
    std::ptrdiff_t count = 8;
    while (count == 8 && end - at >= 8) at += count = digits_of_eight(at);
    if (count == 8)
        while (is_digit(*at)) ++at;
    return at != first ? at : nullptr;
}
// Moves past a number of any kind; nullptr: it is malformed. The text must end with a bracket.
[[gnu::noinline]] inline char const* after_any_number(char const* at, char const* end) {
    if (*at == '-') ++at;
    if (*at == '0')
        ++at;
    else if (at = after_digits(at, end); at == nullptr)
        return nullptr;
    if (*at == '.')
        if (at = after_digits(at + 1, end); at == nullptr) return nullptr;
    if ((*at | 0x20) == 'e') {
        ++at;
        if (*at == '+' || *at == '-') ++at;
        at = after_digits(at, end);
    }
    return at;
}

// Moves past true or false near the text's end.
[[gnu::noinline]] inline char const* after_late_boolean(char const* at, char const* end) {
    lexed const name = lex_literal_name(at, end, *at == 't' ? "true" : "false");
    return name.expected == nullptr ? name.at : nullptr;
}
// Moves past true, false or null; nullptr: something else. No branch depends on whether it is true
// or false: it would be mispredicted half of the time.
[[gnu::always_inline]] inline char const* after_boolean(char const* at, char const* last_word,
                                                        char const* end) {
    if (at > last_word) [[unlikely]]
        return after_late_boolean(at, end);
    std::uint64_t const bytes = eight_bytes(at);
    std::uint64_t const longer = bytes >> 1 & 1;  // the bit in which t and f differ
    boolean_word const& wanted = boolean_words[longer];
    return (bytes & wanted.kept) == wanted.bytes ? at + 4 + longer : nullptr;
}
[[gnu::always_inline]] inline char const* after_null(char const* at, char const* end) {
    return end - at >= 4 && four_bytes(at) == 0x6C6C756E ? at + 4 : nullptr;
}

}  // namespace trotline::json::detail
#endif
