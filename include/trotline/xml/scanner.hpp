// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_SCANNER_HPP
#define TROTLINE_XML_SCANNER_HPP
// How to get over the parts of a document that nobody asked for. The text is well-formed from `at` on; on any other text the
// answers mean nothing, but no byte outside [at, end) is read.

#include <cstddef>
#include <string_view>

namespace trotline::xml::detail {

// The first byte in [at, end) that is `wanted`, or end.
constexpr char const* find(char const* at, char const* end, char wanted) {
    while (at != end && *at != wanted) ++at;
    return at;
}

// Behind the first `last` in [at, end), or end.
constexpr char const* behind(char const* at, char const* end, std::string_view last) {
    while ((at = find(at, end, last.front())) != end) {
        if (std::string_view(at, static_cast<std::size_t>(end - at)).starts_with(last)) return at + last.size();
        ++at;
    }
    return end;
}

// The `>` of a start tag, for a place inside the tag but outside its values; or end.
constexpr char const* tag_end(char const* at, char const* end) {
    while (at != end && *at != '>') {
        char const c = *at++;
        if (c == '"' || c == '\'') {
            at = find(at, end, c);
            if (at != end) ++at;
        }
    }
    return at;
}

// Behind a comment, a CDATA section or a processing instruction, for its `<`, which is followed by `!` or `?`.
constexpr char const* behind_declaration(char const* at, char const* end) {
    if (at[1] == '?') return behind(at + 2, end, "?>");
    if (end - at > 2 && at[2] == '-') return behind(at + (end - at > 4 ? 4 : 2), end, "-->");
    return behind(at + 2, end, "]]>");
}

// Behind the end tag that ends the `levels`-th element around `at`, which stands in content; end, if the document ends before.
constexpr char const* behind_elements(char const* at, char const* end, std::size_t levels) {
    while (levels != 0) {
        at = find(at, end, '<');
        if (end - at < 2) return end;
        char const kind = at[1];
        if (kind == '!' || kind == '?') {
            at = behind_declaration(at, end);
            continue;
        }
        char const* const last = tag_end(at, end);
        if (last == end) return end;
        if (kind == '/') {
            --levels;
        } else if (last[-1] != '/') {
            ++levels;
        }
        at = last + 1;
    }
    return at;
}

}  // namespace trotline::xml::detail
#endif
