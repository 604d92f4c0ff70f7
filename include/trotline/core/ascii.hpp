// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_ASCII_HPP
#define TROTLINE_CORE_ASCII_HPP
// ASCII characters and texts, as several formats use them.

#include <trotline/core/abi.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// White space in JSON (RFC 8259 section 2), XML (production 3) and paths (RFC 9535 section 2.1.1).
constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// The text without the white space around it.
constexpr std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

// Makes an ASCII letter lower case; other characters are unchanged.
constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}
// The same for capitals.
constexpr char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c;
}
// True if the texts are equal in any case of their ASCII letters.
constexpr bool same_letters(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i)
        if (lower(a[i]) != lower(b[i])) return false;
    return true;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline constexpr auto hexadecimal_values = [] {
    std::array<signed char, 256> values{};
    for (auto& value : values) value = -1;
    for (signed char i = 0; i != 16; ++i) {
        values[static_cast<unsigned char>("0123456789abcdef"[i])] = i;
        values[static_cast<unsigned char>("0123456789ABCDEF"[i])] = i;
    }
    return values;
}();
// The value of a hexadecimal digit in either case; -1 for any other character.
constexpr int hexadecimal_value(char c) {
    return hexadecimal_values[static_cast<unsigned char>(c)];
}

}  // namespace trotline::detail
#endif
