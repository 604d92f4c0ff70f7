// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_SHARED_SELECTION_HPP
#define TROTLINE_MAPPING_QUERY_SHARED_SELECTION_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/table.hpp>
#include <trotline/mapping/engine/walk.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/path/selector.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <string_view>

// Runs several queries over a document in one pass, together with the walk for the rows that are
// paths: a container that several of them visit is read once for all of them. A segment that must
// read its container by itself (a union, a descendant segment, a negative index or slice) does so,
// and so does what is alone in a container. Each query gets its nodes in the same order as alone.
// Nothing allocates.
namespace trotline::inline TROTLINE_ABI::detail {

template <cursor C> class shared_selection {
  public:
    // The largest number of queries.
    static constexpr std::size_t most = 8;
    // The largest number of names that are searched in one object for all.
    static constexpr std::size_t most_names = 40;

    // Adds a query, whose nodes go to `to`. Its selection must outlive this object.
    void add(selection<C>& query, node_sink<C> to) {
        from_root_.push({queries_.count, query.begin()});
        queries_.push({&query, to, false});
    }
    bool full() const { return queries_.count == most; }
    // Adds the rows that are paths.
    void add(walk<C>& rows) {
        walk_ = &rows;
        from_root_.rows = &rows.rows().nodes[0];
    }

    // Finds the nodes of all queries, and reads all rows. If a sink stops, or a budget is used up,
    // only that query ends. The value at c is consumed.
    void select(C& c) { at_value(from_root_, c); }

  private:
    struct member {
        selection<C>* nodes = nullptr;
        node_sink<C> to{};
        bool ended = false;
    };
    // A query at a value, with the segments that must still be applied.
    struct place {
        std::size_t query = 0;
        typename selection<C>::segments rest{};
    };
    // A few objects, which are not initialized before they are added.
    template <class T, std::size_t Most> struct few {
        union {
            T at[Most];
        };
        std::size_t count = 0;

        few() {}
        few(few const&) = delete;
        void push(T const& one) { std::construct_at(&at[count++], one); }
    };
    // What is at a value: several queries, and a node of the walk's table.
    struct places : few<place, most> {
        node const* rows = nullptr;
    };
    // A place with its only selector.
    struct selecting_place {
        place one{};
        path::selector by{};
    };
    using selecting = few<selecting_place, most>;

    // Handles the value at c, which is consumed.
    void at_value(places const& here, C& c) {
        if (here.rows == nullptr && here.count == 1) return alone(here.at[0], c);
        if (here.rows != nullptr && here.count == 0) return walk_->child(*here.rows, c);
        kind const k = c.kind();
        bool const has_members = k == kind::object || k == kind::element;
        selecting names,
            list;  // those that select by name, and those that select among all children
        for (std::size_t i = 0; i != here.count; ++i) {
            place const& one = here.at[i];
            if (queries_.at[one.query].ended) continue;
            path::selector by;
            if (!can_share(one, by)) {
                C bookmark = c;
                alone(one, bookmark);
            } else if (by.kind == path::selector_kind::name) {
                if (has_members) names.push({one, by});
            } else if (k == kind::array || (has_members && takes_members(by))) {
                list.push({one, by});
            }
        }
        node const* rows = here.rows;
        if (rows != nullptr && !(has_members && names.count != 0 && can_share(*rows))) {
            if (names.count + list.count == 0) return walk_->child(*rows, c);
            walk_->look_at_child(*rows, c);
            rows = nullptr;
        }
        if (rows == nullptr && names.count + list.count == 1) {
            alone((names.count == 1 ? names : list).at[0].one, c);
        } else if (names.count == 0) {
            list.count == 0 ? c.skip() : k == kind::array ? elements(list, c) : members(list, c);
        } else if (list.count == 0) {
            by_name(names, rows, c);
        } else {
            C bookmark = c;
            by_name(names, rows, bookmark);
            members(list, c);
        }
    }

    // Runs one query alone, from the value at c on, which is consumed.
    void alone(place const& one, C& c) {
        member& q = queries_.at[one.query];
        C bookmark = c;
        if (!q.ended && q.nodes->rest(one.rest, bookmark, q.to))
            c = bookmark;
        else
            q.ended = true, c.skip();
    }

    static bool takes_members(path::selector const& by) {
        return by.kind != path::selector_kind::index && by.kind != path::selector_kind::slice;
    }
    // The only selector of a segment. False if it has several, or must read its container itself.
    static bool only_selector(path::query_segment const& segment, path::selector& by) {
        auto const first = segment.selectors.begin();
        if (segment.descendant || std::next(first) != segment.selectors.end()) return false;
        by = *first;
        return selection<C>::streams(by);
    }
    bool can_share(place const& one, path::selector& by) const {
        selection<C> const& nodes = *queries_.at[one.query].nodes;
        if (nodes.at_end(one.rest) || !only_selector(*one.rest, by)) return false;
        path::selector next;
        return !selects_siblings(one, by) || only_selector(*std::next(one.rest), next);
    }
    // True if all that the table has below a node is found by names, and not by too many.
    static bool can_share(node const& rows) {
        return rows.form == node::form::object && rows.names <= most_names - most;
    }
    // XML: true if the segment after a name selects among the siblings with that name.
    bool selects_siblings(place const& one, path::selector const& by) const {
        if (!C::repeats_by_name || by.kind != path::selector_kind::name || is_own_value(by.name))
            return false;
        auto const next = std::next(one.rest);
        return !queries_.at[one.query].nodes->at_end(next) && selection<C>::is_list_segment(*next);
    }

    // The index of the first element from `at` on that a list selector selects, or no_element.
    static constexpr std::int64_t no_element = (std::numeric_limits<std::int64_t>::max)();
    static std::int64_t next_element(path::selector const& by, std::int64_t at) {
        if (by.kind == path::selector_kind::index) return by.index >= at ? by.index : no_element;
        if (by.kind != path::selector_kind::slice) return at;
        auto const [start, end, step, has_start, has_end] = by.slice;
        if (step == 0) return no_element;
        auto const next = at <= start ? start : start + (at - start + step - 1) / step * step;
        return has_end && next >= end ? no_element : next;
    }

    // If a query's selector selects the child, the query continues below it.
    void offer(place const& one, path::selector const& by, C const& child, places& below) {
        member& q = queries_.at[one.query];
        if (q.ended) return;
        if (!q.nodes->looks_at())
            q.ended = true;
        else if (q.nodes->wants(by, child))
            below.push({one.query, std::next(one.rest)});
    }
    void go_below(places const& below, C& c) {
        if (below.count == 0 && below.rows == nullptr)
            c.skip();
        else
            at_value(below, c);
    }
    bool all_ended(selecting const& here) const {
        for (std::size_t i = 0; i != here.count; ++i)
            if (!queries_.at[here.at[i].one.query].ended) return false;
        return true;
    }

    void elements(selecting const& here, C& c) {
        c.enter();
        for (std::int64_t at = 0; !all_ended(here); ++at) {
            std::int64_t next = no_element;
            for (std::size_t i = 0; i != here.count; ++i)
                if (auto const own = next_element(here.at[i].by, at); own < next) next = own;
            if (next == no_element) break;
            if (!pass_elements(c, next - at)) return;
            at = next;
            places below;
            for (std::size_t i = 0; i != here.count; ++i)
                if (next_element(here.at[i].by, at) == at)
                    offer(here.at[i].one, here.at[i].by, c, below);
            go_below(below, c);
        }
        c.leave(1);
    }

    void members(selecting const& here, C& c) {
        c.enter();
        for (scalar name; c.member(name);) {
            places below;
            for (std::size_t i = 0; i != here.count; ++i)
                offer(here.at[i].one, here.at[i].by, c, below);
            go_below(below, c);
            if (all_ended(here)) return c.leave(1);
        }
    }

    // The names that are searched in one object or element: first those of the table's node.
    struct searched : few<wanted_name, most_names> {
        std::uint64_t sizes = 0, last_bytes = 0;

        std::size_t place_of(std::string_view name) {
            std::size_t n = 0;
            while (n != this->count && this->at[n].view() != name) ++n;
            if (n != this->count) return n;
            this->push(wanted_name(name));
            sizes |= sizes_with(name);
            last_bytes |= last_byte_bit(name);
            return n;
        }
    };

    void by_name(selecting const& here, node const* rows, C& c) {
        searched wanted;
        if (rows != nullptr) {
            wanted_names const own = walk_->rows().children_of(*rows);
            for (std::size_t n = 0; n != own.count; ++n) wanted.push(own.first[n]);
            wanted.sizes = own.sizes;
            wanted.last_bytes = own.last_bytes;
            if (C::repeats_by_name) walk_->enter_siblings(*rows);
        }
        std::array<std::size_t, most> name_of{};         // for each place
        std::array<std::size_t, most_names> siblings{};  // for each name
        for (std::size_t i = 0; i != here.count; ++i)
            name_of[i] = wanted.place_of(here.at[i].by.name);
        wanted_names const all{wanted.at, wanted.count, wanted.sizes, wanted.last_bytes, nullptr};
        std::size_t missing = all.count;
        c.enter();
        for (std::size_t n; (n = c.find(all)) != npos;) {
            if (C::first_match_wins && siblings[n] != 0) {
                c.skip();
                continue;
            }
            places below;
            for (; n != npos; n = next_name(c, all, n)) {
                std::size_t const before = siblings[n]++;
                for (std::size_t i = 0; i != here.count; ++i)
                    if (name_of[i] == n) go_on(here.at[i].one, here.at[i].by, before, c, below);
                if (rows == nullptr || n >= rows->names) continue;
                if (below.rows != nullptr) walk_->look_at_child(*below.rows, c);
                below.rows = &walk_->rows().nodes[rows->first_child + n];
            }
            go_below(below, c);
            if (C::first_match_wins && --missing == 0) return c.leave(1);
        }
    }
    static std::size_t next_name([[maybe_unused]] C const& child,
                                 [[maybe_unused]] wanted_names const& wanted,
                                 [[maybe_unused]] std::size_t n) {
        if constexpr (shares_names<C>)
            return child.also(wanted, n);
        else
            return npos;
    }
    // A child with the wanted name: in XML a selector among the siblings may follow the name.
    void go_on(place const& one, path::selector const& by, std::size_t before, C const& child,
               places& below) {
        if (queries_.at[one.query].ended) return;
        place const next{one.query, std::next(one.rest)};
        if (!selects_siblings(one, by)) return below.push(next);
        path::selector const among = *(*next.rest).selectors.begin();
        auto const at = static_cast<std::int64_t>(before);
        if (next_element(among, at) == at) offer(next, among, child, below);
    }

    few<member, most> queries_;
    walk<C>* walk_ = nullptr;
    places from_root_;
};

}  // namespace trotline::detail
#endif
