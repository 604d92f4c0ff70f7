// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_REPORT_ROW_INSPECTION_HPP
#define TROTLINE_REPORT_ROW_INSPECTION_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/scalar_reader.hpp>
#include <trotline/path/segment.hpp>
#include <trotline/report/test_report.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Finds where a row's path leads in a document, and where it should probably have led.
namespace trotline::inline TROTLINE_ABI::detail {

void append_segment(std::string& to, path::segment const& step);

// Adds a name unless it is there.
void add_name(std::vector<std::string>& names, std::string name);

// At a value: the names of its members, each once.
template <cursor C> std::vector<std::string> names_at(C c) {
    constexpr std::size_t most = 16;
    std::vector<std::string> names;
    c.enter();
    for (scalar name; names.size() < most && c.member(name); c.skip()) {
        std::string text;
        append_decoded(taken<C>(name, name.kind), text);
        add_name(names, std::move(text));
    }
    return names;
}

// The path with the steps [depth, depth + count) as one name in brackets.
std::string with_one_name(path_steps const& path, std::size_t depth, std::size_t count);
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

// What is where a path ended.
struct path_end {
    trotline::kind kind;
    bool repeats_by_name;
    std::size_t elements = 0;  // of an array
    std::string one_name{};    // the path, if several of its steps are one name there
};
// Explains why nothing was found.
void explain_miss(path_end const& end, std::size_t depth, path_steps const& path, row_report& row);

template <cursor C>
void explain_miss(C const& at, std::size_t depth, path_steps const& path, row_report& row) {
    path_end end{at.kind(), C::repeats_by_name};
    if (end.kind == kind::array) {
        end.elements = count_elements(at);
    } else if ((end.kind == kind::object || end.kind == kind::element) && !path[depth].is_index) {
        row.names = names_at(at);
        end.one_name = path_with_dots_in_name(at, depth, path);
    }
    explain_miss(end, depth, path, row);
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
void hide_secrets(row_report& row, std::string_view content,
                  std::vector<std::string> const& secrets);

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/report/row_inspection.ipp>
#endif
#endif
