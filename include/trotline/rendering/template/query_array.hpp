// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_QUERY_ARRAY_HPP
#define TROTLINE_RENDERING_TEMPLATE_QUERY_ARRAY_HPP
// Reads JSON arrays in parameters, for query parameters that are repeated or joined.

#include <trotline/json/is_valid.hpp>
#include <trotline/json/valid_text.hpp>
#include <trotline/parameter_store/value.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace trotline::inline TROTLINE_ABI::detail {

inline bool is_json_array(std::string_view text) {
    return json::is_valid(text) && text.substr(text.find_first_not_of(" \t\r\n")).starts_with('[');
}
inline bool holds_json_array(value const& held) {
    auto const* text = std::get_if<json_text>(&held.get());
    return text != nullptr && is_json_array(text->text);
}

// Calls take(std::string_view) for the text of every element of a valid array, in order, until it
// returns false: strings are decoded, null is the empty text. Returns false at an element that is
// an array or object. Allocates only for long strings.
bool for_each_element(std::string_view array, auto&& take) {
    bool flat = true;
    std::string decoded;
    json::detail::for_each_element(array, [&](std::string_view element) {
        flat = element.front() != '[' && element.front() != '{';
        if (!flat) return false;
        if (element.front() == '"') {
            decoded.clear();
            json::detail::append_characters(element, decoded);
            element = decoded;
        } else if (element == "null") {
            element = {};
        }
        return static_cast<bool>(take(element));
    });
    return flat;
}

}  // namespace trotline::detail
#endif
