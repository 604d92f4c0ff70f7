// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_PARAMETER_HPP
#define TROTLINE_MAPPING_ENGINE_PARAMETER_HPP

#include <trotline/json/number.hpp>
#include <trotline/parameter_store/value.hpp>

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// A number of a document as a parameter has it: an integer or a double if the number is written
// exactly like it, otherwise its text. `text` must be a number of RFC 8259.
[[gnu::noinline]] inline void parameter_of_number(std::string_view text, value& out) {
    if (text.find_first_of(".eE") == text.npos) {
        integer_value found;
        if (json::to_integer(text, found) == json::number_status::exact &&
            (found.magnitude != 0 || !found.negative)) {
            std::uint64_t const bits =
                found.negative ? std::uint64_t{0} - found.magnitude : found.magnitude;
            if (json::range_of<std::int64_t>.has(found)) {
                out = static_cast<std::int64_t>(bits);
                return;
            }
            if (!found.negative) {
                out = bits;
                return;
            }
        }
    }
    double nearest = 0;
    if (json::to_floating(text, nearest) == json::number_status::exact) {
        char digits[32];
        char const* const end = std::to_chars(digits, digits + sizeof digits, nearest).ptr;
        if (text == std::string_view(digits, static_cast<std::size_t>(end - digits))) {
            out = nearest;
            return;
        }
    }
    out = number{std::string(text)};
}

}  // namespace trotline::detail
#endif
