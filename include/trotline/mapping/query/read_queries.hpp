// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_READ_QUERIES_HPP
#define TROTLINE_MAPPING_QUERY_READ_QUERIES_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/row_path.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/query/query_landing.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/mapping/query/shared_selection.hpp>

#include <array>
#include <cstddef>
#include <optional>

// Reads all rows of a table in one pass, those that are paths and those that are queries.
namespace trotline::inline TROTLINE_ABI::detail {

// The rows that are paths go with the first queries.
template <cursor C>
void read_with_queries(table const& plan, walk<C>& paths, C& c, row_places to, row_log& log) {
    C const root = c;
    compiled_pattern pattern;
    bool first = true;
    for (std::size_t r = plan.document_rows; r != plan.row_count; first = false) {
        std::array<std::optional<query_landing<C>>, shared_selection<C>::most> rows;
        shared_selection<C> together;
        if (first && plan.document_rows != 0) together.add(paths);
        std::size_t count = 0;
        bool has_pattern = false;
        for (; r != plan.row_count && !together.full(); ++r) {
            if (plan.rows[r].source != row_source::query) continue;
            // They share the memory for one pattern.
            if (object_query const& query = *plan.rows[r].query->query; has_patterns(query)) {
                if (has_pattern) break;
                has_pattern = true;
            }
            query_landing<C>& row = rows[count++].emplace(plan, r, root, to, log, pattern);
            together.add(row.nodes(), row.sink());
        }
        if (count == 0) return;
        C again = root;
        together.select(first ? c : again);
        for (std::size_t i = 0; i != count; ++i) rows[i]->finish();
    }
}

template <cursor C> bool read_rows(table const& plan, C& c, row_places to, row_log& log) {
    C const root = c;
    walk<C> paths(plan, to.states, to.siblings, log);
    if (plan.has_queries)
        read_with_queries(plan, paths, c, to, log);
    else
        paths.subtree(plan.nodes[0], c);
    if (root.failure()) return log.fail_document(root.failure()), false;
    paths.finish(0, plan.document_rows, root);
    if constexpr (C::repeats_by_name)
        if (log.size() != 0) note_repeated(plan, root, log);
    return log.size() == 0 && !log.document();
}

// Reads all rows of a table, including queries.
struct all_rows {
    template <cursor C>
    static bool read(table const& plan, C const& root, row_places to, row_log& log);
    template <cursor C>
    static void prepare(table const&, C const& root, document_failure&, auto const& use) {
        use(root);
    }
    // Calls take(raw text) for every node of a row that is a query, until it returns false.
    template <cursor C>
    static void inspect(table const& plan, std::size_t r, C const& root, auto take) {
        step_budget budget;
        compiled_pattern pattern;
        selection<C>(*plan.rows[r].query->query, root, budget, pattern)
            .select(root, {[](void* context, C& at) {
                               return (*static_cast<decltype(&take)>(context))(at.raw());
                           },
                           &take});
    }
};

template <cursor C>
bool all_rows::read(table const& plan, C const& root, row_places to, row_log& log) {
    if (!plan.has_queries) return read_document(plan, root, to, log);
    C c = root;
    return read_rows(plan, c, to, log);
}

}  // namespace trotline::detail
#endif
