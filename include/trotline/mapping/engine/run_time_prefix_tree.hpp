// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_RUN_TIME_PREFIX_TREE_HPP
#define TROTLINE_MAPPING_ENGINE_RUN_TIME_PREFIX_TREE_HPP

#include <trotline/mapping/engine/prefix_tree.hpp>
#include <trotline/path/object_path.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace trotline {

// The tree of a mapping that is built at run time. The paths must outlive it, and stay where they
// are.
class run_time_prefix_tree {
  public:
    // Only a root for no rows.
    run_time_prefix_tree() : nodes_(1) {}
    // Does not fit if it would have more than most_nodes nodes, or most_rows rows.
    explicit run_time_prefix_tree(std::span<object_path const> paths) {
        if (paths.size() > most_rows) return;
        std::size_t most = 1;
        for (object_path const& path : paths) most += path.size();
        nodes_.resize(most < most_nodes ? most : most_nodes);
        row_order_.resize(paths.size());
        std::vector<std::uint16_t> waiting(paths.size());
        nodes_.resize(
            detail::build_prefix_tree([&](std::size_t r) -> object_path const& { return paths[r]; },
                                      paths.size(), nodes_, row_order_, waiting));
    }
    bool fits() const { return !nodes_.empty(); }
    prefix_tree_view view() const { return {nodes_, row_order_}; }

  private:
    std::vector<prefix_node> nodes_;
    std::vector<std::uint16_t> row_order_;
};

}  // namespace trotline
#endif
