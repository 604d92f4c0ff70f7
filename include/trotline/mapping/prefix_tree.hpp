// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_PREFIX_TREE_HPP
#define TROTLINE_MAPPING_PREFIX_TREE_HPP

#include <trotline/path/object_path.hpp>
#include <trotline/path/segment.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace trotline {

// One step of one or several rows' paths. The children of a node stand together: those called by name in the order of the rows,
// then those called by index from the begin, ascending, then those from the end, ascending.
struct prefix_node {
    path::segment step;  // points into the paths that the tree was built from
    std::uint16_t first_child = 0;
    std::uint16_t names = 0;
    std::uint16_t indexes = 0;
    std::uint16_t indexes_from_end = 0;
    std::uint16_t first_row = 0;  // the rows that end here: in the tree's row order
    std::uint16_t rows = 0;

    constexpr std::size_t children() const { return std::size_t{names} + indexes + indexes_from_end; }
};

// All paths of a mapping as one tree: rows that share parents share the way. A view of the nodes (the root first) and of the row
// order; what owns them differs between literal and run-time mappings, what walks them does not.
struct prefix_tree_view {
    std::span<prefix_node const> nodes;
    std::span<std::uint16_t const> row_order;
};

namespace detail {

constexpr int child_class(path::segment const& step) { return !step.is_index ? 0 : step.index >= 0 ? 1 : 2; }

// Fills nodes (room for one more than all segments of all paths) and row_order (room for all rows) breadth first; says how many
// nodes there are. row_node is scratch of the size of row_order.
template <class Paths>
constexpr std::size_t build_prefix_tree(Paths const& paths, std::size_t rows, std::span<prefix_node> nodes,
                                        std::span<std::uint16_t> row_order, std::span<std::uint16_t> row_node) {
    std::size_t size = 1, ordered = 0;
    nodes[0] = prefix_node{};
    for (std::size_t r = 0; r < rows; ++r) row_node[r] = 0;

    std::size_t level_begin = 0;
    for (std::size_t depth = 0; level_begin < size; ++depth) {
        std::size_t const level_end = size;
        for (std::size_t n = level_begin; n < level_end; ++n) {
            nodes[n].first_row = static_cast<std::uint16_t>(ordered);
            for (std::size_t r = 0; r < rows; ++r)
                if (row_node[r] == n && paths(r).size() == depth) row_order[ordered++] = static_cast<std::uint16_t>(r);
            nodes[n].rows = static_cast<std::uint16_t>(ordered - nodes[n].first_row);

            std::size_t const first = size;
            nodes[n].first_child = static_cast<std::uint16_t>(first);
            for (int wanted = 0; wanted < 3; ++wanted) {
                std::size_t const class_begin = size;
                for (std::size_t r = 0; r < rows; ++r) {
                    if (row_node[r] != n || paths(r).size() <= depth) continue;
                    path::segment const step = paths(r)[depth];
                    if (child_class(step) != wanted) continue;
                    std::size_t at = class_begin;
                    while (at < size && nodes[at].step != step) ++at;
                    if (at < size) continue;
                    if (wanted != 0)
                        while (at > class_begin && nodes[at - 1].step.index > step.index) --at;
                    for (std::size_t k = size; k > at; --k) nodes[k] = nodes[k - 1];
                    nodes[at] = prefix_node{};
                    nodes[at].step = step;
                    ++size;
                }
                (wanted == 0   ? nodes[n].names
                 : wanted == 1 ? nodes[n].indexes
                               : nodes[n].indexes_from_end) = static_cast<std::uint16_t>(size - class_begin);
            }
            for (std::size_t r = 0; r < rows; ++r) {
                if (row_node[r] != n || paths(r).size() <= depth) continue;
                path::segment const step = paths(r)[depth];
                for (std::size_t k = first; k < size; ++k)
                    if (nodes[k].step == step) {
                        row_node[r] = static_cast<std::uint16_t>(k);
                        break;
                    }
            }
        }
        level_begin = level_end;
    }
    return size;
}

}  // namespace detail

// The tree of a literal mapping: a constant. Nodes is at least one more than all segments of all rows.
template <std::size_t Nodes, std::size_t Rows> struct literal_prefix_tree {
    std::array<prefix_node, Nodes> nodes{};
    std::array<std::uint16_t, Rows> row_order{};
    std::size_t size = 0;

    constexpr explicit literal_prefix_tree(auto const& paths) {
        std::array<std::uint16_t, Rows> row_node{};
        size = detail::build_prefix_tree(paths, Rows, nodes, row_order, row_node);
    }
    constexpr prefix_tree_view view() const { return {std::span(nodes).first(size), row_order}; }
};

// The tree of a mapping that is built at run time. The paths must outlive it.
class prefix_tree {
  public:
    explicit prefix_tree(std::span<object_path const> paths) {
        std::size_t most = 1;
        for (object_path const& path : paths) most += path.size();
        nodes_.resize(most);
        row_order_.resize(paths.size());
        std::vector<std::uint16_t> row_node(paths.size());
        nodes_.resize(detail::build_prefix_tree([&](std::size_t r) -> object_path const& { return paths[r]; }, paths.size(), nodes_,
                                                row_order_, row_node));
    }
    prefix_tree_view view() const { return {nodes_, row_order_}; }

  private:
    std::vector<prefix_node> nodes_;
    std::vector<std::uint16_t> row_order_;
};

}  // namespace trotline
#endif
