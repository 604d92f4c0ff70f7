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

    // application/json, text/json, application/x-json, text/x-json, or anything with the suffix
    // +json.
    constexpr bool is_json() const {
        return same_name(suffix, "json") ||
               ((same_name(subtype, "json") || same_name(subtype, "x-json")) &&
                is_application_or_text());
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

namespace detail {
// Takes the longest media type that the text begins with; `text` then begins with the first part
// that does not belong to it. Returns nothing if the text does not begin with a type and a subtype.
constexpr std::optional<media_type> take_media_type(std::string_view& text) {
    text = without_blanks(text);
    media_type found;
    found.type = take_token(text);
    if (found.type.empty() || !text.starts_with('/')) return std::nullopt;
    text.remove_prefix(1);
    found.subtype = take_token(text);
    if (found.subtype.empty()) return std::nullopt;
    std::size_t const plus = found.subtype.rfind('+');
    if (plus != std::string_view::npos) found.suffix = found.subtype.substr(plus + 1);
    while ((text = without_blanks(text)).starts_with(';')) {
        std::string_view rest = without_blanks(text.substr(1));
        std::string_view const name = take_token(rest);
        if (!name.empty()) {
            if (!rest.starts_with('=')) break;
            rest.remove_prefix(1);
            std::string_view value;
            if (rest.starts_with('"') ? !take_quoted(rest, value)
                                      : (value = take_token(rest)).empty())
                break;
            if (found.charset.empty() && same_name(name, "charset")) found.charset = value;
        }
        text = rest;
    }
    return found;
}
}  // namespace detail

// Parses a media type; returns nothing if the text is not one. If there are several charsets, the
// first one counts.
constexpr std::optional<media_type> parse_media_type(std::string_view text) {
    auto const found = detail::take_media_type(text);
    return text.empty() ? found : std::nullopt;
}

// Returns the part at the text's beginning that is a media type, for servers that write more than
// one value or an unfinished parameter: for `application/json, application/json` and for
// `application/json; charset=` it is `application/json`. Returns the text itself if it does not
// begin with a media type.
constexpr std::string_view leading_media_type(std::string_view text) {
    std::string_view rest = text;
    if (!detail::take_media_type(rest)) return text;
    return text.substr(0, static_cast<std::size_t>(rest.data() - text.data()));
}

}  // namespace trotline::http
#endif
