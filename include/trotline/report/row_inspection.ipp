// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_ROW_INSPECTION_IPP
#define TROTLINE_REPORT_ROW_INSPECTION_IPP

#include <trotline/core/near_miss.hpp>
#include <trotline/http/redact.hpp>
#include <trotline/report/row_inspection.hpp>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE void append_segment(std::string& to, path::segment const& step) {
    if (step.is_index) {
        to.append("[").append(std::to_string(step.index)).append("]");
        return;
    }
    if (!to.empty()) to += '.';
    to += step.name;
}

TROTLINE_INLINE void add_name(std::vector<std::string>& names, std::string name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
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

TROTLINE_INLINE std::string with_one_name(path_steps const& path, std::size_t depth,
                                          std::size_t count) {
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

TROTLINE_INLINE void explain_miss(path_end const& end, std::size_t depth, path_steps const& path,
                                  row_report& row) {
    std::string where;
    for (std::size_t i = 0; i < depth; ++i) append_segment(where, path[i]);
    std::string const there = where.empty() ? std::string("the document") : "`" + where + "`";
    path::segment const wanted = path[depth];
    if (end.kind == kind::array) {
        row.message = there + " is an array of " + std::to_string(end.elements) +
                      (end.elements == 1 ? " element" : " elements");
        if (!wanted.is_index && end.elements != 0) row.message += ": write [0] for the first";
        return;
    }
    if (end.kind != kind::object && end.kind != kind::element) {
        row.message = there + " is " + std::string(name(end.kind)) + ", which has nothing inside";
        return;
    }
    if (wanted.is_index) {
        row.message = there + (end.repeats_by_name ? " does not occur that often"
                                                   : " is an object, not an array");
        return;
    }
    near_miss meant(wanted.name);
    for (std::string const& name : row.names) meant.offer(name);
    row.suggestion = meant.name();
    row.message = there + " has ";
    if (row.names.empty())
        row.message += end.kind == kind::object ? "no members" : "no elements inside";
    for (std::size_t i = 0; i < row.names.size(); ++i)
        row.message.append(i == 0 ? "`" : ", `").append(row.names[i]).append("`");
    std::string_view const deceives = deceptive_character(wanted.name);
    if (!end.one_name.empty()) {
        row.suggestion = end.one_name;
        row.message.append(": the dots belong to the name: write `").append(end.one_name) += '`';
    } else if (!deceives.empty()) {
        row.message.append(": the path has ").append(deceives).append(" in `");
        row.message.append(wanted.name) += '`';
    } else if (!row.suggestion.empty()) {
        row.message.append(": did you mean `").append(row.suggestion).append("`?");
    }
}

TROTLINE_INLINE void hide_secrets(row_report& row, std::string_view content,
                                  std::vector<std::string> const& secrets) {
    http::for_each_secret(content, secrets, [&](std::size_t begin, std::size_t size) {
        bool const overlaps = row.begin != npos && begin < row.end && begin + size > row.begin;
        if (overlaps && !(begin >= row.begin && begin + size <= row.end)) row.raw = http::redacted;
    });
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
