// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_PATH_TABLE_HPP
#define TROTLINE_MAPPING_ENGINE_PATH_TABLE_HPP

#include <trotline/core/error.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/row_option.hpp>
#include <trotline/path/object_path.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>

// The table of one row whose path is known only at run time: a chain, of which only as much is
// written as the path has segments. It points to the path and to itself. Does not allocate.
namespace trotline::inline TROTLINE_ABI::detail {

class path_table {
  public:
    path_table(object_path const& path, binding const& type, row_option options = row_option::none,
               row_fallback const* otherwise = nullptr)
        : none_(), row_{&type}, description_{path.text(), {}, true} {
        row_.options = options;
        row_.otherwise = otherwise;
        row_.null_is_left_out = leaves_null_out(options);
        bool has_indexes = false;
        std::size_t const size = path.size() + 1;
        for (std::size_t i = 0; i != size; ++i) {
            node& made = *std::construct_at(nodes_ + i);
            std::construct_at(names_ + i);
            made.first_child = static_cast<std::uint16_t>(i + 1);
            made.parent = static_cast<std::uint16_t>(i == 0 ? 0 : i - 1);
            made.rows = i + 1 == size;
            if (i == 0) continue;
            path::segment const step = path[i - 1];
            node& parent = nodes_[i - 1];
            if (step.is_index) {
                has_indexes = made.is_index = true;
                made.index = step.index;
                (step.index < 0 ? parent.indexes_from_end : parent.indexes) = 1;
            } else {
                names_[i] = wanted_name(step.name);
                parent.names = 1;
                parent.sizes = sizes_with(step.name);
                parent.last_bytes = last_byte_bit(step.name);
            }
        }
        for (std::size_t i = 0; i != size; ++i) nodes_[i].set_form(&row_);
        table_.nodes = nodes_;
        table_.names = names_;
        table_.rows = &row_;
        table_.descriptions = &description_;
        table_.node_count = static_cast<std::uint16_t>(size);
        table_.row_count = table_.document_rows = table_.leaves = 1;
        table_.counts_siblings = has_indexes || type.takes_siblings;
    }
    path_table(path_table const&) = delete;
    table const& view() const { return table_; }

  private:
    union {
        char none_;
        node nodes_[path::max_segments + 1];
    };
    union {
        char no_name_ = 0;
        wanted_name names_[path::max_segments + 1];
    };
    table_row row_;
    row_description description_;
    table table_;
};

}  // namespace trotline::detail
#endif
