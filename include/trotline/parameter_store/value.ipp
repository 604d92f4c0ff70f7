// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_IPP
#define TROTLINE_PARAMETER_STORE_VALUE_IPP

#include <trotline/parameter_store/value.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <variant>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE std::string to_string(value const& v) {
    if (v.is_secret()) return "[secret]";
    return std::visit(
        []<class T>(T const& held) -> std::string {
            if constexpr (std::same_as<T, std::nullptr_t>) {
                return "null";
            } else if constexpr (std::same_as<T, bool>) {
                return held ? "true" : "false";
            } else if constexpr (std::same_as<T, std::string>) {
                return held;
            } else if constexpr (std::same_as<T, json_text> || std::same_as<T, number>) {
                return held.text;
            } else {
                char digits[32];
                return {digits, std::to_chars(digits, digits + sizeof digits, held).ptr};
            }
        },
        v.get());
}

}  // namespace trotline
#endif
