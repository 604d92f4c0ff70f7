// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_PREFIX_TREE_HPP
#define TROTLINE_MAPPING_ENGINE_PREFIX_TREE_HPP

#include <trotline/path/object_path.hpp>
#include <trotline/path/segment.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace trotline {

// One step of one or several rows' paths. The children of a node stand together: those called by
// name in the order of the rows, then those called by index from the begin, ascending, then those
// from the end, ascending.
struct prefix_node {
    path::segment step;  // points into the paths that the tree was built from
    std::uint16_t first_child = 0;
    std::uint16_t names = 0;
    std::uint16_t indexes = 0;
    std::uint16_t indexes_from_end = 0;
    std::uint16_t first_row = 0;  // the rows that end here: in the tree's row order
    std::uint16_t rows = 0;

    constexpr std::size_t children() const {
        return std::size_t{names} + indexes + indexes_from_end;
    }
};

// All paths of a mapping as one tree: rows that share parents share the way. A view of the nodes
// (the root first) and of the row order; what owns them differs between literal and run-time
// mappings, what walks them does not.
struct prefix_tree_view {
    std::span<prefix_node const> nodes;
    std::span<std::uint16_t const> row_order;
};

// Nodes and rows are counted in 16 bits.
inline constexpr std::size_t most_nodes = 65535, most_rows = 65535;

namespace detail {

constexpr int child_class(path::segment const& step) {
    return !step.is_index ? 0 : step.index >= 0 ? 1 : 2;
}

// Whether a child must stand before another one, whatever the order of the rows is.
constexpr bool stands_before(path::segment const& a, path::segment const& b) {
    return child_class(a) != child_class(b) ? child_class(a) < child_class(b)
                                            : a.is_index && a.index < b.index;
}

// Fills nodes and row_order (room for all rows) breadth first; says how many nodes there are, or 0
// if there is no room for them. One more than all segments of all paths is always enough. `waiting`
// is scratch of the size of row_order. paths(row) is the row's object_path.
template <class Paths>
constexpr std::size_t build_prefix_tree(Paths const& paths, std::size_t rows,
                                        std::span<prefix_node> nodes,
                                        std::span<std::uint16_t> row_order,
                                        std::span<std::uint16_t> waiting) {
    for (std::size_t r = 0; r < rows; ++r) row_order[r] = static_cast<std::uint16_t>(r);
    // Until its turn comes, a node's range of the row order holds the rows that end there or below.
    nodes[0] = prefix_node{};
    nodes[0].rows = static_cast<std::uint16_t>(rows);
    std::size_t size = 1, level_begin = 0;
    for (std::size_t depth = 0; level_begin < size; ++depth) {
        std::size_t const level_end = size;
        for (std::size_t n = level_begin; n < level_end; ++n) {
            prefix_node& node = nodes[n];
            auto const range = row_order.subspan(node.first_row, node.rows);
            std::size_t placed = 0, left = 0;
            for (std::uint16_t const r : range) {
                if (paths(r).size() == depth)
                    range[placed++] = r;
                else
                    waiting[left++] = r;
            }
            node.rows = static_cast<std::uint16_t>(placed);
            node.first_child = static_cast<std::uint16_t>(size);
            while (left != 0) {
                path::segment step = paths(waiting[0])[depth];
                for (std::size_t i = 1; i < left; ++i)
                    if (path::segment const other = paths(waiting[i])[depth];
                        stands_before(other, step))
                        step = other;
                if (size == nodes.size()) return 0;
                prefix_node& child = nodes[size++] = prefix_node{};
                child.step = step;
                child.first_row = static_cast<std::uint16_t>(node.first_row + placed);
                ++(!step.is_index    ? node.names
                   : step.index >= 0 ? node.indexes
                                     : node.indexes_from_end);
                std::size_t kept = 0;
                for (std::size_t i = 0; i < left; ++i) {
                    if (paths(waiting[i])[depth] == step) {
                        range[placed++] = waiting[i];
                        ++child.rows;
                    } else {
                        waiting[kept++] = waiting[i];
                    }
                }
                left = kept;
            }
        }
        level_begin = level_end;
    }
    return size;
}

}  // namespace detail

// The tree of a literal mapping: a constant. Nodes is at least one more than all segments of all
// rows.
template <std::size_t Nodes, std::size_t Rows> struct literal_prefix_tree {
    std::array<prefix_node, Nodes> nodes{};
    std::array<std::uint16_t, Rows> row_order{};
    std::size_t size = 0;

    constexpr explicit literal_prefix_tree(auto const& paths) {
        std::array<std::uint16_t, Rows> waiting{};
        size = detail::build_prefix_tree(paths, Rows, nodes, row_order, waiting);
    }
    constexpr prefix_tree_view view() const { return {std::span(nodes).first(size), row_order}; }
};

}  // namespace trotline
#endif
