// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_SLOT_HPP
#define TROTLINE_RENDERING_TEMPLATE_SLOT_HPP
// $-expressions: what a template is made of besides its own text.
//   expression = "$$" / "$" scope / "${" scope "}"
//   scope      = name *("." name)
//   name       = (ALPHA / "_") *(ALPHA / DIGIT / "_")
// A "$" before anything else is a literal dollar. The longest expression wins.

#include <trotline/rendering/place.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline {

// An expression in a template, and the place of its value. Offsets are bytes from the template's
// begin.
struct slot {
    std::uint32_t offset = 0;  // of its `$`
    std::uint16_t size = 0;    // from the `$` to behind the expression
    trotline::place place = trotline::place::text;

    // `$$` is a slot too: a dollar without a parameter.
    constexpr bool is_dollar(std::string_view text) const { return text[offset + 1] == '$'; }
    constexpr bool is_braced(std::string_view text) const { return text[offset + 1] == '{'; }
    // The parameter that it asks for, scope included: `USER.FIRSTNAME`.
    constexpr std::string_view parameter(std::string_view text) const {
        return is_braced(text) ? text.substr(offset + 2, size - 3u)
                               : text.substr(offset + 1, size - 1u);
    }
};

// Why a text is not a template.
struct template_error {
    std::size_t offset = 0;   // the first wrong byte, 0-based
    std::string_view reason;  // static text; empty: nothing is wrong

    constexpr explicit operator bool() const { return !reason.empty(); }
};

namespace detail {

constexpr bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

// Behind the scope at `at`; `at` itself, if none begins there. A dot counts only before another
// name.
constexpr std::size_t behind_scope(std::string_view text, std::size_t at) {
    while (at < text.size() && starts_name(text[at])) {
        while (at < text.size() && continues_name(text[at])) ++at;
        if (at + 1 >= text.size() || text[at] != '.' || !starts_name(text[at + 1])) break;
        ++at;
    }
    return at;
}

// Scanners tell a sink what they find: sink.fail(offset, reason) and sink.take(slot), both
// returning whether to go on.
// Reads the `$` at `at` and moves `at` behind it and its expression.
template <class Sink>
constexpr bool scan_dollar(std::string_view text, std::size_t& at, trotline::place where,
                           Sink& sink) {
    std::size_t const begin = at++;
    if (at == text.size()) return true;
    if (text[at] == '$') {
        ++at;
    } else if (text[at] == '{') {
        std::size_t const from = ++at;
        at = behind_scope(text, from);
        if (at == from)
            return sink.fail(
                at,
                "expected a parameter's name: letters, digits and _, not starting with a digit");
        if (at == text.size() || text[at] != '}')
            return sink.fail(at, "expected } behind the parameter's name");
        ++at;
    } else if (starts_name(text[at])) {
        at = behind_scope(text, at);
    } else {
        return true;
    }
    if (at - begin > UINT16_MAX)
        return sink.fail(begin, "a parameter's name is longer than 65532 bytes");
    return sink.take(
        slot{static_cast<std::uint32_t>(begin), static_cast<std::uint16_t>(at - begin), where});
}

}  // namespace detail
}  // namespace trotline
#endif
