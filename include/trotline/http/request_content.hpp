// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_REQUEST_CONTENT_HPP
#define TROTLINE_HTTP_REQUEST_CONTENT_HPP
// Questions about a request's content: the text in memory together with its sources.

#include <trotline/http/content_source.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/http/request.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace trotline::inline TROTLINE_ABI::http {

// True if the request has a content, in memory or not.
inline bool has_content(request const& of) { return !of.content.empty() || !of.sources.empty(); }

// The content's size in bytes; nothing if a source does not know its own size.
inline std::optional<std::uint64_t> content_size(request const& of) {
    std::uint64_t size = of.content.size();
    for (content_source const& each : of.sources) {
        if (!each.size) return std::nullopt;
        size += *each.size;
    }
    return size;
}

// False: a source can be read only once.
inline bool can_be_sent_again(request const& what) {
    return std::ranges::none_of(what.sources, &content_source::once);
}

// Calls text(std::string_view) and source(content_source const&) for the content's pieces, in the
// order in which they are sent.
void for_each_piece(request const& of, auto&& text, auto&& source) {
    std::size_t from = 0;
    for (content_source const& each : of.sources) {
        std::size_t const to = (std::clamp)(each.offset, from, of.content.size());
        text(std::string_view(of.content).substr(from, to - from));
        source(each);
        from = to;
    }
    text(std::string_view(of.content).substr(from));
}

// A source for people: `[photo.png, 1234 bytes]`.
inline std::string shown_source(content_source const& of) {
    std::string text = "[" + of.name;
    if (of.size) text.append(", ").append(std::to_string(*of.size)).append(" bytes");
    return text.append("]");
}

// The content for people and for recordings: without secrets, and with the sources' names instead
// of what they contain.
inline std::string shown_content(request const& of) {
    if (of.sources.empty()) return redact(of.content, of.secrets);
    std::string shown;
    for_each_piece(
        of, [&](std::string_view text) { shown += redact(text, of.secrets); },
        [&](content_source const& each) { shown += redact(shown_source(each), of.secrets); });
    return shown;
}

}  // namespace trotline::http
#endif
