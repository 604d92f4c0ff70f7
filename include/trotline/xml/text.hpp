// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_TEXT_HPP
#define TROTLINE_XML_TEXT_HPP
// Decodes the text of a piece of a well-formed document and gives it to a sink in pieces:
// sink(std::string_view). Never allocates. The pieces are valid only during the call.

#include <trotline/core/utf8.hpp>
#include <trotline/xml/entities.hpp>
#include <trotline/xml/kernel/skip.hpp>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::xml {
namespace detail {

// What is decoded in text without markup: references, and the line ends CR LF and CR (section
// 2.11), of which LF is made. In attribute values every blank that is not a reference becomes a
// space (section 3.3.3); CDATA sections have no references.
enum class run : unsigned char { content, attribute, cdata };

// How many of the next 16 bytes are none of these.
template <class... Bytes>
[[gnu::always_inline]] inline std::ptrdiff_t plain_of_sixteen(char const* at, Bytes... stops) {
    auto const bytes = sixteen_bytes::load(at);
    auto const found = (bytes.equal(stops) | ...).places();
    return found.any() ? static_cast<std::ptrdiff_t>(found.first()) : 16;
}

// Writes the value of a part of a run, from `at` on, and moves `at` after the part: all that is
// left, or as much as has room. Returns the value's end.
[[gnu::noinline]] constexpr char* decode_part(char const*& at, char const* end, run how, char* to,
                                              std::size_t room) {
    constexpr std::ptrdiff_t at_once = 16;
    char const reference = how == run::cdata ? '\r' : '&',
               line_feed = how == run::attribute ? '\n' : '\r',
               tab = how == run::attribute ? '\t' : '\r';
    char const* const last = to + room - at_once;
    while (to <= last && at != end) {
        if (!std::is_constant_evaluated() && end - at >= at_once) {
            std::ptrdiff_t const plain = plain_of_sixteen(at, '\r', reference, line_feed, tab);
            std::memcpy(to, at, at_once);
            at += plain;
            to += plain;
            if (plain == at_once) continue;
        } else if (*at != '\r' && *at != reference && *at != line_feed && *at != tab) {
            *to++ = *at++;
            continue;
        }
        if (*at != '&') {
            at += *at == '\r' && end - at > 1 && at[1] == '\n' ? 2 : 1;
            *to++ = how == run::attribute ? ' ' : '\n';
        } else if (xml::reference const found =
                       decode_reference({at, static_cast<std::size_t>(end - at)});
                   found.length != 0) {
            utf8_bytes const bytes = encode_utf8(found.character);
            to = std::copy_n(bytes.text, bytes.size, to);
            at += found.length;
        } else {
            *to++ = *at++;
        }
    }
    return to;
}

template <class Sink> constexpr void decode_run(std::string_view text, run how, Sink& sink) {
    char decoded[512];
    char const* at = text.data();
    char const* const end = at + text.size();
    while (at != end) {
        char const* const to = decode_part(at, end, how, decoded, sizeof decoded);
        sink(std::string_view(decoded, static_cast<std::size_t>(to - decoded)));
    }
}

}  // namespace detail

// The value of an attribute (section 3.3.3, type CDATA) from the text between its quotes.
template <class Sink> constexpr void decode_attribute(std::string_view text, Sink&& sink) {
    detail::decode_run(text, detail::run::attribute, sink);
}

// The string-value of an element (XPath 1.0 section 5.2) from the text between its tags: all text
// and CDATA in it and its descendants, without comments and processing instructions.
template <class Sink> constexpr void decode_content(std::string_view text, Sink&& sink) {
    constexpr std::string_view cdata = "<![CDATA[";
    char const* at = text.data();
    char const* const end = at + text.size();
    while (at != end) {
        char const* const markup = detail::find(at, end, '<');
        detail::decode_run({at, static_cast<std::size_t>(markup - at)}, detail::run::content, sink);
        at = markup;
        if (end - at < 2) return;
        if (std::string_view const rest(at, static_cast<std::size_t>(end - at));
            rest.starts_with(cdata)) {
            std::size_t const size = rest.find("]]>");
            detail::decode_run(rest.substr(0, size).substr(cdata.size()), detail::run::cdata, sink);
            at = size == std::string_view::npos ? end : at + size + 3;
        } else if (at[1] == '!' || at[1] == '?') {
            at = detail::after_declaration(at, end);
        } else {
            at = detail::tag_end(at, end);
            if (at != end) ++at;
        }
    }
}

}  // namespace trotline::xml
#endif
