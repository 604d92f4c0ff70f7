// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_READ_QUERIES_HPP
#define TROTLINE_MAPPING_QUERY_READ_QUERIES_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/open.hpp>
#include <trotline/json/string.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/reader.hpp>
#include <trotline/mapping/engine/run.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/query/normalized_place.hpp>
#include <trotline/mapping/query/selection.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

// The rows of a table that take the nodes of a query: a container takes them all, in the order of
// RFC 9535; a parameter takes the list as JSON text; any other destination takes exactly one.
namespace trotline::detail {

inline constexpr std::string_view expected_one_node =
    "only one node: take a container, or select less";

template <cursor C> class query_reader {
  public:
    query_reader(table const& plan, C const& root, row_places to, row_log& log)
        : rows_(plan), root_(root), to_(to), log_(log) {}

    // All rows that are queries. Whether all is well.
    bool read() {
        for (std::size_t r = rows_.document_rows; r != rows_.row_count; ++r)
            if (rows_.rows[r].source == row_source::query) read_row(r);
        return log_.size() == 0 && !log_.document();
    }

  private:
    void read_row(std::size_t r) {
        row_ = &rows_.rows[r];
        state_ = &to_.states[r];
        step_budget budget;
        selection<C> nodes(*row_->query->query, root_, budget);
        good_ = true;
        list_.clear();
        nodes.select(root_, {[](void* context, C& at) {
                                 return static_cast<query_reader*>(context)->take(at);
                             },
                             this});
        if (good_ && budget.spent())
            good_ = log_.fail(root_, code::too_expensive, "a query that looks at fewer nodes");
        if (root_.failure()) return log_.fail_document(root_.failure());
        if (good_) good_ = finish();
        if (good_) return;
        state_->count = row_state::failed;
        log_.belongs_to(row_->number, rows_.descriptions[row_->number]);
    }

    bool takes_parameter() const { return row_->type->how == landing::parameter; }
    bool coerces() const { return has(row_->options, row_option::coerce); }

    // One more node. Whether to go on.
    bool take(C& c) {
        C const at = c;
        row_query const& query = *row_->query;
        if (query.take == query_take::count) return ++state_->count, c.skip(), true;
        if (takes_parameter() && query.take == query_take::all) return append_to_list(c);
        if (query.take == query_take::each) return good_ = take_element(c), good_;
        if (query.take == query_take::all && row_->type->takes_siblings) {
            good_ = read_sibling(c, *row_->type, state_->to, state_->count, log_, coerces());
            state_->count += good_;
            if (!good_) c = at, c.skip();
            return good_;
        }
        if (state_->count != 0) {
            good_ = log_.fail(c, code::ambiguous, expected_one_node);
            return c.skip(), false;
        }
        state_->count = 1;
        if (row_->null_is_left_out && stands_for_null(c, *row_->type)) {
            state_->count = row_state::null;
            c.skip();
        } else {
            good_ = detail::read(c, *row_->type, state_->to, log_, coerces());
            if (!good_) c = at, c.skip();
        }
        return good_ && query.take == query_take::all;
    }

    // As JSON text: what has no type of its own becomes a string.
    bool append_to_list(C& c) {
        list_ += list_.empty() ? '[' : ',';
        if (is_untyped(c.kind())) {
            std::string text;
            append_decoded<C>(c.scalar(), text);
            list_ += '"';
            json::append_escaped(list_, text);
            list_ += '"';
        } else {
            list_.append(c.raw());
        }
        ++state_->count;
        return true;
    }

    // A described class from the rows of an each_row, relative to the node at c.
    bool take_element(C& c) {
        binding const* list = row_->type;
        if (state_->count == 0) functions_of<list_functions>(*list).clear(state_->to);
        void* const element = functions_of<list_functions>(*list).append(state_->to);
        ++state_->count;
        struct context {
            query_reader& outer;
            C& at;
        } all{*this, c};
        return row_->query->each->with_rows(
            element,
            [](void* what, table const& plan, row_places places) {
                auto& [outer, at] = *static_cast<context*>(what);
                row_failure room[2];
                row_log inner(room, 1);
                C const node = at;
                walk<C> inside(plan, places.states, places.siblings, inner);
                inside.element(at);
                inside.finish(0, plan.document_rows, node);
                bool well = inner.size() == 0 && !inner.document() && !at.failure();
                if (well && plan.has_queries) well = query_reader(plan, node, places, inner).read();
                if (!well) outer.note(node, room[0], inner);
                return well;
            },
            &all);
    }

    // What failed inside an element is the row's failure, at the place of the element.
    void note(C const& node, row_failure const& why, row_log const& inner) {
        if (inner.document()) return log_.fail_document(inner.document());
        if (inner.size() == 0) return;  // the document itself is wrong there
        log_.fail(node, why.code, why.expected);
        row_failure& noted = log_.last();
        std::string place;
        normalized_place(root_, node.offset(),
                         [&](std::string_view piece) { place.append(piece); });
        noted.found = why.found;
        noted.offset = why.offset;
        noted.excerpt = why.excerpt;
        noted.depth = why.depth;
        noted.inner = short_text<64>(place);
        noted.inner.append(why.description.path.starts_with('[') ? "" : ".");
        noted.inner.append(why.description.path);
        noted.inner.append(why.inner.view());
    }

    // Whether the nodes that there were are enough.
    bool finish() {
        row_query const& query = *row_->query;
        if (query.take == query_take::count) {
            integer_value const n{state_->count, false};
            if (!row_->type->range.has(n))
                return log_.fail(root_, code::out_of_range, row_->type->expected);
            store(n, row_->type->size, state_->to);
            state_->count = 1;
            return true;
        }
        if (takes_parameter() && query.take == query_take::all) {
            *static_cast<value*>(state_->to) =
                json_text{list_.empty() ? std::string("[]") : std::exchange(list_, {}) + ']'};
            state_->count = 1;
            return true;
        }
        if (query.take == query_take::each ||
            (query.take == query_take::all && row_->type->takes_siblings)) {
            bool const well = end_siblings(root_, *row_->type, state_->to, state_->count, log_);
            if (well && state_->count == 0) state_->count = 1;
            return well;
        }
        if (state_->count == 0 && row_->otherwise != nullptr) {
            row_->otherwise->set(state_->to, row_->otherwise->value);
            state_->count = 1;
        }
        if (state_->count != 0 || has(row_->options, row_option::optional)) return true;
        if (row_->type->how != landing::optional) return log_.fail(root_, code::missing, {});
        functions_of<optional_functions>(*row_->type).reset(state_->to);
        state_->count = 1;
        return true;
    }

    table const& rows_;
    C root_;
    row_places to_;
    row_log& log_;
    table_row const* row_ = nullptr;
    row_state* state_ = nullptr;
    std::string list_;
    bool good_ = true;
};

// Reads all rows of a table, queries too.
struct all_rows {
    template <cursor C>
    static bool read(table const& plan, C const& root, row_places to, row_log& log) {
        read_document(plan, root, to, log);
        return !log.document() && query_reader<C>(plan, root, to, log).read();
    }
    template <class Format>
    [[gnu::noinline]] static bool read_text(table const& plan, std::string_view text,
                                            Format const& format, row_places to, row_log& log) {
        index_of<Format> index;
        auto const root = open_document(format, text, log.document(), index);
        return !log.document() && read(plan, root, to, log);
    }
    // take(raw text) for every node of a row that is a query; false ends it.
    template <cursor C>
    static void inspect(table const& plan, std::size_t r, C const& root, auto take) {
        step_budget budget;
        selection<C>(*plan.rows[r].query->query, root, budget)
            .select(root, {[](void* context, C& at) {
                               return (*static_cast<decltype(&take)>(context))(at.raw());
                           },
                           &take});
    }
};

}  // namespace trotline::detail
#endif
