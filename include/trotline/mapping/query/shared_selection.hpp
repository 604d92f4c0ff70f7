// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_SHARED_SELECTION_HPP
#define TROTLINE_MAPPING_QUERY_SHARED_SELECTION_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/path/selector.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

// Runs several queries over a document in one pass: a container that several of them visit is read
// once for all of them. A segment that must read its container by itself (a union, a descendant
// segment, a negative index or slice) does so, and so does a query that is the only one in a
// container. Each query gets its nodes in the same order as alone. Nothing allocates.
namespace trotline::inline TROTLINE_ABI::detail {

template <cursor C> class shared_selection {
  public:
    // The largest number of queries.
    static constexpr std::size_t most = 8;

    // Adds a query, whose nodes go to `to`. Its selection must outlive this object.
    void add(selection<C>& query, node_sink<C> to) {
        from_root_.push({query_count_, query.begin()});
        queries_[query_count_++] = {&query, to, false};
    }
    bool full() const { return query_count_ == most; }

    // Finds the nodes of all queries. If a sink stops, or a budget is used up, only that query
    // ends.
    void select(C from) { node(from_root_, from); }

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
    struct places {
        std::array<place, most> at{};
        std::size_t count = 0;
        void push(place one) { at[count++] = one; }
    };
    // Places, each with its only selector.
    struct selecting {
        std::array<place, most> at{};
        std::array<path::selector, most> by{};
        std::size_t count = 0;
        void push(place one, path::selector const& selector) {
            at[count] = one;
            by[count++] = selector;
        }
    };

    // Handles the value at c, which is consumed.
    void node(places const& here, C& c) {
        if (here.count == 1) return alone(here.at[0], c);
        kind const k = c.kind();
        selecting names,
            list;  // those that select by name, and those that select among all children
        for (std::size_t i = 0; i != here.count; ++i) {
            place const& one = here.at[i];
            if (queries_[one.query].ended) continue;
            path::selector by;
            if (!can_share(one, by)) {
                C bookmark = c;
                alone(one, bookmark);
            } else if (by.kind == path::selector_kind::name) {
                if (k == kind::object || k == kind::element) names.push(one, by);
            } else if (k == kind::array) {
                list.push(one, by);
            } else if ((k == kind::object || k == kind::element) && takes_members(by)) {
                list.push(one, by);
            }
        }
        if (names.count + list.count == 1) {
            alone(names.count == 1 ? names.at[0] : list.at[0], c);
        } else if (names.count == 0) {
            list.count == 0 ? c.skip() : k == kind::array ? elements(list, c) : members(list, c);
        } else if (list.count == 0) {
            by_name(names, c);
        } else {
            C bookmark = c;
            by_name(names, bookmark);
            members(list, c);
        }
    }

    // Runs one query alone, from the value at c on, which is consumed.
    void alone(place const& one, C& c) {
        member& q = queries_[one.query];
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
        selection<C> const& nodes = *queries_[one.query].nodes;
        if (nodes.at_end(one.rest) || !only_selector(*one.rest, by)) return false;
        path::selector next;
        return !selects_siblings(one, by) || only_selector(*std::next(one.rest), next);
    }
    // XML: true if the segment after a name selects among the siblings with that name.
    bool selects_siblings(place const& one, path::selector const& by) const {
        if (!C::repeats_by_name || by.kind != path::selector_kind::name || by.name.starts_with('@'))
            return false;
        auto const next = std::next(one.rest);
        return !queries_[one.query].nodes->at_end(next) && selection<C>::is_list_segment(*next);
    }

    // The index of the first element from `at` on that a list selector selects, or npos.
    static std::size_t next_element(path::selector const& by, std::size_t at) {
        if (by.kind == path::selector_kind::index)
            return static_cast<std::size_t>(by.index) >= at ? static_cast<std::size_t>(by.index)
                                                            : npos;
        if (by.kind != path::selector_kind::slice) return at;
        if (by.slice.step == 0) return npos;
        auto const start = static_cast<std::size_t>(by.slice.start);
        auto const step = static_cast<std::size_t>(by.slice.step);
        std::size_t const next =
            at <= start ? start : start + (at - start + step - 1) / step * step;
        return by.slice.has_end && next >= static_cast<std::size_t>(by.slice.end) ? npos : next;
    }

    // If a query's selector selects the child, the query continues below it.
    void offer(place const& one, path::selector const& by, C const& child, places& below) {
        member& q = queries_[one.query];
        if (q.ended) return;
        if (!q.nodes->looks_at())
            q.ended = true;
        else if (q.nodes->wants(by, child))
            below.push({one.query, std::next(one.rest)});
    }
    void go_below(places const& below, C& c) {
        if (below.count == 0)
            c.skip();
        else
            node(below, c);
    }
    bool all_ended(selecting const& here) const {
        for (std::size_t i = 0; i != here.count; ++i)
            if (!queries_[here.at[i].query].ended) return false;
        return true;
    }

    void elements(selecting const& here, C& c) {
        c.enter();
        for (std::size_t at = 0; !all_ended(here); ++at) {
            std::size_t next = npos;
            for (std::size_t i = 0; i != here.count; ++i)
                if (auto const own = next_element(here.by[i], at); own < next) next = own;
            if (next == npos) break;
            if (!c.element(next - at)) return;
            at = next;
            places below;
            for (std::size_t i = 0; i != here.count; ++i)
                if (next_element(here.by[i], at) == at) offer(here.at[i], here.by[i], c, below);
            go_below(below, c);
        }
        c.leave(1);
    }

    void members(selecting const& here, C& c) {
        c.enter();
        for (scalar name; c.member(name);) {
            places below;
            for (std::size_t i = 0; i != here.count; ++i) offer(here.at[i], here.by[i], c, below);
            go_below(below, c);
            if (all_ended(here)) return c.leave(1);
        }
    }

    void by_name(selecting const& here, C& c) {
        std::array<wanted_name, most> names{};
        std::array<std::size_t, most> name_of{}, siblings{};  // for each place; for each name
        wanted_names wanted{names.data()};
        for (std::size_t i = 0; i != here.count; ++i) {
            std::string_view const name = here.by[i].name;
            std::size_t n = 0;
            while (n != wanted.count && names[n].view() != name) ++n;
            name_of[i] = n;
            if (n != wanted.count) continue;
            names[wanted.count++] = wanted_name(name);
            wanted.sizes |= sizes_with(name);
            wanted.last_bytes |= last_byte_bit(name);
        }
        std::size_t missing = wanted.count;
        c.enter();
        for (std::size_t n; (n = c.find(wanted)) != npos;) {
            if (C::first_match_wins && siblings[n] != 0) {
                c.skip();
                continue;
            }
            places below;
            for (; n != npos; n = next_name(c, wanted, n)) {
                std::size_t const before = siblings[n]++;
                for (std::size_t i = 0; i != here.count; ++i)
                    if (name_of[i] == n) go_on(here.at[i], here.by[i], before, c, below);
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
        if (queries_[one.query].ended) return;
        place const next{one.query, std::next(one.rest)};
        if (!selects_siblings(one, by)) return below.push(next);
        path::selector const among = *(*next.rest).selectors.begin();
        if (next_element(among, before) == before) offer(next, among, child, below);
    }

    std::array<member, most> queries_{};
    std::size_t query_count_ = 0;
    places from_root_;
};

}  // namespace trotline::detail
#endif
