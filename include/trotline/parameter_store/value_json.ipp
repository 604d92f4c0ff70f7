// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_JSON_IPP
#define TROTLINE_PARAMETER_STORE_VALUE_JSON_IPP

#include <trotline/core/finite.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/json/is_valid.hpp>
#include <trotline/parameter_store/value_json.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <variant>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE void write(json::writer& to, value const& from) {
    if (from.is_secret()) {
        to.string(to_string(from));
        return;
    }
    auto const string = [&](std::string_view any) {
        std::string text;
        append_as_utf8(text, any);
        to.string(text);
    };
    std::visit(
        [&]<class T>(T const& held) {
            if constexpr (std::same_as<T, std::nullptr_t>) {
                to.null();
            } else if constexpr (std::same_as<T, bool>) {
                to.boolean(held);
            } else if constexpr (std::same_as<T, std::string>) {
                string(held);
            } else if constexpr (std::same_as<T, number>) {
                bool const is_number =
                    json::is_valid(held.text) &&
                    std::string_view("-0123456789").find(held.text[0]) != std::string_view::npos;
                if (is_number)
                    to.raw(held.text);
                else
                    string(held.text);
            } else if constexpr (std::same_as<T, json_text>) {
                if (json::is_valid(held.text))
                    to.raw(held.text);
                else
                    string(held.text);
            } else {
                to.number(held);
            }
        },
        from.get());
}

namespace detail {
TROTLINE_INLINE std::string_view lost_in_json(value const& from) {
    if (auto const* const text = std::get_if<std::string>(&from.get()); text && !is_utf8(*text))
        return "a text that is not UTF-8";
    if (auto const* const number = std::get_if<double>(&from.get()); number && !is_finite(*number))
        return "a number that JSON does not have: it is infinite, or not a number";
    return {};
}
}  // namespace detail

}  // namespace trotline
#endif
