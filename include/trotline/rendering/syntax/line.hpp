// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_SYNTAX_LINE_HPP
#define TROTLINE_RENDERING_SYNTAX_LINE_HPP
// Finds the expressions of one-line templates: methods and field names (RFC 9110 section 5.6.2,
// token), field values (section 5.5), cookies (RFC 6265 section 4.2.1); and of plain text.

#include <trotline/http/field.hpp>
#include <trotline/rendering/template/slot.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// A field name or a method: token characters and expressions, at least one of them.
constexpr bool scan_token(std::string_view text, slot_sink& sink) {
    if (text.empty()) return sink.fail(0, "expected a name");
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const before = at;
        if (text[at] == '$') {
            if (!scan_dollar(text, at, place::token, sink)) return false;
        } else if (http::token_character.contains(text[at])) {
            ++at;
        } else {
            return sink.fail(
                before,
                "expected a character of a token: a letter, a digit or one of !#$%&'*+-.^_`|~");
        }
    }
    return true;
}

// A field value or cookies.
constexpr bool scan_field_value(std::string_view text, trotline::place where, slot_sink& sink) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '$') {
            if (!scan_dollar(text, at, where, sink)) return false;
        } else if (http::is_field_character(text[at])) {
            ++at;
        } else {
            return sink.fail(at,
                             "expected a character of a field value: no line ends and no other "
                             "control characters");
        }
    }
    return true;
}

// Any text.
constexpr bool scan_text(std::string_view text, trotline::place where, slot_sink& sink) {
    for (std::size_t at = 0; (at = text.find('$', at)) != std::string_view::npos;)
        if (!scan_dollar(text, at, where, sink)) return false;
    return true;
}

// RFC 9110 section 8.6, RFC 9112 section 6.1: fields that only the transport may set.
constexpr bool is_framing_field(std::string_view field_name) {
    return http::same_name(field_name, "Content-Length") ||
           http::same_name(field_name, "Transfer-Encoding");
}

}  // namespace trotline::detail
#endif
