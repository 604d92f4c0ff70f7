// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_LINK_HPP
#define TROTLINE_HTTP_LINK_HPP
// Reads the field Link, in which services say where the next page is (RFC 8288 section 3), and
// resolves the references in it (RFC 3986 section 4.2).
//   Link: <https://api.example/items?page=3>; rel="next", </items?page=1>; rel="first"

#include <trotline/core/abi.hpp>
#include <trotline/http/field.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

namespace detail {

// Takes everything up to one of the end characters from the text; characters inside quoted strings
// do not count.
constexpr std::string_view take_until(std::string_view& text, std::string_view ends) {
    std::size_t at = 0;
    for (bool quoted = false; at < text.size(); ++at) {
        if (quoted && text[at] == '\\')
            ++at;
        else if (text[at] == '"')
            quoted = !quoted;
        else if (!quoted && ends.find(text[at]) != ends.npos)
            break;
    }
    at = (std::min)(at, text.size());
    std::string_view const taken = text.substr(0, at);
    text.remove_prefix(at);
    return taken;
}

// True if a list of words with blanks between them contains one, whatever the case of its letters.
constexpr bool has_word(std::string_view words, std::string_view wanted) {
    while (!words.empty()) {
        std::size_t const blank = (std::min)(words.find(' '), words.size());
        if (same_name(words.substr(0, blank), wanted)) return true;
        words.remove_prefix((std::min)(blank + 1, words.size()));
    }
    return false;
}

}  // namespace detail

// Returns the target of the first link in a field value that has the relation (`next`), as it is
// written; nothing if there is none. Everything after something malformed is ignored.
constexpr std::optional<std::string_view> link_target(std::string_view value,
                                                      std::string_view relation) {
    for (;;) {
        while (!value.empty() &&
               (value.front() == ' ' || value.front() == '\t' || value.front() == ','))
            value.remove_prefix(1);
        std::size_t const end = value.find('>');
        if (!value.starts_with('<') || end == value.npos) return std::nullopt;
        std::string_view const target = value.substr(1, end - 1);
        value.remove_prefix(end + 1);
        bool has_relation = false, found = false;
        while (!(value = without_blanks(value)).empty() && value.front() == ';') {
            value.remove_prefix(1);
            std::string_view parameter = without_blanks(detail::take_until(value, ";,"));
            std::size_t const equals = (std::min)(parameter.find('='), parameter.size());
            std::string_view const name = without_blanks(parameter.substr(0, equals));
            std::string_view words =
                without_blanks(parameter.substr((std::min)(equals + 1, parameter.size())));
            if (words.size() >= 2 && words.front() == '"' && words.back() == '"')
                words = words.substr(1, words.size() - 2);
            // the first rel counts
            if (has_relation || !same_name(name, "rel")) continue;
            has_relation = true;
            found = detail::has_word(words, relation);
        }
        if (found) return target;
    }
}

// Returns the URL that a reference means in a document with the URL `base`: absolute references as
// they are; `//host/x`, `/x`, `?x` and `x` relative to it. Dots in the path are left to the server.
inline std::string resolve_reference(std::string_view base, std::string_view reference) {
    reference = reference.substr(0, reference.find('#'));
    std::size_t const colon = reference.find(':');
    if (colon != reference.npos && colon < reference.find_first_of("/?"))
        return std::string(reference);
    std::size_t const scheme = base.find("://");
    if (scheme == base.npos) return std::string(reference);
    std::size_t const host = scheme + 3;
    std::size_t const query = (std::min)(base.find('?', host), base.size());
    std::size_t const path = (std::min)(base.find('/', host), query);
    std::string resolved;
    if (reference.empty())
        resolved = base;
    else if (reference.starts_with("//"))
        resolved = base.substr(0, scheme + 1);
    else if (reference.starts_with('/'))
        resolved = base.substr(0, path);
    else if (reference.starts_with('?'))
        resolved = base.substr(0, query);
    else if (path == query)
        resolved.append(base.substr(0, path)).append("/");
    else
        resolved = base.substr(0, base.substr(0, query).rfind('/') + 1);
    return resolved.append(reference);
}

}  // namespace trotline::http
#endif
