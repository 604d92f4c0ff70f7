// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_FIELD_HPP
#define TROTLINE_HTTP_FIELD_HPP
// The field lines of a header section: RFC 9110 sections 5.1 (names), 5.5 (values), 5.6.2 (tokens).

#include <trotline/core/ascii.hpp>
#include <trotline/uri/character_set.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// RFC 9110 section 5: one field line of a header section. The value has no blanks around it. A
// field with an empty value is sent, too.
struct field {
    std::string name{};
    std::string value{};
};

// tchar: the characters of a token.
inline constexpr uri::character_set token_character =
    uri::alpha | uri::digit | uri::character_set("!#$%&'*+-.^_`|~");
// True if the text is a token.
constexpr bool is_token(std::string_view text) {
    return !text.empty() && token_character.contains_all(text);
}

// field-vchar, SP and HTAB: no control characters, and so no line ends.
constexpr bool is_field_character(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return (byte >= 0x20 && byte != 0x7f) || c == '\t';
}
constexpr bool is_field_value(std::string_view text) {
    for (char const c : text)
        if (!is_field_character(c)) return false;
    return true;
}

// cookie-octet of RFC 6265 section 4.1.1
constexpr bool is_cookie_character(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte > 0x20 && byte < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
}
constexpr bool is_cookie_value(std::string_view text) {
    for (char const c : text)
        if (!is_cookie_character(c)) return false;
    return true;
}

using trotline::detail::lower;

// Compares field names (media types, and other tokens) without regard to case.
constexpr bool same_name(std::string_view a, std::string_view b) {
    return trotline::detail::same_letters(a, b);
}

// The first field with that name, or nullptr. `fields` is any range of fields.
constexpr field const* find_field(auto const& fields, std::string_view name) {
    for (field const& each : fields)
        if (same_name(each.name, name)) return &each;
    return nullptr;
}

// The value without the optional white space (RFC 9110 section 5.6.3) around it.
constexpr std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

}  // namespace trotline::http
#endif
