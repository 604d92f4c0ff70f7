// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_ROW_PATH_HPP
#define TROTLINE_MAPPING_ENGINE_ROW_PATH_HPP

#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/engine/table.hpp>

#include <cstddef>

namespace trotline::inline TROTLINE_ABI::detail {

// The path of a row, in the table's order; none for one that takes nothing from the document.
inline steps path_of_row(table const& plan, std::size_t r) {
    steps path;
    std::size_t n = 0;
    for (std::size_t i = 0; i != plan.node_count; ++i) {
        node const& each = plan.nodes[i];
        if (r >= each.first_row && r - each.first_row < each.rows) n = i;
    }
    for (; n != 0; n = plan.nodes[n].parent) path.prepend(plan.step(plan.nodes[n]));
    return path;
}

}  // namespace trotline::detail
#endif
