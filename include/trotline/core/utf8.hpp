// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_UTF8_HPP
#define TROTLINE_CORE_UTF8_HPP
// UTF-8 as RFC 3629 section 4 defines it: shortest form, no surrogates, nothing above U+10FFFF.
// Only append_as_utf8 allocates (the caller's string). Nothing is read outside the text.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI {

// What the bytes at some position are: a whole UTF-8 sequence, or how much of one.
struct utf8_sequence {
    std::size_t size = 0;  // bytes of a well-formed sequence; 0: malformed
    // if size is 0: how many bytes could still begin a well-formed sequence
    std::size_t wrong = 0;
};

// Reads the sequence at `at`. The text must not be empty. UTF8-octets of RFC 3629.
constexpr utf8_sequence utf8_sequence_at(char const* at, char const* end) {
    auto const byte = [&](std::ptrdiff_t i) { return static_cast<unsigned char>(at[i]); };
    unsigned char const lead = byte(0);
    if (lead < 0x80) return {1, 0};
    if (lead < 0xC2 || lead > 0xF4) return {0, 0};
    unsigned char const low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char const high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (end - at < 2 || byte(1) < low || byte(1) > high) return {0, 1};
    if (lead < 0xE0) return {2, 0};
    if (end - at < 3 || (byte(2) & 0xC0) != 0x80) return {0, 2};
    if (lead < 0xF0) return {3, 0};
    if (end - at < 4 || (byte(3) & 0xC0) != 0x80) return {0, 3};
    return {4, 0};
}

namespace detail {
// True if four bytes (the first one lowest) begin with a sequence of three bytes, or of two.
[[gnu::always_inline]] constexpr bool is_sequence_of_three(std::uint32_t bytes) {
    std::uint32_t const high_bits = bytes & 0x200F;  // 0: overlong; 0x200D: a surrogate
    return (bytes & 0xC0C0F0) == 0x8080E0 && high_bits != 0 && high_bits != 0x200D;
}
[[gnu::always_inline]] constexpr bool is_sequence_of_two(std::uint32_t bytes) {
    return (bytes & 0xC0E0) == 0x80C0 && (bytes & 0x1E) != 0;  // 0: overlong
}

// Moves past the ASCII characters at the start of [at, end), eight at a time where possible.
constexpr char const* after_ascii(char const* at, char const* end) {
    if (!std::is_constant_evaluated()) {
        for (; end - at >= 8; at += 8) {
            std::uint64_t word;
            std::memcpy(&word, at, 8);
            if ((word & 0x8080808080808080u) != 0) break;
        }
    }
    while (at != end && static_cast<unsigned char>(*at) < 0x80) ++at;
    return at;
}
}  // namespace detail

// How many bytes at the text's start are whole, well-formed sequences: all of them, if it is UTF-8.
constexpr std::size_t valid_utf8_prefix(std::string_view text) {
    char const* at = text.data();
    char const* const end = at + text.size();
    for (;;) {
        at = detail::after_ascii(at, end);
        if (at == end) return text.size();
        auto const sequence = utf8_sequence_at(at, end);
        if (sequence.size == 0) return static_cast<std::size_t>(at - text.data());
        at += sequence.size;
    }
}

// True if all of the text is UTF-8.
constexpr bool is_utf8(std::string_view text) { return valid_utf8_prefix(text) == text.size(); }

// Offset of the first byte that no UTF-8 text could have there; the text's size if it only ends
// inside a sequence (or if nothing is wrong: ask is_utf8 first).
constexpr std::size_t utf8_error_offset(std::string_view text) {
    std::size_t const whole = valid_utf8_prefix(text);
    if (whole == text.size()) return whole;
    return whole + utf8_sequence_at(text.data() + whole, text.data() + text.size()).wrong;
}

// The UTF-8 encoding of one Unicode scalar value.
struct utf8_bytes {
    char text[4]{};
    unsigned char size = 0;

    constexpr std::string_view view() const { return {text, size}; }
};

// Encodes a Unicode scalar value in UTF-8.
constexpr utf8_bytes encode_utf8(char32_t scalar_value) {
    auto const part = [&](unsigned shift, unsigned mark) {
        return static_cast<char>(mark | ((scalar_value >> shift) & 0x3Fu));
    };
    if (scalar_value < 0x80) return {{static_cast<char>(scalar_value)}, 1};
    if (scalar_value < 0x800)
        return {{static_cast<char>(0xC0u | (scalar_value >> 6)), part(0, 0x80)}, 2};
    if (scalar_value < 0x10000)
        return {{static_cast<char>(0xE0u | (scalar_value >> 12)), part(6, 0x80), part(0, 0x80)}, 3};
    return {{static_cast<char>(0xF0u | (scalar_value >> 18)), part(12, 0x80), part(6, 0x80),
             part(0, 0x80)},
            4};
}

// Appends the text with U+FFFD in place of what is not UTF-8: one for each byte, or run of bytes,
// that begins a sequence without completing it.
inline void append_as_utf8(std::string& to, std::string_view text) {
    while (!text.empty()) {
        std::size_t const whole = valid_utf8_prefix(text);
        to.append(text, 0, whole);
        text.remove_prefix(whole);
        if (text.empty()) return;
        std::size_t const wrong = utf8_sequence_at(text.data(), text.data() + text.size()).wrong;
        to += "\xEF\xBF\xBD";
        text.remove_prefix(wrong == 0 ? 1 : wrong);
    }
}

}  // namespace trotline
#endif
