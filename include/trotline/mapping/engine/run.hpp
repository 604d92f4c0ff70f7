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

// The way of one text through a table: open the document, walk, note what was not found. Whatever is
// mapped goes through here. If all is well, every row_state says what became of its row; else the
// log says why, and what was written into destinations must not be used.
namespace trotline::inline TROTLINE_ABI::detail {

// T{}. That it seems to depend on the text keeps g++ from folding a whole result into one constant,
// which would then be cleared or copied over the room for failures, too.
template <class T> T initial_value(std::string_view) { return T{}; }

// From a cursor at the document's root.
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

// The rows that take nothing from the document: before it, or without one. facts(source, name) is a
// text_cursor; of kind nothing where there is no such fact.
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

// A document without content: no row finds anything.
inline bool read_nothing(table const& plan, row_places to, row_log& log) {
    walk<text_cursor> all(plan, to.states, nullptr, log);
    all.finish(0, plan.document_rows, text_cursor());
    for (std::size_t r = plan.document_rows; r != plan.row_count; ++r)
        if (plan.rows[r].source == row_source::query) all.finish(r, r + 1, text_cursor());
    return log.size() == 0;
}

// From a text; a format says how to read it.
template <class Format>
[[gnu::noinline]] bool read_text(table const& plan, std::string_view text, Format const& format,
                                 row_places to, row_log& log) {
    index_of<Format> index;
    auto const root = open_document(format, text, log.document(), index);
    return !log.document() && read_document(plan, root, to, log);
}

// What reads the rows of a table: those that are queries need more code, which only programs have
// that use them (query/read_queries.hpp).
struct singular_rows {
    template <cursor C>
    static bool read(table const& plan, C const& root, row_places to, row_log& log) {
        return read_document(plan, root, to, log);
    }
    template <class Format>
    static bool read_text(table const& plan, std::string_view text, Format const& format,
                          row_places to, row_log& log) {
        return detail::read_text(plan, text, format, to, log);
    }
    // take(raw text) for every node of a row that is a query: there is none.
    template <cursor C> static void inspect(table const&, std::size_t, C const&, auto const&) {}
};

}  // namespace trotline::detail
#endif
