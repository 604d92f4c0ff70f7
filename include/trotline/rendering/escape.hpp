// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_ESCAPE_HPP
#define TROTLINE_RENDERING_ESCAPE_HPP
// How a value is written at its place. Nothing here allocates but the growing output.

#include <trotline/core/finite.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/field.hpp>
#include <trotline/json/string.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/parameter_store/value_text.hpp>
#include <trotline/rendering/place.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/uri/percent_encoding.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/writer.hpp>

#include <charconv>
#include <string>
#include <string_view>

namespace trotline::detail {

// Why a value cannot stand at its place: static text; empty: it can, and was written.
using refusal = std::string_view;

// Appends the text with some of its characters replaced; replacement(c) is empty where c stays.
void append_replaced(std::string& out, std::string_view text, auto replacement) {
    std::size_t run = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string_view const instead = replacement(text[at]);
        if (instead.empty()) continue;
        out.append(text, run, at - run).append(instead);
        run = at + 1;
    }
    out.append(text, run);
}

inline refusal append_if(std::string& out, std::string_view text, bool allowed, refusal otherwise) {
    if (!allowed) return otherwise;
    out += text;
    return {};
}

inline refusal append_host(std::string& out, std::string_view text) {
    bool const address = text.size() > 2 && text.front() == '[' && text.back() == ']' &&
                         out.ends_with("://") &&
                         address_character.contains_all(text.substr(1, text.size() - 2));
    bool const named = !text.empty() && host_character.contains_all(text);
    return append_if(
        out, text, address || named,
        "a host is letters, digits, - . and _ (other alphabets are written as xn--...)");
}

inline refusal append_port(std::string& out, std::string_view text) {
    unsigned value = 0;
    char const* const end = text.data() + text.size();
    bool const digits = text.size() <= 5 && std::from_chars(text.data(), end, value).ptr == end;
    return append_if(out, text, digits && value >= 1 && value <= 65535,
                     "a port is a number from 1 to 65535");
}

inline refusal append_base(std::string& out, std::string_view text, bool whole) {
    slot_sink sink;
    scan_url(text, sink, false);
    if (sink.error) return sink.error.reason;
    return append_if(out, text, whole || text.find('?') == std::string_view::npos,
                     "a URL to which the template adds has no query");
}

inline refusal append_xml(std::string& out, std::string_view text, place where) {
    constexpr refusal otherwise = "XML holds UTF-8 without control characters";
    if (where == place::xml_text) return xml::append_text(out, text) ? refusal() : otherwise;
    if (where == place::xml_attribute)
        return xml::append_attribute_value(out, text) ? refusal() : otherwise;
    if (!xml::is_characters(text)) return otherwise;
    for (char const c : text) {
        if (c == '>' && out.ends_with("]]"))
            out += "]]><![CDATA[>";
        else if (c == '\r')
            out += "]]>&#13;<![CDATA[";
        else
            out += c;
    }
    return {};
}

inline refusal append_html(std::string& out, std::string_view text, place where) {
    if (!is_utf8(text) || text.find('\0') != std::string_view::npos)
        return "HTML holds UTF-8 without NUL";
    if (where == place::html_link) {
        std::size_t const first = text.find_first_of(":/?#");
        if (first != std::string_view::npos && text[first] == ':' &&
            !is_one_of(text.substr(0, first), "http", "https", "mailto", "tel"))
            return "a link from a parameter is relative, or has the scheme http, https, mailto or "
                   "tel";
    }
    append_replaced(out, text, [](char c) -> std::string_view {
        switch (c) {
            case '&':
                return "&amp;";
            case '<':
                return "&lt;";
            case '>':
                return "&gt;";
            case '"':
                return "&quot;";
            case '\'':
                return "&#39;";
            default:
                return "";
        }
    });
    return {};
}

inline refusal append_json_string(std::string& out, std::string_view text) {
    if (!is_utf8(text)) return "a JSON string is UTF-8";
    json::append_escaped(out, text);
    return {};
}

inline refusal append_json_value(std::string& out, value const& held, std::string_view text) {
    if (std::holds_alternative<std::nullptr_t>(held.get())) {
        out += "null";
    } else if (std::holds_alternative<std::string>(held.get())) {
        out += '"';
        refusal const refused = append_json_string(out, text);
        out += '"';
        return refused;
    } else if (auto const* number = std::get_if<double>(&held.get())) {
        return append_if(out, text, is_finite(*number),
                         "JSON has no number that is infinite, or not a number");
    } else if (std::holds_alternative<json_text>(held.get())) {
        return append_if(out, text, !json::validate(text),
                         "the text of an object or array has to be JSON");
    } else {
        out += text;
    }
    return {};
}

// Writes a value. What was appended on a refusal is the caller's to remove. `whole`: the template
// is nothing but this expression.
inline refusal append_value(std::string& out, value const& held, place where, bool whole) {
    value_text const shown(held);
    std::string_view const text = shown.view();
    switch (where) {
        case place::url_base:
            return append_base(out, text, whole);
        case place::url_scheme:
            return append_if(out, text, is_one_of(text, "http", "https"),
                             "a scheme is http or https");
        case place::url_host:
            return append_host(out, text);
        case place::url_port:
            return append_port(out, text);
        case place::url_segment:
            if (text.empty()) return "a path segment is not empty";
            uri::append_percent_encoded(out, text);
            return {};
        case place::url_query:
            uri::append_percent_encoded(out, text);
            return {};
        case place::form:
            uri::append_form_encoded(out, text);
            return {};
        case place::token:
            return append_if(out, text, http::is_token(text),
                             "a token is letters, digits and !#$%&'*+-.^_`|~, and not empty");
        case place::field_value:
            return append_if(out, text, http::is_field_value(text),
                             "a field value has no line ends and no other control characters");
        case place::cookie:
            return append_if(
                out, text, http::is_cookie_value(text),
                "a cookie has no blanks, quotes, commas, semicolons, backslashes, and only ASCII");
        case place::json_string:
            return append_json_string(out, text);
        case place::json_value:
            return append_json_value(out, held, text);
        case place::xml_text:
        case place::xml_attribute:
        case place::xml_cdata:
            return append_xml(out, text, where);
        case place::html_text:
        case place::html_attribute:
        case place::html_link:
            return append_html(out, text, where);
        case place::text:
            out += text;
            return {};
    }
    return {};
}

}  // namespace trotline::detail
#endif
