// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_READ_QUERIES_HPP
#define TROTLINE_MAPPING_QUERY_READ_QUERIES_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/query/query_landing.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/mapping/query/shared_selection.hpp>

#include <array>
#include <cstddef>
#include <optional>

// Reads the rows of a table that are queries. Several queries of one document go through it
// together.
namespace trotline::inline TROTLINE_ABI::detail {

template <cursor C>
bool read_queries(table const& plan, C const& root, row_places to, row_log& log) {
    compiled_pattern pattern;
    for (std::size_t r = plan.document_rows; r != plan.row_count;) {
        std::array<std::optional<query_landing<C>>, shared_selection<C>::most> rows;
        shared_selection<C> together;
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
        together.select(root);
        for (std::size_t i = 0; i != count; ++i) rows[i]->finish();
    }
    return log.size() == 0 && !log.document();
}

// Reads all rows of a table, including queries.
struct all_rows {
    template <cursor C>
    static bool read(table const& plan, C const& root, row_places to, row_log& log) {
        read_document(plan, root, to, log);
        return !log.document() && read_queries(plan, root, to, log);
    }
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

}  // namespace trotline::detail
#endif
