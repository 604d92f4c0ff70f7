// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_RUN_TIME_MAPPING_HPP
#define TROTLINE_MAPPING_RUN_TIME_MAPPING_HPP

#include <trotline/core/result.hpp>
#include <trotline/mapping/engine/allowed_values.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/class_table.hpp>
#include <trotline/mapping/engine/condition.hpp>
#include <trotline/mapping/engine/prefixed_rows.hpp>
#include <trotline/mapping/engine/run_time_steps.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/query/read_queries.hpp>
#include <trotline/mapping/row_option.hpp>
#include <trotline/mapping/run_time_row.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/path/object_path.hpp>
#include <trotline/path/object_query.hpp>

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Mappings of rows that are known only at run time, for example from a configuration; their values
// become parameters. A mapping is built once and does not change.
namespace trotline::inline TROTLINE_ABI {

class mapping_workspace;

// Rows that were checked, and their prefix tree. A handle: copies are cheap and share one mapping,
// which never changes, so any number of threads may use it. Failures keep views into it. map_into()
// with such a mapping is in <trotline/mapping/mapping_workspace.hpp>.
//
//   auto mapping = tl::run_time_mapping::build({{{"data.userId", "USER_ID"}, {"ok", "", {}, {true}}}});
//   if (!mapping) std::cerr << mapping.error() << '\n';
//   else tl::map_into(store, *mapping, text);
class run_time_mapping {
  public:
    using workspace_type = mapping_workspace;  // of <trotline/mapping/mapping_workspace.hpp>
    using reader_type = detail::prefixed_rows<detail::all_rows>;

    // A mapping without rows; allocates nothing after the first one.
    run_time_mapping();

    // At most 65535 rows, whose prefix tree has at most 65535 nodes. With prefixes, those of all
    // paths must be bound, and Namespaces in XML 1.0 is checked.
    static result<run_time_mapping, run_time_row_error> build(
        std::vector<run_time_row> from, std::vector<run_time_prefix> prefixes = {});

    std::size_t size() const { return rows_->given.size(); }
    run_time_row const& row(std::size_t r) const { return rows_->given[r]; }
    row_description const& description(std::size_t r) const { return rows_->descriptions[r]; }
    // What the row's condition allows, as text; empty without a condition.
    std::string_view expected(std::size_t r) const { return rows_->conditions[r].expected; }
    bound_prefixes prefixes() const { return rows_->prefixes; }
    // The path of a row that reads the document; otherwise null.
    object_path const* path(std::size_t r) const {
        return rows_->places[r] == no_place ? nullptr : &rows_->paths[rows_->places[r]];
    }

    // The rows as data, and the position of each in it.
    detail::table const& table() const { return rows_->table; }
    std::size_t place(std::size_t r) const { return rows_->table_places[r]; }

  private:
    static constexpr std::size_t no_place = static_cast<std::size_t>(-1);

    struct rows {
        std::vector<run_time_row> given;
        std::vector<run_time_prefix> given_prefixes;
        std::vector<bound_prefix> prefixes;
        std::vector<row_description> descriptions;
        std::deque<std::string> joined_paths;  // in messages, of rows that have other paths
        std::vector<detail::row_condition> conditions;
        std::vector<std::vector<detail::allowed_scalar>> allowed;
        std::vector<std::string> expected;
        std::vector<object_path> paths;
        // not moved, because table rows point to them
        std::deque<object_query> queries;
        std::deque<detail::row_query> row_queries;
        std::deque<object_path> other_paths;
        std::deque<detail::run_time_steps> functions;
        std::deque<detail::run_time_steps_condition> changed_conditions;
        std::vector<detail::run_time_steps const*> row_steps;  // by row; null without functions
        std::deque<std::vector<object_path const*>> alternatives;
        std::deque<detail::row_fallback> fallbacks;
        std::vector<detail::row_fallback const*>
            fallback_rows;                          // by row; null for rows without one
        std::vector<detail::binding const*> types;  // of each row's parameter
        std::vector<std::size_t> places, document_rows;
        // the table, and what it points to
        std::vector<detail::node> nodes;
        std::vector<wanted_name> names;
        std::vector<detail::table_row> table_rows;
        std::vector<std::size_t> table_places;
        std::vector<detail::row_query const*> query_rows;  // for each row; null if it has no query
        name_tails tails;
        detail::table table;

        // The prefixes that are wrong.
        std::vector<run_time_row_error> bind(std::vector<run_time_prefix> from);
        // Why a path cannot be used with the prefixes that are bound, if there are any.
        std::optional<run_time_row_error> unbound(std::size_t r, auto const& path) const {
            std::string_view const prefix =
                prefixes.empty() ? "" : detail::unbound_prefix(path, prefixes);
            if (prefix.empty()) return {};
            return run_time_row_error{
                .row = r,
                .reason =
                    "the path has a prefix that is not bound to a namespace, so add it to the "
                    "prefixes",
                .member = "path",
                .prefix = std::string(prefix)};
        }

        // After an error, more rows may be added to find theirs, but the table cannot be built.
        std::optional<run_time_row_error> add(std::size_t r);

        std::optional<run_time_row_error> add_fallback(std::size_t r);

        // Builds the table. Nothing that it points to moves afterwards. False: too large.
        bool finish();

        void add_to_table(std::size_t r);
    };

    std::shared_ptr<rows const> rows_;
};

}  // namespace trotline

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/mapping/run_time_mapping.ipp>
#endif

#endif
