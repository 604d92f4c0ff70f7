// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_NUMBER_HPP
#define TROTLINE_XML_NUMBER_HPP
// Reads numbers, true and false in the usual notation: digits without blanks around them, few
// enough for an exact value. False does not mean wrong; it only means that the general functions
// must read it.

#include <trotline/core/scalar.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

// An optional minus sign and up to 18 digits; leading zeros are allowed.
[[gnu::always_inline]] constexpr bool to_plain_integer(std::string_view text, integer_value& out) {
    out.negative = !text.empty() && text.front() == '-';
    std::size_t i = out.negative ? 1 : 0;
    if (text.size() == i || text.size() - i > 18) return false;
    out.magnitude = 0;
    for (; i != text.size(); ++i) {
        unsigned const digit = static_cast<unsigned>(text[i]) - '0';
        if (digit > 9) return false;
        out.magnitude = out.magnitude * 10 + digit;
    }
    return true;
}

// The same with up to 15 digits and a decimal point between two of them. The significand and the
// power of ten are exact, so one division gives the nearest value.
[[gnu::always_inline]] constexpr bool to_plain_floating(std::string_view text, double& out) {
    constexpr double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    bool const negative = !text.empty() && text.front() == '-';
    std::size_t const first = negative ? 1 : 0;
    if (text.size() == first || text.size() - first > 16) return false;
    std::uint64_t significand = 0;
    std::size_t point = text.size();
    for (std::size_t i = first; i != text.size(); ++i) {
        unsigned const digit = static_cast<unsigned>(text[i]) - '0';
        if (digit > 9) {
            if (text[i] != '.' || point != text.size() || i == first || i + 1 == text.size())
                return false;
            point = i;
            continue;
        }
        significand = significand * 10 + digit;
    }
    std::size_t const fraction = point == text.size() ? 0 : text.size() - point - 1;
    if (point == text.size() && text.size() - first > 15) return false;
    if (!trotline::detail::rounds_once && fraction != 0) return false;
    double const value = static_cast<double>(significand) / powers[fraction];
    out = negative ? -value : value;
    return true;
}

[[gnu::always_inline]] constexpr bool to_plain_boolean(std::string_view text, bool& out) {
    if (text != "true" && text != "false") return false;
    out = text.size() == 4;
    return true;
}

}  // namespace trotline::xml::detail
#endif
