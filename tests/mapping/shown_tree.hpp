// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_MAPPING_SHOWN_TREE_HPP
#define TROTLINE_TESTS_MAPPING_SHOWN_TREE_HPP

#include <trotline/mapping/engine/prefix_tree.hpp>

#include <cstddef>
#include <string>

// `name(rows){children}` of each node, the root first.
inline std::string shown(trotline::prefix_tree_view tree, std::size_t node = 0) {
    trotline::prefix_node const& n = tree.nodes[node];
    std::string text = node == 0         ? "$"
                       : n.step.is_index ? std::to_string(n.step.index)
                                         : std::string(n.step.name);
    for (std::size_t r = 0; r < n.rows; ++r)
        text += "#" + std::to_string(tree.row_order[n.first_row + r]);
    if (n.children() == 0) return text;
    text += "{";
    for (std::size_t c = 0; c < n.children(); ++c)
        text += (c == 0 ? "" : " ") + shown(tree, std::size_t{n.first_child} + c);
    return text + "}";
}

#endif
