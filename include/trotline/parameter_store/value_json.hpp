// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_JSON_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_JSON_HPP

#include <trotline/core/utf8.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/parameter_store/value.hpp>

#include <concepts>
#include <string>
#include <variant>

namespace trotline {

// Writes a parameter's value as JSON, with its type. A secret is the string `[secret]`; what is not
// UTF-8 in a text is U+FFFD.
inline void write(json::writer& to, value const& from) {
    if (from.is_secret()) {
        to.string(to_string(from));
        return;
    }
    std::visit(
        [&]<class T>(T const& held) {
            if constexpr (std::same_as<T, std::nullptr_t>) {
                to.null();
            } else if constexpr (std::same_as<T, bool>) {
                to.boolean(held);
            } else if constexpr (std::same_as<T, std::string>) {
                std::string text;
                append_as_utf8(text, held);
                to.string(text);
            } else if constexpr (std::same_as<T, json_text> || std::same_as<T, number>) {
                to.raw(held.text);
            } else {
                to.number(held);
            }
        },
        from.get());
}

}  // namespace trotline
#endif
