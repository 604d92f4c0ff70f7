// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_RUN_HPP
#define TROTLINE_MAPPING_ENGINE_RUN_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/open.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/text_cursor.hpp>

#include <cstddef>
#include <string_view>

// Runs a table over one text: opens the document, walks it, and notes what was not found. Every
// mapping goes through here. After success, every row_state has the result of its row; otherwise
// the log has the reasons, and what was written to destinations must not be used.
namespace trotline::inline TROTLINE_ABI::detail {

// T{}. The unused argument keeps g++ from making one constant of a whole result, which would then
// be cleared or copied together with the room for failures.
template <class T> T initial_value(std::string_view) { return T{}; }

// Reads from a cursor at the document's root.
template <cursor C>
[[gnu::always_inline]] inline bool read_document(table const& plan, C const& root, row_places to,
                                                 row_log& log) {
    C c = root;
    walk<C> all(plan, to.states, to.siblings, log);
    all.document(c);
    if constexpr (C::first_match_wins) {
        if (c.failure()) [[unlikely]]
            return log.fail_document(c.failure()), false;
    }
    all.finish(0, plan.document_rows, root);
    if constexpr (C::repeats_by_name)
        if (log.size() != 0) [[unlikely]]
            note_repeated(plan, root, log);
    return log.size() == 0 && !log.document();
}

// Reads the rows that read nothing from the document: before it, or without one. facts(source,
// name) returns a text_cursor, which is of kind nothing if there is no such fact.
template <class Facts>
void read_facts(table const& plan, Facts const& facts, row_places to, row_log& log) {
    walk<text_cursor> all(plan, to.states, nullptr, log);
    for (std::size_t r = plan.document_rows; r != plan.row_count; ++r) {
        if (plan.rows[r].source == row_source::query) continue;
        std::string_view const name = plan.descriptions[plan.rows[r].number].path;
        text_cursor fact = facts(plan.rows[r].source, name);
        if (fact.kind() != kind::nothing) all.land(r, fact);
        all.finish(r, r + 1, text_cursor());
    }
}

// For a document without content: no row finds anything.
bool read_nothing(table const& plan, row_places to, row_log& log);

// Reads a text; a format says how. Reader: what reads the rows from the root, such as
// singular_rows.
template <class Reader, class Format>
[[gnu::noinline]] bool read_text(table const& plan, std::string_view text, Format const& format,
                                 row_places to, row_log& log) {
    index_of<Format> index;
    auto const root = open_document(format, text, log.document(), index);
    return !log.document() && Reader::read(plan, root, to, log);
}

// Reads the rows of a table that are not queries. Those that are need more code
// (query/read_queries.hpp), which only programs that use them have.
struct singular_rows {
    template <cursor C>
    static bool read(table const& plan, C const& root, row_places to, row_log& log);
    // Calls take(raw text) for every node of a row that is a query: none here.
    template <cursor C> static void inspect(table const&, std::size_t, C const&, auto const&) {}
    // Calls use(root), with the cursor that read() reads from.
    template <cursor C>
    static void prepare(table const&, C const& root, document_failure&, auto const& use) {
        use(root);
    }
};
template <cursor C>
bool singular_rows::read(table const& plan, C const& root, row_places to, row_log& log) {
    return read_document(plan, root, to, log);
}

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/mapping/engine/run.ipp>
#endif
#endif
