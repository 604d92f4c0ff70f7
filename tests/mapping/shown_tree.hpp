// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_SHOWN_TREE_HPP
#define TROTLINE_TESTS_MAPPING_SHOWN_TREE_HPP

#include <trotline/mapping/engine/table.hpp>
#include <trotline/path/segment.hpp>

#include <cstddef>
#include <string>

namespace trotline_tests {

// Writes `name#row#row{children}` for each node, beginning with the root. step(n) is that of the
// n-th node; row(i) is the number of the i-th row in the order of the tree.
template <class Step, class Row>
std::string shown(trotline::detail::node const* nodes, Step const& step, Row const& row,
                  std::size_t at = 0) {
    trotline::detail::node const& n = nodes[at];
    trotline::path::segment const s = at == 0 ? trotline::path::segment{} : step(at);
    std::string text = at == 0 ? "$" : s.is_index ? std::to_string(s.index) : std::string(s.name);
    for (std::size_t r = 0; r < n.rows; ++r) text += "#" + std::to_string(row(n.first_row + r));
    if (n.children() == 0) return text;
    text += "{";
    for (std::size_t c = 0; c < n.children(); ++c)
        text += (c == 0 ? "" : " ") + shown(nodes, step, row, std::size_t{n.first_child} + c);
    return text + "}";
}

inline std::string shown(trotline::detail::table const& table) {
    return shown(
        table.nodes, [&](std::size_t n) { return table.step(table.nodes[n]); },
        [&](std::size_t r) { return table.rows[r].number; });
}

}  // namespace trotline_tests
#endif
