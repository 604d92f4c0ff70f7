// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_QUERY_LANDING_HPP
#define TROTLINE_MAPPING_QUERY_QUERY_LANDING_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/json/string.hpp>
#include <trotline/mapping/engine/binding.hpp>
#include <trotline/mapping/engine/log.hpp>
#include <trotline/mapping/engine/reader.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/query/normalized_place.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/parameter_store/value.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// Stores the nodes of a row's query: a container takes all of them, in the order of RFC 9535; a
// parameter takes the list as JSON text; any other destination takes exactly one.
namespace trotline::inline TROTLINE_ABI::detail {

inline constexpr std::string_view expected_one_node =
    "only one node: use a container, or select fewer nodes";

// Reads all rows of a table (read_queries.hpp), from the value at c on, which is consumed. True if
// none failed.
template <cursor C> bool read_rows(table const& plan, C& c, row_places to, row_log& log);

template <cursor C> class query_landing {
  public:
    query_landing(table const& plan, std::size_t r, C const& root, row_places to, row_log& log,
                  compiled_pattern& pattern)
        : rows_(plan),
          root_(root),
          log_(log),
          row_(plan.rows[r]),
          state_(to.states[r]),
          nodes_(*row_.query->query, root, budget_, pattern) {}
    query_landing(query_landing const&) = delete;

    selection<C>& nodes() { return nodes_; }
    node_sink<C> sink() {
        return {[](void* context, C& at) { return static_cast<query_landing*>(context)->take(at); },
                this};
    }

    // Call it after the last node.
    void finish() {
        if (good_ && budget_.spent())
            note(log_.fail(root_, code::too_expensive, "a query that visits fewer nodes"));
        if (root_.failure()) return log_.fail_document(root_.failure());
        if (good_) note(has_enough());
    }

  private:
    bool takes_parameter() const { return row_.type->how == landing::parameter; }
    bool coerces() const { return has(row_.options, row_option::coerce); }

    // Notes that an entry of the log belongs to this row.
    bool note(bool well) {
        if (well) return true;
        good_ = false;
        state_.count = row_state::failed;
        if (!root_.failure()) log_.belongs_to(row_.number, rows_.descriptions[row_.number]);
        return false;
    }

    // Takes one more node. Returns false to stop.
    bool take(C& c) {
        C const at = c;
        row_query const& query = *row_.query;
        if (query.take == query_take::count) return ++state_.count, c.skip(), true;
        if (takes_parameter() && query.take == query_take::all) return append_to_list(c);
        if (query.take == query_take::each) return note(take_element(c));
        if (query.take == query_take::all && row_.type->takes_siblings) {
            bool const well = read_sibling(c, *row_.type, state_.to, state_.count, log_, coerces());
            if (!well) c = at, c.skip();
            state_.count += well;
            return note(well);
        }
        if (state_.count != 0) {
            bool const several = log_.fail(c, code::ambiguous, expected_one_node);
            return c.skip(), note(several);
        }
        state_.count = 1;
        if (row_.null_is_left_out && stands_for_null(c, *row_.type)) {
            state_.count = row_state::null;
            c.skip();
        } else {
            bool const well = detail::read(c, *row_.type, state_.to, log_, coerces());
            if (!well) c = at, c.skip();
            if (!note(well)) return false;
        }
        return query.take == query_take::all;
    }

    // Appends a node as JSON text; values without a JSON type become strings.
    bool append_to_list(C& c) {
        if (row_.query->changed != nullptr) return append_changed(c);
        list_ += list_.empty() ? '[' : ',';
        if (is_untyped(c.kind())) {
            std::string text;
            append_decoded(take_scalar(c), text);
            list_ += '"';
            json::append_escaped(list_, text);
            list_ += '"';
        } else {
            list_.append(c.raw());
        }
        ++state_.count;
        return true;
    }

    // Appends what functions make of a node.
    bool append_changed(C& c) {
        C const at = c;
        value made;
        if (!detail::read(c, *row_.query->changed, &made, log_, coerces())) {
            c = at, c.skip();
            return note(false);
        }
        list_ += list_.empty() ? '[' : ',';
        if (auto const* const text = std::get_if<std::string>(&made.get())) {
            list_ += '"';
            json::append_escaped(list_, *text);
            list_ += '"';
        } else {
            list_.append(to_string(made));
        }
        ++state_.count;
        return true;
    }

    // Reads the rows of an each_row, relative to the node at c, into an object of the element's
    // class.
    bool take_element(C& c) {
        binding const* list = row_.type;
        if (state_.count == 0) functions_of<list_functions>(*list).clear(state_.to);
        void* const element = functions_of<list_functions>(*list).append(state_.to);
        ++state_.count;
        struct context {
            query_landing& outer;
            C& at;
        } all{*this, c};
        return row_.query->each->with_rows(
            element,
            [](void* what, table const& plan, row_places places) {
                auto& [outer, at] = *static_cast<context*>(what);
                row_failure room[2];
                row_log inner(room, 1);
                C const node = at;
                bool const well = read_rows(plan, at, places, inner);
                if (!well) outer.note_inside(node, room[0], inner);
                return well;
            },
            &all);
    }

    // A failure inside an element is noted for the row, with the element's position.
    void note_inside(C const& node, row_failure const& why, row_log const& inner) {
        if (inner.document()) return log_.fail_document(inner.document());
        if (inner.size() == 0) return;  // the document itself is malformed there
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
        std::string_view path = why.description.path;  // its `$` is the element
        if (path.starts_with('$'))
            path.remove_prefix(1);
        else if (!path.starts_with('['))
            noted.inner.append(".");
        noted.inner.append(path);
        noted.inner.append(why.inner.view());
    }

    // True if there were enough nodes; otherwise the log has the reason.
    bool has_enough() {
        row_query const& query = *row_.query;
        if (query.take == query_take::count) {
            integer_value const n{state_.count, false};
            if (!row_.type->range.has(n))
                return log_.fail(root_, code::out_of_range, row_.type->expected);
            store(n, row_.type->size, state_.to);
            state_.count = 1;
            return true;
        }
        if (takes_parameter() && query.take == query_take::all) {
            *static_cast<value*>(state_.to) =
                json_text{list_.empty() ? std::string("[]") : std::exchange(list_, {}) + ']'};
            state_.count = 1;
            return true;
        }
        if (query.take == query_take::each ||
            (query.take == query_take::all && row_.type->takes_siblings)) {
            bool const well = end_siblings(root_, *row_.type, state_.to, state_.count, log_);
            if (well && state_.count == 0) state_.count = 1;
            return well;
        }
        if (state_.count == 0 && row_.otherwise != nullptr) {
            row_.otherwise->set(state_.to, row_.otherwise->value);
            state_.count = 1;
        }
        if (state_.count != 0 || has(row_.options, row_option::optional)) return true;
        if (row_.type->how != landing::optional) return log_.fail(root_, code::missing, {});
        functions_of<optional_functions>(*row_.type).reset(state_.to);
        state_.count = 1;
        return true;
    }

    table const& rows_;
    C root_;
    row_log& log_;
    table_row const& row_;
    row_state& state_;
    std::string list_;
    bool good_ = true;
    step_budget budget_;
    selection<C> nodes_;
};

}  // namespace trotline::detail
#endif
