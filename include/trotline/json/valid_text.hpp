// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_VALID_TEXT_HPP
#define TROTLINE_JSON_VALID_TEXT_HPP
// Finds the elements and members of short JSON texts that are known to be valid, such as the arrays
// and objects of parameters. (Documents are read by cursors.) Nothing here allocates, except for
// names with escapes.

#include <trotline/json/character.hpp>
#include <trotline/json/string.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json::detail {

// The offset after the value at `at`.
constexpr std::size_t after_value(std::string_view text, std::size_t at) {
    std::size_t depth = 0;
    do {
        char const c = text[at];
        if (c == '"') {
            char const* const end = text.data() + text.size();
            at = static_cast<std::size_t>(lex_string(text.data() + at + 1, end).at - text.data()) +
                 1;
        } else if (c == '{' || c == '[') {
            ++depth, ++at;
        } else if (c == '}' || c == ']') {
            --depth, ++at;
        } else if (is_delimiter(c) || c == ':') {
            ++at;
        } else {
            while (at < text.size() && !is_delimiter(text[at])) ++at;
        }
    } while (depth != 0);
    return at;
}

constexpr std::size_t after_separators(std::string_view text, std::size_t at) {
    while (is_blank(text[at]) || text[at] == ',' || text[at] == ':') ++at;
    return at;
}

// Calls take(text) for the text of every element of a valid array, until it returns false.
constexpr void for_each_element(std::string_view array, auto&& take) {
    std::size_t at = array.find('[') + 1;
    while (array[at = after_separators(array, at)] != ']') {
        std::size_t const end = after_value(array, at);
        if (!take(array.substr(at, end - at))) return;
        at = end;
    }
}

// Appends the characters of a valid string.
inline void append_characters(std::string_view string, std::string& to) {
    decode(string.substr(1, string.size() - 2), [&](std::string_view piece) { to += piece; });
}

// The text of the first member of a valid object that has that name; empty if there is none.
inline std::string_view find_member(std::string_view object, std::string_view name) {
    std::size_t at = object.find('{') + 1;
    while (object[at = after_separators(object, at)] != '}') {
        std::size_t const after_name = after_value(object, at);
        std::string_view const quoted = object.substr(at, after_name - at);
        std::string_view found = quoted.substr(1, quoted.size() - 2);
        std::string decoded;
        if (found.find('\\') != found.npos) {
            append_characters(quoted, decoded);
            found = decoded;
        }
        at = after_separators(object, after_name);
        std::size_t const end = after_value(object, at);
        if (found == name) return object.substr(at, end - at);
        at = end;
    }
    return {};
}

}  // namespace trotline::json::detail
#endif
