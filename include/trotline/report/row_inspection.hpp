// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_ROW_INSPECTION_HPP
#define TROTLINE_REPORT_ROW_INSPECTION_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/near_miss.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/path/segment.hpp>
#include <trotline/report/test_report.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Finds where a row's path leads in a document, and where it should probably have led.
namespace trotline::inline TROTLINE_ABI::detail {

inline void append_segment(std::string& to, path::segment const& step) {
    if (step.is_index) {
        to.append("[").append(std::to_string(step.index)).append("]");
        return;
    }
    if (!to.empty()) to += '.';
    to += step.name;
}

// At a value: the names of its members, each once.
template <cursor C> std::vector<std::string> names_at(C c) {
    constexpr std::size_t most = 16;
    std::vector<std::string> names;
    c.enter();
    for (scalar name; names.size() < most && c.member(name); c.skip()) {
        std::string text;
        if (name.plain)
            text = name.text;
        else
            C::decode(name, [&](std::string_view piece) { text += piece; });
        if (std::ranges::find(names, text) == names.end()) names.push_back(std::move(text));
    }
    return names;
}

// Names a character in a name that looks like another: a space that is not a blank, or a quote that
// is not ASCII. Empty if there is none.
constexpr std::string_view deceptive_character(std::string_view name) {
    constexpr std::string_view characters[][2] = {
        {"\xC2\xA0", "a no-break space (U+00A0)"},
        {"\xE2\x80\x8B", "a zero-width space (U+200B)"},
        {"\xE2\x80\xAF", "a narrow no-break space (U+202F)"},
        {"\xEF\xBB\xBF", "a byte order mark (U+FEFF)"},
        {"\xE2\x80\x98", "a curly quote (U+2018)"},
        {"\xE2\x80\x99", "a curly quote (U+2019)"},
        {"\xE2\x80\x9C", "a curly quote (U+201C)"},
        {"\xE2\x80\x9D", "a curly quote (U+201D)"}};
    for (auto const& [character, what] : characters)
        if (name.find(character) != name.npos) return what;
    return {};
}

// The path with the steps [depth, depth + count) as one name in brackets.
inline std::string with_one_name(path_steps const& path, std::size_t depth, std::size_t count) {
    std::string text, name;
    for (std::size_t i = 0; i != path.size(); ++i) {
        if (i < depth || i >= depth + count) {
            append_segment(text, path[i]);
            continue;
        }
        name.append(i == depth ? "" : ".").append(path[i].name);
        if (i + 1 == depth + count) text.append("['").append(name).append("']");
    }
    return text;
}
// If a member at c has a name that is several of the path's steps with dots between them, returns
// the path that finds it.
template <cursor C>
std::string path_with_dots_in_name(C const& c, std::size_t depth, path_steps const& path) {
    std::string name;
    std::size_t count = 0;
    for (std::size_t i = depth; i != path.size() && !path[i].is_index; ++i) {
        name.append(i == depth ? "" : ".").append(path[i].name);
        C at = c;
        at.enter();
        if (i != depth && at.find(one_wanted_name(name)) != npos) count = i + 1 - depth;
    }
    return count == 0 ? std::string() : with_one_name(path, depth, count);
}

// Explains why nothing was found: where the path ended, and what is there.
template <cursor C>
void explain_miss(C const& at, std::size_t depth, path_steps const& path, row_report& row) {
    std::string where;
    for (std::size_t i = 0; i < depth; ++i) append_segment(where, path[i]);
    std::string const there = where.empty() ? std::string("the document") : "`" + where + "`";
    path::segment const wanted = path[depth];
    kind const k = at.kind();
    if (k == kind::array) {
        std::size_t const size = count_elements(at);
        row.message = there + " is an array of " + std::to_string(size) +
                      (size == 1 ? " element" : " elements");
        if (!wanted.is_index && size != 0) row.message += ": write [0] for the first";
    } else if ((k == kind::object || k == kind::element) && wanted.is_index) {
        row.message = there + (C::repeats_by_name ? " does not occur that often"
                                                  : " is an object, not an array");
    } else if (k == kind::object || k == kind::element) {
        row.names = names_at(at);
        near_miss meant(wanted.name);
        for (std::string const& name : row.names) meant.offer(name);
        row.suggestion = meant.name();
        row.message = there + " has ";
        if (row.names.empty())
            row.message += k == kind::object ? "no members" : "no elements inside";
        for (std::size_t i = 0; i < row.names.size(); ++i)
            row.message.append(i == 0 ? "`" : ", `").append(row.names[i]).append("`");
        std::string_view const deceives = deceptive_character(wanted.name);
        if (std::string const one = path_with_dots_in_name(at, depth, path); !one.empty()) {
            row.suggestion = one;
            row.message.append(": the dots belong to the name: write `").append(one).append("`");
        } else if (!deceives.empty()) {
            row.message.append(": the path has ").append(deceives).append(" in `");
            row.message.append(wanted.name).append("`");
        } else if (!row.suggestion.empty())
            row.message.append(": did you mean `").append(row.suggestion).append("`?");
    } else {
        row.message = there + " is " + std::string(name(k)) + ", which has nothing inside";
    }
}

// Finds what is at the path's end. It does not check types, because the mapping does.
template <cursor C>
void inspect_row(C const& root, path_steps const& path, std::string_view content, row_report& row) {
    auto const way = follow(root, path);
    row.tried = true;
    row.found = way.depth == path.size();
    if (!row.found) {
        row.code = code::missing;
        return explain_miss(way.at, way.depth, path, row);
    }
    C at = way.at;
    if (at.kind() == kind::null) row.code = code::null;
    std::string_view const raw = at.raw();
    row.raw = raw;
    bool const inside =
        raw.data() >= content.data() && raw.data() + raw.size() <= content.data() + content.size();
    if (raw.empty() || !inside) return;
    row.begin = static_cast<std::size_t>(raw.data() - content.data());
    row.end = row.begin + raw.size();
}

// Removes secrets from a row's texts. A text that contains only a part of a secret is hidden
// completely.
inline void hide_secrets(row_report& row, std::string_view content,
                         std::vector<std::string> const& secrets) {
    for (std::string_view const secret : secrets) {
        for (std::size_t at = content.find(secret); at != npos && !secret.empty();
             at = content.find(secret, at + 1)) {
            bool const overlaps =
                row.begin != npos && at < row.end && at + secret.size() > row.begin;
            if (overlaps && !(at >= row.begin && at + secret.size() <= row.end))
                row.raw = http::redacted;
        }
    }
    row.raw = http::redact(row.raw, secrets);
    // The value remains JSON.
    if (http::redact(row.value, secrets) != row.value || row.raw == http::redacted)
        row.value = row.value.empty() ? std::string()
                                      : std::string("\"").append(http::redacted).append("\"");
    row.message = http::redact(row.message, secrets);
    row.suggestion = http::redact(row.suggestion, secrets);
    for (std::string& name : row.names) name = http::redact(name, secrets);
}

}  // namespace trotline::detail
#endif
