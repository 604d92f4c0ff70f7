// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_TEMPLATE_SLOT_HPP
#define TROTLINE_RENDERING_TEMPLATE_SLOT_HPP
// $-expressions: the parts of a template that are replaced by values when it is rendered.
//   expression = "$$" / "$" scope / "${" value functions [ ":-" default ] "}"
//              / "${?" scope functions "}" / "${each " name " in " [ "?" ] scope "}"
//   value      = scope / function    ; functions: core/function_call.hpp
//   scope      = name *("." name)
//   name       = (ALPHA / "_") *(ALPHA / DIGIT / "_")
//   default    = any UTF-8 without "}" and control characters
// A "$" before anything else is a literal dollar. The longest expression wins.
// `${NAME | trim | upper}`: functions change a parameter's value, one after the other; null stays
// null. Their result is a text, and it is escaped like any value. `${uuid()}` and `${now(iso)}`
// make a value: rendering/call_functions.hpp.
// A default replaces a parameter that is unknown, or a value that is null or an empty text. It is
// escaped like a value, and functions do not change it. In place of a JSON value, a default that is
// valid JSON is written as JSON (`${AGE:-0}`, `${TAGS:-[]}`), any other as a string. XML and HTML
// are scanned with their expressions, so a default or an argument in them must not contain `<`, `&`,
// or the kind of quote that ends its attribute.
// `${?NAME}` and `${each ITEM in ITEMS}` leave out and repeat parts of a body: template/unit.hpp.

#include <trotline/core/message.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/rendering/place.hpp>
#include <trotline/rendering/template/template_function.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

constexpr bool starts_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
constexpr bool continues_name(char c) { return starts_name(c) || (c >= '0' && c <= '9'); }

// The offset after the scope at `at`; `at` itself, if there is none. A dot belongs to the scope
// only if a name follows it.
constexpr std::size_t after_scope(std::string_view text, std::size_t at) {
    while (at < text.size() && starts_name(text[at])) {
        while (at < text.size() && continues_name(text[at])) ++at;
        if (at + 1 >= text.size() || text[at] != '.' || !starts_name(text[at + 1])) break;
        ++at;
    }
    return at;
}

// What an expression says.
struct expression_parts {
    // the name of its parameter with the scope: `USER.FIRSTNAME`; empty for a value that a function
    // makes
    std::string_view parameter{};
    std::string_view functions{};  // ` | trim | upper`, or `uuid() | upper`
    std::string_view otherwise{};  // the text after `:-`
    bool has_default = false;
    bool is_optional = false;  // `${?NAME}`
};

// `${each ITEM in ITEMS}`
struct repetition_parts {
    std::string_view item{}, list{};
    bool may_be_unknown = false;  // `in ?ITEMS`
};

}  // namespace detail

// One expression of a template, and the place of its value. Offsets are bytes from the template's
// start.
struct slot {
    std::uint32_t offset = 0;  // position of its `$`
    std::uint16_t size = 0;    // of the whole expression, including the `$`
    trotline::place place = trotline::place::text;

    // `$$` is also a slot: a dollar without a parameter.
    constexpr bool is_dollar(std::string_view text) const { return text[offset + 1] == '$'; }
    constexpr bool is_braced(std::string_view text) const { return text[offset + 1] == '{'; }
    constexpr detail::expression_parts parts(std::string_view text) const {
        if (!is_braced(text)) return {{text.data() + offset + 1, size - 1u}};
        std::string_view inside(text.data() + offset + 2, size - 3u);
        bool const is_optional = inside.starts_with('?');
        inside.remove_prefix(is_optional);
        std::size_t const name = detail::after_scope(inside, 0);
        detail::expression_parts found{inside.substr(0, name)};
        found.is_optional = is_optional;
        if (name == inside.size()) return found;
        std::size_t end = name;
        if (inside[name] != ':') {
            bool const makes_value = inside[name] == '(';
            std::size_t const begin = makes_value ? 0 : name;
            end = begin;
            detail::function_error none;
            detail::scan_functions(inside, end, makes_value, none);
            found.functions = inside.substr(begin, end - begin);
            if (makes_value) found.parameter = {};
        }
        found.has_default = end != inside.size();
        if (found.has_default) found.otherwise = inside.substr(end + 2);
        return found;
    }

    constexpr bool is_repetition(std::string_view text) const {
        return text.substr(offset, size).starts_with("${each ");
    }
    constexpr detail::repetition_parts repetition(std::string_view text) const {
        std::string_view inside(text.data() + offset + 7, size - 8u);
        std::size_t const name = inside.find(' ');
        detail::repetition_parts found{inside.substr(0, name), inside.substr(name + 4)};
        found.may_be_unknown = found.list.starts_with('?');
        found.list.remove_prefix(found.may_be_unknown);
        return found;
    }
};

// Why a text is not a template.
struct template_error {
    std::size_t offset = 0;   // the first wrong byte, from 0
    std::string_view reason;  // static text; empty: no error
    // the character there, in the template itself; empty: the template ends there. Without data, it
    // is not known or not to be shown
    std::string_view found{};

    constexpr explicit operator bool() const { return !reason.empty(); }
};

// "found `>`, expected the name of the element that is open here"
inline std::string to_string(template_error const& e) {
    if (e.found.data() == nullptr) return std::string(e.reason);
    std::string text = "found the end";
    if (!e.found.empty()) append_visible(text = "found `", e.found), text += '`';
    return text.append(", ").append(e.reason);
}

namespace detail {

// What the scanners of all syntaxes report to. It keeps the first slots in an array, counts all of
// them, and keeps the first error. Slots for which there is no room are passed to a receiver, if
// there is one, and so are the beginnings and ends of units (unit.hpp).
class slot_sink {
  public:
    // Returns false to stop.
    using receiver = bool (*)(void* context, slot const& found);
    using unit_receiver = void (*)(void* context, std::size_t at, bool begins);

    constexpr slot_sink() = default;
    constexpr explicit slot_sink(std::span<slot> room) : room_(room) {}
    constexpr slot_sink(receiver pass_on, void* context, unit_receiver units = nullptr)
        : pass_on_(pass_on), units_(units), context_(context) {}

    constexpr bool fail(std::size_t offset, std::string_view reason) {
        if (!error_) error_ = {offset, reason};
        return false;
    }
    constexpr bool take(slot const& found) {
        if (count_ < room_.size())
            room_[count_] = found;
        else if (pass_on_ != nullptr && !pass_on_(context_, found))
            return false;
        ++count_;
        return true;
    }

    // Records that the template's own text has characters that are sent as %XX.
    constexpr void mark_pasted() { pasted_ = true; }

    // For a template that can be left out as a whole: a pair of a query, a field's value.
    constexpr void may_be_left_out() { is_unit_ = true; }
    constexpr bool is_unit() const { return is_unit_; }
    // Records that the template has parts that may be left out or repeated.
    constexpr void mark_shaped() { shaped_ = true; }
    constexpr void unit(std::size_t at, bool begins) {
        if (units_ != nullptr) units_(context_, at, begins);
    }

    constexpr bool pasted() const { return pasted_; }
    constexpr bool shaped() const { return shaped_; }
    constexpr std::uint32_t count() const { return count_; }
    constexpr template_error error() const { return error_; }

  private:
    std::span<slot> room_{};
    receiver pass_on_ = nullptr;
    unit_receiver units_ = nullptr;
    void* context_ = nullptr;
    std::uint32_t count_ = 0;
    bool pasted_ = false, shaped_ = false, is_unit_ = false;
    template_error error_{};
};

// Places whose values may be optional: those in units.
constexpr bool can_be_left_out(trotline::place where) {
    return where == place::json_string || where == place::json_value || where == place::xml_text ||
           where == place::xml_attribute || where == place::form;
}

constexpr bool take_expression(std::size_t begin, std::size_t end, trotline::place where,
                               slot_sink& sink) {
    if (end - begin > UINT16_MAX)
        return sink.fail(begin, "expected an expression of at most 65535 bytes");
    return sink.take(
        slot{static_cast<std::uint32_t>(begin), static_cast<std::uint16_t>(end - begin), where});
}

constexpr bool at_repetition(std::string_view text, std::size_t at) {
    return text.substr(at).starts_with("${each ");
}
// Reads the `${each ITEM in ITEMS}` at `at`, and moves `at` past it.
constexpr bool scan_repetition(std::string_view text, std::size_t& at, trotline::place where,
                               slot_sink& sink) {
    std::size_t const begin = at;
    std::size_t const item = at += 7;
    while (at < text.size() && continues_name(text[at])) ++at;
    if (at == item || !starts_name(text[item]))
        return sink.fail(item, "expected a name for the element: ${each ITEM in ITEMS}");
    if (!text.substr(at).starts_with(" in "))
        return sink.fail(at, "expected in and the list's name: ${each ITEM in ITEMS}");
    at += 4;
    if (text.substr(at).starts_with('?')) ++at;
    std::size_t const list = at;
    at = after_scope(text, at);
    if (at == list) return sink.fail(at, "expected the name of a parameter that has an array");
    if (at == text.size() || text[at] != '}')
        return sink.fail(at, "expected } after the list's name");
    ++at;
    sink.mark_shaped();
    return take_expression(begin, at, where, sink);
}

// What stands between `${` and `}`; moves `at` past the brace.
constexpr bool scan_braced(std::string_view text, std::size_t& at, trotline::place where,
                           slot_sink& sink) {
    bool const is_optional = text.substr(at).starts_with('?');
    if (is_optional && !can_be_left_out(where) && !sink.is_unit())
        return sink.fail(at,
                         "expected no ?: nothing can be left out here, only parts of JSON, XML and "
                         "form bodies, query parameters and fields");
    if (is_optional) sink.mark_shaped(), ++at;
    std::size_t const from = at;
    at = after_scope(text, from);
    if (at == from)
        return sink.fail(
            at, "expected a parameter's name: letters, digits and _, not starting with a digit");
    if (text.substr(from).starts_with("each "))
        return sink.fail(from,
                         "expected ${each} only before an element of a JSON array, an XML element "
                         "or a pair of a form");
    bool const makes_value = at < text.size() && text[at] == '(';
    std::size_t const name = at;
    if (makes_value) at = from;
    if (function_error why; !scan_functions(text, at, makes_value, why))
        return sink.fail(why.offset, why.expected);
    if (makes_value && (is_optional || at == text.size() || text[at] != '}'))
        return sink.fail(at, "expected } or | after the function");
    if (text.substr(at).starts_with(":-")) {
        if (is_optional)
            return sink.fail(at, "expected no default: without a value it is left out");
        at += 2;
        std::size_t const end = (std::min)(text.find('}', at), text.size());
        std::string_view const otherwise = text.substr(at, end - at);
        for (std::size_t i = 0; i != otherwise.size(); ++i)
            if (static_cast<unsigned char>(otherwise[i]) < 0x20 || otherwise[i] == 0x7f)
                return sink.fail(at + i, "expected no control character in a default");
        if (!is_utf8(otherwise))
            return sink.fail(at + utf8_error_offset(otherwise), "expected UTF-8 in a default");
        at = end;
        if (at == text.size()) return sink.fail(at, "expected } after the default");
    }
    if (at == text.size() || text[at] != '}')
        return sink.fail(at, at == name ? "expected }, :- or | after the parameter's name"
                                        : "expected }, :- or | after the function");
    ++at;
    return true;
}

// Reads the `$` at `at`, and moves `at` past it and its expression. Like all scanners, it returns
// false to stop.
constexpr bool scan_dollar(std::string_view text, std::size_t& at, trotline::place where,
                           slot_sink& sink) {
    std::size_t const begin = at++;
    if (at == text.size()) return true;
    if (text[at] == '$') {
        ++at;
    } else if (text[at] == '{') {
        if (!scan_braced(text, ++at, where, sink)) return false;
    } else if (starts_name(text[at])) {
        at = after_scope(text, at);
    } else {
        return true;
    }
    return take_expression(begin, at, where, sink);
}

}  // namespace detail
}  // namespace trotline
#endif
