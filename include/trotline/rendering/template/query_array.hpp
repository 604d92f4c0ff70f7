// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_QUERY_ARRAY_HPP
#define TROTLINE_RENDERING_TEMPLATE_QUERY_ARRAY_HPP
// Reads JSON arrays in parameters, for query parameters that are repeated or joined.

#include <trotline/json/character.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/parameter_store/value.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace trotline::inline TROTLINE_ABI::detail {

inline bool is_json_array(std::string_view text) {
    return !json::validate(text) && text.substr(text.find_first_not_of(" \t\r\n")).starts_with('[');
}
inline bool holds_json_array(value const& held) {
    auto const* text = std::get_if<json_text>(&held.get());
    return text != nullptr && is_json_array(text->text);
}

// Calls take(std::string_view) for the text of every element of a valid array, in order, until it
// returns false: strings are decoded, null is the empty text. Returns false at an element that is
// an array or object. Allocates only for strings with escapes.
bool for_each_element(std::string_view array, auto&& take) {
    char const* const end = array.data() + array.size();
    char const* at = array.data() + array.find('[') + 1;
    std::string decoded;
    for (;; ++at) {
        while (json::is_blank(*at) || *at == ',') ++at;
        char const* const begin = at;
        std::string_view element;
        switch (*at) {
            case ']':
                return true;
            case '[':
            case '{':
                return false;
            case '"': {
                at = json::lex_string(begin + 1, end).at;
                element = {begin + 1, at};
                if (element.find('\\') == std::string_view::npos) break;
                decoded.clear();
                json::decode(element, [&](std::string_view piece) { decoded += piece; });
                element = decoded;
                break;
            }
            default:
                while (*at != ',' && *at != ']' && !json::is_blank(*at)) ++at;
                element = {begin, at};
                if (element == "null") element = {};
                --at;
        }
        if (!take(element)) return true;
    }
}

}  // namespace trotline::detail
#endif
