// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_ROW_PATH_HPP
#define TROTLINE_MAPPING_ENGINE_ROW_PATH_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/error.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/table.hpp>

#include <cstddef>
#include <cstdint>

namespace trotline::inline TROTLINE_ABI::detail {

// The path of a row, by its index in the table; empty for a row that reads nothing from the
// document.
inline path_steps path_of_row(table const& plan, std::size_t r) {
    path_steps path;
    std::size_t n = 0;
    for (std::size_t i = 0; i != plan.node_count; ++i) {
        node const& each = plan.nodes[i];
        if (r >= each.first_row && r - each.first_row < each.rows) n = i;
    }
    for (; n != 0; n = plan.nodes[n].parent) path.prepend(plan.step(plan.nodes[n]));
    return path;
}

// For formats that write lists as siblings with one name: adds to each row that found several
// values which steps of its path occur more than once.
template <cursor C>
[[gnu::cold, gnu::noinline]] void note_repeated(table const& plan, C const& root, row_log& log) {
    for (std::size_t i = 0; i != log.size(); ++i) {
        row_failure& noted = log.note(i);
        if (noted.code != code::ambiguous || !noted.inner.empty()) continue;
        std::size_t r = 0;
        while (r != plan.document_rows && plan.rows[r].number != noted.row) ++r;
        if (r == plan.document_rows) continue;
        path_steps const path = path_of_row(plan, r);
        std::uint32_t repeated = 0;
        std::size_t depth = 0;
        for (C at = root; depth != path.size() && follow_segment(at, path, depth); ++depth) {
            if (path[depth].is_index) continue;
            if (depth + 1 != path.size() && path[depth + 1].is_index) continue;
            C rest = at;
            rest.skip();
            if (rest.find(one_wanted_name(path[depth].name)) != npos)
                repeated |= std::uint32_t{1} << depth;
        }
        if (depth == path.size()) noted.repeated = repeated;
    }
}

}  // namespace trotline::detail
#endif
