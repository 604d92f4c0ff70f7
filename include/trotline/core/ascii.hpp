// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_ASCII_HPP
#define TROTLINE_CORE_ASCII_HPP
// The ASCII character classes that several formats share.

#include <trotline/core/abi.hpp>

namespace trotline::inline TROTLINE_ABI::detail {

// White space in JSON (RFC 8259 section 2), XML (production 3) and paths (RFC 9535 section 2.1.1).
constexpr bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The value of a hexadecimal digit in either case; -1 for any other character.
constexpr int hexadecimal_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace trotline::detail
#endif
