// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_TEXT_HPP
#define TROTLINE_XML_TEXT_HPP
// Decodes the text of a piece of a well-formed document and gives it to a sink in pieces:
// sink(std::string_view). Never allocates. The pieces point into the document, or are valid only
// during the call.

#include <trotline/xml/character.hpp>
#include <trotline/xml/entities.hpp>
#include <trotline/xml/kernel/skip.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml {
namespace detail {

// Text without markup: decodes references, and makes LF of the line ends CR LF and CR (section
// 2.11). `blanks_to_space` makes a space of every blank that is not a reference, as attribute
// values require (section 3.3.3).
template <class Sink>
constexpr void decode_run(std::string_view text, bool references, bool blanks_to_space,
                          Sink& sink) {
    std::size_t from = 0;
    std::size_t at = 0;
    auto const flush = [&] {
        if (from != at) sink(text.substr(from, at - from));
    };
    while (at < text.size()) {
        char const c = text[at];
        if (c == '&' && references) {
            xml::reference const found = decode_reference(text.substr(at));
            if (found.length != 0) {
                flush();
                sink(encoded_character(found.character).view());
                from = at += found.length;
                continue;
            }
        } else if (c == '\r' || (blanks_to_space && (c == '\n' || c == '\t'))) {
            flush();
            sink(std::string_view(blanks_to_space ? " " : "\n"));
            at += c == '\r' && text.substr(at + 1).starts_with('\n') ? 2u : 1u;
            from = at;
            continue;
        }
        ++at;
    }
    flush();
}

}  // namespace detail

// The value of an attribute (section 3.3.3, type CDATA) from the text between its quotes.
template <class Sink> constexpr void decode_attribute(std::string_view text, Sink&& sink) {
    detail::decode_run(text, true, true, sink);
}

// The string-value of an element (XPath 1.0 section 5.2) from the text between its tags: all text
// and CDATA in it and its descendants, without comments and processing instructions.
template <class Sink> constexpr void decode_content(std::string_view text, Sink&& sink) {
    constexpr std::string_view cdata = "<![CDATA[";
    char const* at = text.data();
    char const* const end = at + text.size();
    while (at != end) {
        char const* const markup = detail::find(at, end, '<');
        detail::decode_run({at, static_cast<std::size_t>(markup - at)}, true, false, sink);
        at = markup;
        if (end - at < 2) return;
        if (std::string_view const rest(at, static_cast<std::size_t>(end - at));
            rest.starts_with(cdata)) {
            std::size_t const size = rest.find("]]>");
            detail::decode_run(rest.substr(0, size).substr(cdata.size()), false, false, sink);
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
