// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_QUERY_ARRAY_HPP
#define TROTLINE_RENDERING_TEMPLATE_QUERY_ARRAY_HPP
// JSON arrays in parameters, for query parameters that are repeated or joined.

#include <trotline/json/cursor.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/parameter_store/value.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace trotline::detail {

inline bool is_json_array(std::string_view text) {
    return !json::validate(text) && text.substr(text.find_first_not_of(" \t\r\n")).starts_with('[');
}
inline bool holds_json_array(value const& held) {
    auto const* text = std::get_if<json_text>(&held.get());
    return text != nullptr && is_json_array(text->text);
}

// Calls take(std::string_view) for the text of every element of a valid array, in order, while it
// returns true: strings decoded, null as the empty text. False at an element that is an array or
// object. Allocates only for strings with escapes.
inline bool for_each_element(std::string_view array, auto&& take) {
    json::basic_cursor<json::mode::checked> at(array);
    at.enter();
    while (at.element(0)) {
        scalar const element = at.scalar();
        if (element.kind == kind::nothing) return false;
        if (element.kind == kind::null) {
            if (!take(std::string_view())) return true;
        } else if (element.plain) {
            if (!take(element.text)) return true;
        } else {
            std::string decoded;
            json::basic_cursor<json::mode::checked>::decode(
                element, [&](std::string_view piece) { decoded += piece; });
            if (!take(std::string_view(decoded))) return true;
        }
    }
    return true;
}

}  // namespace trotline::detail
#endif
