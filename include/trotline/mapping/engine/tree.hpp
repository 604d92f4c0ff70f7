// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_TREE_HPP
#define TROTLINE_MAPPING_ENGINE_TREE_HPP

#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/segment.hpp>

#include <cstddef>
#include <cstdint>
#include <span>

// Combines the paths of a mapping's rows to one prefix tree: rows with a common parent share its
// nodes. The compiler and rows of run time use the same code.
namespace trotline::inline TROTLINE_ABI {

// Nodes and rows are counted in 16 bits.
inline constexpr std::size_t most_nodes = 65535, most_rows = 65535;

namespace detail {

constexpr int child_class(path::segment const& step) {
    return !step.is_index ? 0 : step.index >= 0 ? 1 : 2;
}

// True if a child comes before another one, independent of the order of the rows.
constexpr bool stands_before(path::segment const& a, path::segment const& b) {
    return child_class(a) != child_class(b) ? child_class(a) < child_class(b)
                                            : a.is_index && a.index < b.index;
}

// Fills nodes, their segments (which point into the paths), and the rows' order in the tree,
// breadth first. Returns the number of nodes, or 0 if there is no room for them; one more than all
// segments of all paths is always enough. `waiting` is scratch memory of the size of `order`.
// paths(row) is the row's object_path.
template <class Paths>
constexpr std::size_t build_tree(Paths const& paths, std::span<node> nodes,
                                 std::span<path::segment> steps, std::span<std::uint16_t> order,
                                 std::span<std::uint16_t> waiting) {
    for (std::size_t r = 0; r < order.size(); ++r) order[r] = static_cast<std::uint16_t>(r);
    // Until a node is handled, its range of the order has the rows that end there or below.
    nodes[0] = node{};
    nodes[0].rows = static_cast<std::uint16_t>(order.size());
    std::size_t size = 1, level_begin = 0;
    for (std::size_t depth = 0; level_begin < size; ++depth) {
        std::size_t const level_end = size;
        for (std::size_t n = level_begin; n < level_end; ++n) {
            node& parent = nodes[n];
            auto const range = order.subspan(parent.first_row, parent.rows);
            std::size_t placed = 0, left = 0;
            for (std::uint16_t const r : range) {
                if (paths(r).size() == depth)
                    range[placed++] = r;
                else
                    waiting[left++] = r;
            }
            parent.rows = static_cast<std::uint16_t>(placed);
            parent.first_child = static_cast<std::uint16_t>(size);
            while (left != 0) {
                path::segment step = paths(waiting[0])[depth];
                for (std::size_t i = 1; i < left; ++i)
                    if (path::segment const other = paths(waiting[i])[depth];
                        stands_before(other, step))
                        step = other;
                if (size == nodes.size()) return 0;
                steps[size] = step;
                node& child = nodes[size++] = node{};
                child.parent = static_cast<std::uint16_t>(n);
                child.is_index = step.is_index;
                child.index = step.index;
                child.first_row = static_cast<std::uint16_t>(parent.first_row + placed);
                ++(!step.is_index    ? parent.names
                   : step.index >= 0 ? parent.indexes
                                     : parent.indexes_from_end);
                if (!step.is_index) {
                    parent.sizes |= sizes_with(step.name);
                    parent.last_bytes |= last_byte_bit(step.name);
                }
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

// The facts about all nodes of a table.
struct tree_facts {
    std::uint16_t leaves = 0;
    bool has_indexes = false;

    constexpr explicit tree_facts(std::span<node const> nodes) {
        for (node const& n : nodes) {
            leaves = static_cast<std::uint16_t>(leaves + (n.children() == 0));
            has_indexes |= n.is_index;
        }
    }
};

}  // namespace detail
}  // namespace trotline
#endif
