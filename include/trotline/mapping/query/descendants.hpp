// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_DESCENDANTS_HPP
#define TROTLINE_MAPPING_QUERY_DESCENDANTS_HPP

#include <trotline/core/cursor_extensions.hpp>
#include <trotline/mapping/query/selection.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

// A descendant segment (RFC 9535 section 2.5.2): applies its selectors to a value and to all values
// below it, each before those below it. If a single name is wanted, the text is searched for it,
// and containers that end before the next occurrence are skipped as a whole.
namespace trotline::inline TROTLINE_ABI::detail {

// The containers around a position: one bit for each level, whether it is an array.
class open_containers {
  public:
    static constexpr std::size_t most = 64 * 64;

    bool full() const { return depth_ == most; }
    std::size_t depth() const { return depth_; }
    void open(bool is_array) {
        std::uint64_t const bit = std::uint64_t{1} << depth_ % 64;
        std::uint64_t& bits = is_array_[depth_ / 64];
        bits = is_array ? bits | bit : bits & ~bit;
        ++depth_;
    }
    void close() { --depth_; }
    bool inside_array() const {
        return (is_array_[(depth_ - 1) / 64] >> (depth_ - 1) % 64 & 1) != 0;
    }

  private:
    std::array<std::uint64_t, 64> is_array_{};
    std::size_t depth_ = 0;
};

// The name that a segment selects, if it selects nothing else.
inline std::optional<std::string_view> only_name(path::query_segment const& segment) {
    auto const first = segment.selectors.begin();
    if ((*first).kind != path::selector_kind::name || std::next(first) != segment.selectors.end())
        return std::nullopt;
    return (*first).name;
}

// Tells which containers cannot have a member with the wanted name. What one search has found out
// is used by later ones for the same name.
template <cursor C> class name_search {
  public:
    // Knows nothing if the segment selects anything but one name.
    name_search(path::query_segment const& segment, names_gap& known) : known_(known) {
        if constexpr (searches_names<C>) name_ = only_name(segment);
    }
    // True if no member with the name follows in the document.
    bool is_over() const { return is_over_; }
    // Inside a container: moves to its next child; if a name is searched, to the next child that is
    // a container. False: there is none, and the cursor is after the container.
    bool next(C& c, bool inside_array) const {
        if constexpr (searches_names<C>)
            if (name_) return c.next_container();
        scalar name;
        return inside_array ? c.element(0) : c.member(name);
    }
    // At a container: true if it cannot have such a member; the cursor is then after it.
    bool passes(C& c) {
        if constexpr (searches_names<C>) {
            if (!name_) return false;
            std::size_t const next = next_from(c);
            is_over_ = next == npos;
            return !is_over_ && c.skip_before(next);
        }
        return false;
    }

  private:
    std::size_t next_from(C const& c) {
        std::size_t const here = c.offset();
        bool const same = known_.name == name_->data();
        if (same && known_.from <= here && here < known_.until) return known_.until;
        if (same && here < known_.from) {
            std::size_t const before = c.next_mention(*name_, known_.from + 1);
            if (before != npos) return before;
            known_.from = here;
        } else {
            known_ = {name_->data(), here, c.next_mention(*name_, npos)};
        }
        return known_.until;
    }

    std::optional<std::string_view> name_;
    names_gap& known_;
    bool is_over_ = false;
};

template <cursor C> bool selection<C>::descendants(segments s, C& c, node_sink<C> to) {
    // XML: most elements have no children, and then there is nothing to select.
    bool const skips_childless = C::repeats_by_name && !takes_own_values(*s);
    if constexpr (passes_childless<C>) {
        auto const name = only_name(*s);
        segments const next = std::next(s);
        if (name && skips_childless && (at_end(next) || !is_list_segment(*next)))
            return elements_below(s, *name, c, to);
    }
    open_containers around;
    name_search<C> search(*s, gaps_[s.place() % gaps_.size()]);
    // Handles the value at c. False ends the query.
    auto const visit = [&] {
        kind const k = c.kind();
        bool const container = k == kind::array || k == kind::object || k == kind::element;
        if (!container || around.full()) return c.skip(), true;
        if (skips_childless && k == kind::element && skip_childless(c)) return true;
        if (search.passes(c)) return true;
        if (search.is_over()) return c.skip(), true;
        C bookmark = c;
        if (!children(s, bookmark, to, false) || !passed(c.offset(), bookmark.offset()))
            return false;
        around.open(k == kind::array);
        c.enter();
        return true;
    };
    if (!visit()) return false;
    while (around.depth() != 0) {
        if (search.is_over()) return c.leave(around.depth()), true;
        if (!looks_at()) return false;
        if (!search.next(c, around.inside_array()))
            around.close();
        else if (!visit())
            return false;
    }
    return true;
}

// XML, for one name: the children of an element are looked at in one pass, until one has children
// of its own. The rest of those with the name are selected before it goes on with that child.
template <cursor C>
bool selection<C>::elements_below(segments s, std::string_view name, C& c, node_sink<C> to) {
    name_search<C> search(*s, gaps_[s.place() % gaps_.size()]);
    one_wanted_name const one(name);
    wanted_names const wanted = one;
    segments const next = std::next(s);
    // The elements that are passed count as nodes, by their size.
    auto const move = [&](C& at, wanted_names const& names) {
        std::size_t const from = at.offset();
        child_found const found = at.next_named_or_parent(names);
        looks_at();
        passed(from, at.offset());
        return found;
    };
    std::size_t open = 0;   // how many of the containers around c were entered
    bool at_parent = true;  // c is at a value that may have children
    // From such a value: selects among its children, and moves to the first one that has children
    // of its own; or, if there is none, after the value. False ends the query.
    auto const enter = [&] {
        C at = c;
        at.enter();
        child_found found = move(at, wanted);
        for (; found == child_found::named; found = move(at, wanted)) {
            if (C leaf = at; !leaf.skip_childless()) break;
            if (!rest(next, at, to)) return false;
        }
        if (budget_.spent()) return false;
        c = at;
        at_parent = found != child_found::none;
        if (!at_parent) return true;
        ++open;
        if (found == child_found::parent)
            at.skip();
        else if (!rest(next, at, to))
            return false;
        while (at.find(wanted) != npos)
            if (!rest(next, at, to)) return false;
        return passed(c.offset(), at.offset());
    };
    kind const k = c.kind();
    if (k != kind::object && k != kind::element) return c.skip(), true;
    for (;;) {
        if (at_parent) {
            at_parent = false;
            if (search.passes(c)) continue;
            if (search.is_over()) return c.skip(), c.leave(open), true;
            if (!enter()) return false;
        } else if (open != 0) {
            at_parent = move(c, {}) == child_found::parent;
            if (budget_.spent()) return false;
            if (!at_parent) --open;
        } else {
            return true;
        }
    }
}

}  // namespace trotline::detail
#endif
