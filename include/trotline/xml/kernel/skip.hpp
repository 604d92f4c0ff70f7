// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_SKIP_HPP
#define TROTLINE_XML_KERNEL_SKIP_HPP
// Skips parts of a document that are not wanted. Precondition: the text is well-formed from `at`
// on; on other texts the results are undefined, but no byte outside [at, end) is read.

#include <trotline/core/sixteen_bytes.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::xml::detail {

using trotline::detail::sixteen_bytes;

// The first byte in [at, end) that is one of `wanted`, or end.
template <class... Bytes>
constexpr char const* find(char const* at, char const* end, Bytes... wanted) {
    if (!std::is_constant_evaluated()) {
        for (; end - at >= 16; at += 16) {
            auto const bytes = sixteen_bytes::load(at);
            auto const found = (bytes.equal(wanted) | ...).places();
            if (found.any()) return at + found.first();
        }
    }
    while (at != end && ((*at != wanted) && ...)) ++at;
    return at;
}

// The same in a text that begins at `begin`, if the byte is probably near: the first step is
// inlined.
template <class... Bytes>
[[gnu::always_inline]] constexpr char const* find_near(char const* begin, char const* at,
                                                       char const* end, Bytes... wanted) {
    if (!std::is_constant_evaluated() && end - begin >= 16) {
        // At the text's end, the last bytes are read together with those before them.
        std::ptrdiff_t const beyond = end - at < 16 ? 16 - (end - at) : 0;
        auto const bytes = sixteen_bytes::load(at - beyond);
        auto const found =
            (bytes.equal(wanted) | ...).places().from(static_cast<std::size_t>(beyond));
        if (found.any()) [[likely]]
            return at + found.first();
        if (beyond != 0) return end;
        at += 16;
    }
    return find(at, end, wanted...);
}

// The first byte in [at, end) that is one of `stops`, a control character or beyond ASCII; or end.
template <class... Bytes>
constexpr char const* after_plain(char const* at, char const* end, Bytes... stops) {
    if (!std::is_constant_evaluated()) {
        for (; end - at >= 16; at += 16) {
            auto const bytes = sixteen_bytes::load(at);
            auto const found = (bytes.controls_or_not_ascii() | ... | bytes.equal(stops)).places();
            if (found.any()) return at + found.first();
        }
    }
    while (at != end && static_cast<unsigned char>(*at) >= 0x20 &&
           static_cast<unsigned char>(*at) < 0x80 && ((*at != stops) && ...))
        ++at;
    return at;
}

// The end of the first `last` in [at, end), or end.
constexpr char const* after(char const* at, char const* end, std::string_view last) {
    while ((at = find(at, end, last.front())) != end) {
        if (std::string_view(at, static_cast<std::size_t>(end - at)).starts_with(last))
            return at + last.size();
        ++at;
    }
    return end;
}

// The `>` of a start tag, from a position inside the tag but outside of its values; or end.
constexpr char const* tag_end(char const* at, char const* end) {
    char quote = '\0';
    if (!std::is_constant_evaluated()) {
        for (; end - at >= 16; at += 16) {
            auto const bytes = sixteen_bytes::load(at);
            auto const greater = bytes.equal('>');
            auto const doubles = bytes.equal('"').places(), singles = bytes.equal('\'').places();
            auto const outside = greater.places() | doubles | singles;
            auto stops = quote == '\0' ? outside : quote == '"' ? doubles : singles;
            while (stops.any()) {
                std::size_t const place = stops.first();
                if (at[place] == '>') return at + place;
                quote = quote == '\0' ? at[place] : '\0';
                stops = (quote == '\0' ? outside : quote == '"' ? doubles : singles).after(place);
            }
        }
    }
    for (; at != end; ++at) {
        if (quote != '\0') {
            if (*at == quote) quote = '\0';
        } else if (*at == '>') {
            break;
        } else if (*at == '"' || *at == '\'') {
            quote = *at;
        }
    }
    return at;
}

// The end of a comment, a CDATA section, a processing instruction or a document type declaration,
// from its `<`, which is followed by `!` or `?`.
constexpr char const* after_declaration(char const* at, char const* end) {
    if (at[1] == '?') return after(at + 2, end, "?>");
    if (end - at > 2 && at[2] == '-') return after(at + (end - at > 4 ? 4 : 2), end, "-->");
    if (end - at > 2 && at[2] == 'D') {
        char quote = 0;
        for (at += 3; at != end && (quote != 0 || *at != '>'); ++at) {
            if (quote == 0 && (*at == '"' || *at == '\''))
                quote = *at;
            else if (*at == quote)
                quote = 0;
        }
        return at == end ? end : at + 1;
    }
    return after(at + 2, end, "]]>");
}

}  // namespace trotline::xml::detail
#endif
