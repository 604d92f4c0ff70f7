// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_NUMBER_COMPARISON_HPP
#define TROTLINE_MAPPING_QUERY_NUMBER_COMPARISON_HPP

#include <trotline/core/scalar.hpp>
#include <trotline/json/number.hpp>
#include <trotline/mapping/engine/conversion.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

// Compares the numbers of a filter by their values, as they are written.
namespace trotline::inline TROTLINE_ABI::detail {

// The value of a number of RFC 8259 with few digits and no exponent, the nearest double; that of an
// integer is exact. False: any other text.
inline bool near_double(std::string_view text, double& out) {
    bool const negative = text.starts_with('-');
    text.remove_prefix(negative);
    if (text.empty() || text.size() > 18) return false;
    bool const zero_is_first = text.front() == '0' && text.size() > 1 && text[1] != '.';
    std::uint64_t significand = 0;
    char const *const end = text.data() + text.size(), *point = end - 1;
    for (char const* at = text.data(); at != end; ++at) {
        // (unsigned: other characters are more than 9)
        if (unsigned const digit = static_cast<unsigned char>(*at) - unsigned{'0'}; digit <= 9)
            significand = significand * 10 + digit;
        else if (*at == '.' && point == end - 1 && at != text.data() && at != point)
            point = at;
        else
            return false;
    }
    std::int64_t const fraction = end - 1 - point;
    return !zero_is_first && json::detail::exactly_rounded(negative, significand, -fraction, out);
}

// A number as its digits, which in XML may have the forms of XML Schema, or a count.
struct compared_number {
    std::string_view text;
    bool of_xml = false;
    std::size_t count = npos;

    bool to_near_double(double& out) const {
        if (count == npos) return near_double(text, out);
        out = static_cast<double>(count);
        return std::uint64_t{count} <= std::uint64_t{1} << 53;
    }
    bool to_integer(integer_value& out) const {
        if (count != npos) return out = {count, false}, true;
        return json::to_integer(text, out) == json::number_status::exact ||
               (of_xml && integer_of_digits(text, out) == json::number_status::exact);
    }
    bool to_floating(double& out) const {
        if (count != npos) return out = static_cast<double>(count), true;
        return (of_xml ? floating_of_digits(text, out) : json::to_floating(text, out)) ==
               json::number_status::exact;
    }
};

// Compares numbers by value: exactly if both are integers of 64 bits, otherwise as doubles.
// unordered: one is not a number, or out of a double's range.
inline std::partial_ordering compare_numbers(compared_number const& a, compared_number const& b) {
    double left = 0, right = 0;
    if (a.to_near_double(left) && b.to_near_double(right)) return left <=> right;
    integer_value x, y;
    if (a.to_integer(x) && b.to_integer(y)) {
        bool const x_below = x.negative && x.magnitude != 0;
        bool const y_below = y.negative && y.magnitude != 0;
        if (x_below != y_below)
            return x_below ? std::partial_ordering::less : std::partial_ordering::greater;
        return x_below ? y.magnitude <=> x.magnitude : x.magnitude <=> y.magnitude;
    }
    if (!a.to_floating(left) || !b.to_floating(right)) return std::partial_ordering::unordered;
    return left <=> right;
}

}  // namespace trotline::detail
#endif
