// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_MEDIA_TYPE_HPP
#define TROTLINE_HTTP_MEDIA_TYPE_HPP
// Parses the media types of the Content-Type field: RFC 9110 section 8.3.1, with the structured
// syntax suffixes of RFC 6839.
//   media-type = type "/" subtype *( OWS ";" OWS [ name "=" ( token / quoted-string ) ] )

#include <trotline/http/field.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

// The parts of a media type, as written (compare them with same_name). Points into the parsed text.
struct media_type {
    std::string_view type;     // `application`
    std::string_view subtype;  // `problem+json`
    std::string_view suffix;   // `json`; empty if there is none
    std::string_view charset;  // without its quotes; empty if it is not given

    // application/json, text/json, or anything with the suffix +json.
    constexpr bool is_json() const {
        return same_name(suffix, "json") ||
               (same_name(subtype, "json") && is_application_or_text());
    }
    // application/xml, text/xml, or anything with the suffix +xml.
    constexpr bool is_xml() const {
        return same_name(suffix, "xml") || (same_name(subtype, "xml") && is_application_or_text());
    }
    // True without a charset, because the format then decides. US-ASCII is a part of UTF-8.
    constexpr bool is_utf8() const {
        return charset.empty() || same_name(charset, "utf-8") || same_name(charset, "utf8") ||
               same_name(charset, "us-ascii");
    }

  private:
    constexpr bool is_application_or_text() const {
        return same_name(type, "application") || same_name(type, "text");
    }
};

namespace detail {
constexpr std::string_view take_token(std::string_view& text) {
    std::size_t size = 0;
    while (size < text.size() && token_character.contains(text[size])) ++size;
    std::string_view const token = text.substr(0, size);
    text.remove_prefix(size);
    return token;
}

// The text between the quotes, escapes included; false if the closing quote is missing.
constexpr bool take_quoted(std::string_view& text, std::string_view& inside) {
    for (std::size_t at = 1; at < text.size(); ++at) {
        if (text[at] == '\\') {
            ++at;
        } else if (text[at] == '"') {
            inside = text.substr(1, at - 1);
            text.remove_prefix(at + 1);
            return true;
        }
    }
    return false;
}
}  // namespace detail

// Nothing if the text is not a media type. If there are several charsets, the first one counts.
constexpr std::optional<media_type> parse_media_type(std::string_view text) {
    text = without_blanks(text);
    media_type found;
    found.type = detail::take_token(text);
    if (found.type.empty() || !text.starts_with('/')) return std::nullopt;
    text.remove_prefix(1);
    found.subtype = detail::take_token(text);
    if (found.subtype.empty()) return std::nullopt;
    std::size_t const plus = found.subtype.rfind('+');
    if (plus != std::string_view::npos) found.suffix = found.subtype.substr(plus + 1);
    while (!(text = without_blanks(text)).empty()) {
        if (text.front() != ';') return std::nullopt;
        text = without_blanks(text.substr(1));
        std::string_view const name = detail::take_token(text);
        if (name.empty()) continue;
        if (!text.starts_with('=')) return std::nullopt;
        text.remove_prefix(1);
        std::string_view value;
        if (text.starts_with('"') ? !detail::take_quoted(text, value)
                                  : (value = detail::take_token(text)).empty())
            return std::nullopt;
        if (found.charset.empty() && same_name(name, "charset")) found.charset = value;
    }
    return found;
}

}  // namespace trotline::http
#endif
