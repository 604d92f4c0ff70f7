// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_ESCAPE_HPP
#define TROTLINE_RENDERING_ESCAPE_HPP
// Writes a parameter's value, escaped for its place. Most values need no escaping: a table of bytes
// shows that, and they are copied. Allocates only to grow the output.

#include <trotline/core/conversion.hpp>
#include <trotline/core/finite.hpp>
#include <trotline/core/utf8.hpp>
#include <trotline/http/field.hpp>
#include <trotline/json/is_valid.hpp>
#include <trotline/json/number.hpp>
#include <trotline/json/string.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/parameter_store/value_text.hpp>
#include <trotline/rendering/place.hpp>
#include <trotline/rendering/template/template_text.hpp>
#include <trotline/rendering/text_writer.hpp>
#include <trotline/uri/percent_encoding.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/writer.hpp>

#include <array>
#include <charconv>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Writes a value, unless it is not allowed at its place. After a refusal the caller must remove
// what was appended. `whole`: the template consists only of this expression.
refusal append_value(text_writer& out, value const& held, place where, bool whole);

// Writes a text as a part of a URL's query.
void append_percent_encoded(text_writer& out, std::string_view text);

// Sets of bytes that need no escaping, as bits of the table below.
enum byte_set : unsigned char {
    no_bytes = 0,
    uri_bytes = 1,  // also for forms, except for ~
    form_bytes = 2,
    host_bytes = 4,
    token_bytes = 8,
    field_bytes = 16,
    cookie_bytes = 32,
    json_bytes = 64,    // ASCII that needs no escape in a JSON string
    markup_bytes = 128  // ASCII that XML and HTML neither escape nor refuse anywhere
};

inline constexpr auto byte_sets = [] {
    std::array<unsigned char, 256> sets{};
    for (unsigned byte = 0; byte < 256; ++byte) {
        char const c = static_cast<char>(byte);
        bool const visible = byte >= 0x20 && byte < 0x7f;
        unsigned in = 0;
        if (uri::unreserved.contains(c)) in |= uri_bytes;
        if (uri::form_character.contains(c)) in |= form_bytes;
        if (host_character.contains(c)) in |= host_bytes;
        if (http::token_character.contains(c)) in |= token_bytes;
        if (http::is_field_character(c)) in |= field_bytes;
        if (http::is_cookie_character(c)) in |= cookie_bytes;
        if (visible && c != '"' && c != '\\') in |= json_bytes;
        if (visible && std::string_view("&<>\"'").find(c) == std::string_view::npos)
            in |= markup_bytes;
        sets[byte] = static_cast<unsigned char>(in);
    }
    return sets;
}();

// For each place: a text of only these bytes that is not empty is written unchanged.
constexpr byte_set plain_bytes_of(place where) {
    constexpr byte_set sets[] = {
        no_bytes,     no_bytes,     host_bytes,   no_bytes,   uri_bytes, uri_bytes,    form_bytes,
        token_bytes,  field_bytes,  cookie_bytes, json_bytes, no_bytes,  markup_bytes, markup_bytes,
        markup_bytes, markup_bytes, markup_bytes, no_bytes,   no_bytes};
    return sets[static_cast<unsigned char>(where)];
}

// True if every byte of the text is in the set. The last bytes are read in overlapping groups.
[[gnu::always_inline]] inline bool consists_of(byte_set set, std::string_view text) {
    auto const sets = [&](std::size_t i) -> unsigned {
        return byte_sets[static_cast<unsigned char>(text[i])];
    };
    auto const four = [&](std::size_t i) {
        return sets(i) & sets(i + 1) & sets(i + 2) & sets(i + 3);
    };
    std::size_t const size = text.size();
    if (size < 4) {
        if (size == 0) return true;
        return (sets(0) & sets(size / 2) & sets(size - 1) & set) != 0;
    }
    for (std::size_t i = 0; i + 8 < size; i += 8)
        if ((four(i) & four(i + 4) & set) == 0) return false;
    if (size < 8) return (four(0) & four(size - 4) & set) != 0;
    return (four(size - 8) & four(size - 4) & set) != 0;
}

// Definitions.

inline void append_percent_encoded(text_writer& out, std::string_view text) {
    if (consists_of(uri_bytes, text))
        out.append(text);
    else
        out.write_with([&](std::string& to) { uri::append_percent_encoded(to, text); });
}

inline refusal append_if(text_writer& out, std::string_view text, bool allowed, refusal otherwise) {
    if (!allowed) return otherwise;
    out.append(text);
    return {};
}

inline refusal append_host(text_writer& out, std::string_view text) {
    bool const address = text.size() > 2 && text.front() == '[' && text.back() == ']' &&
                         out.written().ends_with("://") &&
                         address_character.contains_all(text.substr(1, text.size() - 2));
    return append_if(
        out, text, address,
        "a host must consist of letters, digits, - . and _ (write other alphabets as xn--...)");
}

inline refusal append_port(text_writer& out, std::string_view text) {
    unsigned value = 0;
    char const* const end = text.data() + text.size();
    bool const digits = text.size() <= 5 && std::from_chars(text.data(), end, value).ptr == end;
    return append_if(out, text, digits && value >= 1 && value <= 65535,
                     "a port must be a number from 1 to 65535");
}

inline refusal append_base(text_writer& out, std::string_view text, bool whole) {
    slot_sink sink;
    scan_url(text, sink, false);
    if (sink.error()) return refusal(sink.error().reason);
    return append_if(out, text, whole || text.find('?') == std::string_view::npos,
                     "a URL to which the template adds something must not have a query");
}

inline refusal append_xml(text_writer& out, std::string_view text, place where) {
    bool good = false;
    out.write_with([&](std::string& to) {
        good = where == place::xml_text        ? xml::append_text(to, text)
               : where == place::xml_attribute ? xml::append_attribute_value(to, text)
                                               : xml::append_in_cdata(to, text);
    });
    if (!good) return "XML text must be UTF-8 without control characters";
    return {};
}

// The reference for a character in HTML; empty: it needs none.
constexpr std::string_view html_reference(char c) {
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
            return {};
    }
}

inline refusal append_html(text_writer& out, std::string_view text, place where) {
    if (!is_utf8(text) || text.find('\0') != std::string_view::npos)
        return "HTML holds UTF-8 without NUL";
    if (where == place::html_link) {
        std::size_t const first = text.find_first_of(":/?#");
        if (first != std::string_view::npos && text[first] == ':' &&
            !is_one_of(text.substr(0, first), {"http", "https", "mailto", "tel"}))
            return "a link from a parameter must be relative, or have the scheme http, https, "
                   "mailto or "
                   "tel";
    }
    std::size_t copied = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        std::string_view const instead = html_reference(text[at]);
        if (instead.empty()) continue;
        out.append(text.substr(copied, at - copied));
        out.append(instead);
        copied = at + 1;
    }
    out.append(text.substr(copied));
    return {};
}

inline refusal append_json_string(text_writer& out, std::string_view text) {
    if (consists_of(json_bytes, text)) {
        out.append(text);
        return {};
    }
    if (!is_utf8(text)) return "a JSON string must be UTF-8";
    out.write_with([&](std::string& to) { json::append_escaped(to, text); });
    return {};
}

inline refusal append_json_value(text_writer& out, value const& held, std::string_view text) {
    if (std::holds_alternative<std::string>(held.get())) {
        out.append('"');
        refusal const refused = append_json_string(out, text);
        out.append('"');
        return refused;
    }
    if (std::holds_alternative<std::nullptr_t>(held.get())) text = "null";
    if (auto const* floating = std::get_if<double>(&held.get());
        floating != nullptr && !is_finite(*floating))
        return "JSON has no infinity and no NaN";
    if (std::holds_alternative<number>(held.get()) && !json::is_number(text))
        return "a number must be written as in JSON";
    if (std::holds_alternative<json_text>(held.get()) && !json::is_valid(text))
        return "the text of an object or array must be JSON";
    out.append(text);
    return {};
}

// For a text that is empty, or needs escaping at its place.
inline refusal append_escaped(text_writer& out, value const& held, std::string_view text,
                              place where, bool whole) {
    switch (where) {
        case place::url_base:
            return append_base(out, text, whole);
        case place::url_scheme:
            return append_if(out, text, is_one_of(text, {"http", "https"}),
                             "a scheme must be http or https");
        case place::url_host:
            return append_host(out, text);
        case place::url_port:
            return append_port(out, text);
        case place::url_segment:
            if (text.empty()) return "a path segment must not be empty";
            [[fallthrough]];
        case place::url_query:
            append_percent_encoded(out, text);
            return {};
        case place::form:
            out.write_with([&](std::string& to) { uri::append_form_encoded(to, text); });
            return {};
        case place::token:
            return "a token must consist of letters, digits and !#$%&'*+-.^_`|~, and not be empty";
        case place::field_value:
            return append_if(out, text, text.empty(),
                             "a field value must not have line ends or other control characters");
        case place::cookie:
            return append_if(out, text, text.empty(),
                             "a cookie must not have blanks, quotes, commas, semicolons or "
                             "backslashes, and must be ASCII");
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
            out.append(text);
            return {};
    }
    return {};
}

inline refusal append_value(text_writer& out, value const& held, place where, bool whole) {
    value_text const shown(held);
    std::string_view const text = shown.view();
    byte_set const plain = plain_bytes_of(where);
    if (plain != no_bytes && !text.empty() && consists_of(plain, text)) {
        out.append(text);
        return {};
    }
    return append_escaped(out, held, text, where, whole);
}

}  // namespace trotline::detail
#endif
