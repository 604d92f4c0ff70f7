// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_ALLOWED_VALUES_HPP
#define TROTLINE_MAPPING_ENGINE_ALLOWED_VALUES_HPP

#include <trotline/json/number.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/parameter_store/value.hpp>

#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

// The values that a condition allows, if they are only known at run time: as data that points into
// the values, and as a text for messages.
namespace trotline::inline TROTLINE_ABI::detail {

inline std::vector<allowed_scalar> allowed_of(std::vector<value> const& from) {
    using type = allowed_scalar::type;
    std::vector<allowed_scalar> made;
    for (value const& v : from) {
        allowed_scalar& to = made.emplace_back();
        if (auto const* b = std::get_if<bool>(&v.get())) {
            to.is = type::boolean;
            to.boolean = *b;
        } else if (auto const* n = std::get_if<std::int64_t>(&v.get())) {
            to.is = type::integer;
            auto const magnitude = static_cast<std::uint64_t>(*n);
            to.integer = {*n < 0 ? 0 - magnitude : magnitude, *n < 0};
        } else if (auto const* u = std::get_if<std::uint64_t>(&v.get())) {
            to.is = type::integer;
            to.integer = {*u, false};
        } else if (auto const* d = std::get_if<double>(&v.get())) {
            to.is = type::floating;
            to.floating = *d;
        } else if (auto const* digits = std::get_if<number>(&v.get())) {
            to.is = type::floating;
            to.text = digits->text;
            static_cast<void>(json::to_floating(digits->text, to.floating));
        } else if (auto const* text = std::get_if<std::string>(&v.get())) {
            to.is = type::text;
            to.text = *text;
        }
    }
    return made;
}

inline std::string text_of_allowed(std::vector<value> const& allowed) {
    std::string text;
    for (value const& v : allowed) {
        if (!text.empty()) text += " or ";
        if (v.is_secret()) {
            text += "a secret";
            continue;
        }
        std::visit(
            [&]<class T>(T const& alternative) {
                if constexpr (std::is_same_v<T, std::nullptr_t>)
                    text += "null";
                else if constexpr (std::is_same_v<T, bool>)
                    text += alternative ? "true" : "false";
                else if constexpr (std::is_same_v<T, std::string>)
                    text.append(1, '"').append(alternative).append(1, '"');
                else if constexpr (std::is_same_v<T, number>)
                    text += alternative.text;
                else if constexpr (!std::is_same_v<T, json_text>)
                    text += std::to_string(alternative);
            },
            v.get());
    }
    return text;
}

}  // namespace trotline::detail
#endif
