// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_PARAMETER_HPP
#define TROTLINE_MAPPING_ENGINE_PARAMETER_HPP

#include <trotline/json/number.hpp>
#include <trotline/parameter_store/value.hpp>

#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// A number of a document as a parameter keeps it: an integral one in range is signed, or else
// unsigned; any other is the nearest double. False: a double cannot hold it. `text` is a number of
// RFC 8259.
[[gnu::noinline]] inline bool parameter_of_number(std::string_view text, value& out) {
    if (text.find_first_of(".eE") == text.npos) {
        integer_value found;
        if (json::to_integer(text, found) == json::number_status::exact) {
            std::uint64_t const bits =
                found.negative ? std::uint64_t{0} - found.magnitude : found.magnitude;
            if (json::range_of<std::int64_t>.has(found))
                return out = static_cast<std::int64_t>(bits), true;
            if (!found.negative) return out = bits, true;
        }
    }
    double as_double = 0;
    if (json::to_floating(text, as_double) != json::number_status::exact) return false;
    out = as_double;
    return true;
}

}  // namespace trotline::detail
#endif
