// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_SELECTION_HPP
#define TROTLINE_MAPPING_QUERY_SELECTION_HPP

#include <trotline/core/cursor.hpp>
#include <trotline/core/cursor_extensions.hpp>
#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/engine/follow.hpp>
#include <trotline/mapping/query/comparison.hpp>
#include <trotline/path/object_query.hpp>
#include <trotline/path/regexp.hpp>
#include <trotline/path/selector.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <optional>
#include <string_view>

// Finds the nodes that a query selects (RFC 9535) one after the other with a cursor, without a tree
// or a list of nodes. It reads ahead in the document only where the language requires it: a filter
// examines the tested element, a union and a descendant segment read a container once for each
// selector, a negative index reads its list twice, a slice with a negative step a few times. The
// recursion is as deep as the query has segments and filters, independent of the document; a slice
// with a negative step adds a level for each factor of 64 in its length.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::detail {

// Takes a node: it must consume the value at the cursor, and returns false to stop.
template <cursor C> struct node_sink {
    bool (*take)(void* context, C& at);
    void* context;
};

// The regular expression that was compiled last: 7 KB, which several queries may share.
struct compiled_pattern {
    std::optional<path::regexp_program> program;
    // the query and position where it is written; null: it was computed
    object_query const* query = nullptr;
    std::size_t place = npos;
};

// There is no member with this name between these offsets.
struct names_gap {
    char const* name = nullptr;
    std::size_t from = npos, until = npos;
};

// True if a filter has `match` or `search`.
inline bool has_patterns(object_query const& query) {
    for (std::size_t i = 0; i != query.filter_size(); ++i) {
        path::filter_kind const is = query.filter(i).kind;
        if (is == path::filter_kind::match || is == path::filter_kind::search) return true;
    }
    return false;
}

template <cursor C> class selection {
  public:
    using segments = typename path::query_chain<path::query_segment>::iterator;

    // `root` must be at the document's root.
    selection(object_query const& query, C const& root, step_budget& budget,
              compiled_pattern& pattern)
        : query_(query), root_(root), budget_(budget), pattern_(pattern) {}

    // Gives every node that the query selects from a value (usually the root) to the sink. False if
    // the sink stopped, or the budget is used up.
    bool select(C from, node_sink<C> to) { return rest(begin(), from, to); }

    segments begin() const { return query_.segments().begin(); }
    bool at_end(segments s) const { return s == query_.segments().end(); }

    // Applies the segments from s on to the value at c, which is consumed.
    bool rest(segments s, C& c, node_sink<C> to) {
        if (!looks_at()) return false;
        if (at_end(s)) return to.take(to.context, c);
        path::query_segment const segment = *s;
        return segment.descendant ? descendants(s, c, to) : children(s, c, to, true);
    }

    // How far a filter has read in a value: inside so many of its containers. Nothing before needs
    // to be read again to pass the value.
    struct read_ahead {
        std::optional<C> at{};
        std::size_t levels = 0;

        void has_read(C const& to, std::size_t inside) {
            if (at && at->offset() >= to.offset()) return;
            at = to;
            levels = inside;
        }
        void pass(C& c) const {
            if (!at) return c.skip();
            c = *at;
            if (levels != 0) c.leave(levels);
        }
    };
    // True if a wildcard or a filter selects the child. If not, `ahead` passes it.
    bool wants(path::selector const& by, C const& child, read_ahead* ahead = nullptr) {
        return by.kind != path::selector_kind::filter || holds_at(by.condition, child, ahead);
    }

    // Takes nodes from the budget; false if it is used up.
    bool looks_at(std::uint64_t nodes = 1) { return budget_.take(nodes); }
    bool passed(std::size_t from, std::size_t to) { return budget_.pass(from, to); }

    // True if a list's elements can be selected in one pass, without knowing the list's size.
    static bool streams(path::selector const& by) {
        switch (by.kind) {
            case path::selector_kind::index:
                return by.index >= 0;
            case path::selector_kind::slice:
                return by.slice.streams();
            case path::selector_kind::attributes:
                return false;
            default:
                return true;
        }
    }

    // XML: true if a segment selects among the siblings of the name before it.
    static bool is_list_segment(path::query_segment const& s) {
        for (path::selector const by : s.selectors)
            if (by.kind == path::selector_kind::name || by.kind == path::selector_kind::attributes)
                return false;
        return !s.descendant;
    }
    // XML: true if a segment may select what also an element without children has: attributes, or
    // its own text.
    static bool takes_own_values(path::query_segment const& s) {
        for (path::selector const by : s.selectors)
            if (by.kind == path::selector_kind::attributes || is_own_value(by.name)) return true;
        return false;
    }

  private:
    // The size of a list that is read in one pass, which is not known.
    static constexpr std::int64_t any_size = (std::numeric_limits<std::int64_t>::max)();

    // Applies the selectors of a segment to one value. It is consumed if `passes` is true;
    // otherwise c is a bookmark, and nothing is read only to come to the value's end.
    bool children(segments s, C& c, node_sink<C> to, bool passes) {
        return for_each_selector(*s, c, passes,
                                 [&](path::selector const& by, C& at, bool passes_it) {
                                     return child(by, std::next(s), at, to, passes_it);
                                 });
    }
    // All but the last selector work on bookmarks.
    static bool for_each_selector(path::query_segment const& s, C& c, bool passes, auto apply) {
        auto const selectors = s.selectors;
        auto last = selectors.begin();
        for (auto i = selectors.begin(); i != selectors.end(); ++i) last = i;
        for (auto i = selectors.begin(); i != last; ++i) {
            C bookmark = c;
            if (!apply(*i, bookmark, false)) return false;
        }
        return apply(*last, c, passes);
    }

    bool child(path::selector const& by, segments next, C& c, node_sink<C> to, bool passes) {
        kind const k = c.kind();
        bool const is_object = k == kind::object || k == kind::element;
        switch (by.kind) {
            case path::selector_kind::name:
                if (!is_object) break;
                return C::repeats_by_name ? siblings(by.name, next, c, to, passes)
                                          : members(by.name, next, c, to, passes);
            case path::selector_kind::index:
                if (k != kind::array) break;
                return element(by.index, next, c, to, passes);
            case path::selector_kind::slice:
                if (k != kind::array) break;
                return slice(by.slice, next, c, to, passes);
            case path::selector_kind::wildcard:
            case path::selector_kind::filter:
                if (!is_object && k != kind::array) break;
                return all(by, next, c, to);
            case path::selector_kind::attributes:
                if (k != kind::element) break;
                return attributes(next, c, to, passes);
        }
        if (passes) c.skip();
        return true;
    }

    // Leaves a container in which nothing more is wanted.
    static bool leave(C& c, bool passes) {
        if (passes) c.leave(1);
        return true;
    }

    bool attributes(segments next, C& c, node_sink<C> to, bool passes) {
        c.enter();
        if constexpr (lists_attributes<C>)
            for (scalar name; c.attribute(name);)
                if (!rest(next, c, to)) return false;
        return leave(c, passes);
    }

    bool members(std::string_view name, segments next, C& c, node_sink<C> to, bool passes) {
        one_wanted_name const wanted(name);
        c.enter();
        while (c.find(wanted) != npos) {
            if (!rest(next, c, to)) return false;
            if constexpr (C::first_match_wins) return leave(c, passes);
        }
        return true;
    }

    bool element(std::int64_t index, segments next, C& c, node_sink<C> to, bool passes) {
        if (index < 0) index += static_cast<std::int64_t>(count_elements(c));
        c.enter();
        if (index < 0) return leave(c, passes);
        if (!pass_elements(c, index)) return true;
        return rest(next, c, to) && leave(c, passes);
    }

    bool slice(path::slice const& by, segments next, C& c, node_sink<C> to, bool passes) {
        std::int64_t const size =
            by.streams() ? any_size : static_cast<std::int64_t>(count_elements(c));
        auto const range = by.of(size);
        c.enter();
        if (range.step < 0) {
            auto const move = [](C& at, std::int64_t n) { return pass_elements(at, n); };
            return backwards(range, next, c, to, move) && leave(c, passes);
        }
        std::int64_t at = 0;
        for (std::int64_t i = range.first; i < range.last; i += range.step) {
            if (!pass_elements(c, i - at)) return true;
            at = i + 1;
            if (!rest(next, c, to)) return false;
        }
        return leave(c, passes);
    }
    // Gives the values of a slice with a negative step to the rest of the query, the last one
    // first: backwards.hpp. c is inside the list, before its first value. move(at, n) passes n
    // values and goes to the next one.
    bool backwards(path::slice::range const& by, segments next, C c, node_sink<C> to,
                   auto const& move);
    bool backwards(C c, std::int64_t count, std::int64_t stride, segments next, node_sink<C> to,
                   auto const& move);

    // All children, or those for which a filter is true.
    bool all(path::selector const& by, segments next, C& c, node_sink<C> to) {
        bool const is_array = c.kind() == kind::array;
        c.enter();
        for (scalar name; is_array ? c.element(0) : c.member(name);) {
            read_ahead ahead;
            if (wants(by, c, &ahead)) {
                if (!rest(next, c, to)) return false;
                continue;
            }
            if (!looks_at()) return false;
            ahead.pass(c);
        }
        return true;
    }

    // XML: all children with that name, or those that a list selector after it selects:
    // siblings.hpp.
    bool siblings(std::string_view name, segments next, C& c, node_sink<C> to, bool passes);
    bool among(path::selector const& by, wanted_names const& name, segments next, C& c,
               node_sink<C> to, bool passes);

    // Applies the segment to the value at c and to all values below it: descendants.hpp.
    bool descendants(segments s, C& c, node_sink<C> to);
    bool elements_below(segments s, std::string_view name, C& c, node_sink<C> to);
    // At an element: true if it has no child elements; then moves after it.
    static bool skip_childless(C& c) {
        if constexpr (passes_childless<C>) return c.skip_childless();
        C inside = c;
        inside.enter();
        if (inside.element(0)) return false;
        c = inside;
        return true;
    }

    // Filters: RFC 9535 section 2.3.5.
    bool holds_at(std::size_t n, C const& current, read_ahead* ahead = nullptr);
    operand<C> value_of(std::size_t n, C const& current, read_ahead* ahead = nullptr);
    operand<C> evaluate(path::filter_node const& n, C const& current, read_ahead* ahead);
    // What depends only on the document's root is the same for all nodes. The first such values of
    // a query are found once, others each time.
    bool is_of_root(path::filter_node const& n) const;
    operand<C> find_once(std::size_t place, auto const& find);
    operand<C> value_at(path::filter_node const& n, C const& current, read_ahead* ahead);
    bool matches(path::filter_node const& n, C const& current);
    operand<C> length_of(operand<C> const& of);
    path::regexp_program const& program_of(std::size_t place, operand<C> const& pattern);
    // How many nodes a query in a filter selects, up to `most`; puts the first one in `first`.
    std::size_t count(path::filter_node const& n, C const& current, std::size_t most, C& first,
                      read_ahead* ahead = nullptr);

    object_query const& query_;
    C root_;
    step_budget& budget_;
    compiled_pattern& pattern_;
    std::array<names_gap, 4> gaps_{};  // of descendant segments, by their places in the query
    struct found_value {
        std::size_t place;  // of its node in the query
        operand<C> value;
    };
    std::array<std::optional<found_value>, 4> of_root_{};
};

}  // namespace trotline::detail
#pragma GCC diagnostic pop

#include <trotline/mapping/query/backwards.hpp>
#include <trotline/mapping/query/descendants.hpp>
#include <trotline/mapping/query/filter.hpp>
#include <trotline/mapping/query/siblings.hpp>

#endif
