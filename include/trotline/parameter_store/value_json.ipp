// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_JSON_IPP
#define TROTLINE_PARAMETER_STORE_VALUE_JSON_IPP

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
                to.raw(held.text);
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

}  // namespace trotline
#endif
