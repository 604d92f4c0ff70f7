// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_JSON_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_JSON_HPP

#include <trotline/core/utf8.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/parameter_store/value.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <variant>

namespace trotline::inline TROTLINE_ABI {

// Writes a parameter's value as JSON, with its type. A secret becomes the string `[secret]`; a text
// kept as it was sent that is not JSON (XML, for example) becomes a string; bytes of a text that
// are not UTF-8 become U+FFFD.
inline void write(json::writer& to, value const& from) {
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
                if (json::validate(held.text))
                    string(held.text);
                else
                    to.raw(held.text);
            } else {
                to.number(held);
            }
        },
        from.get());
}

}  // namespace trotline
#endif
