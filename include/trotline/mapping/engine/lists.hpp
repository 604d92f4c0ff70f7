// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_LISTS_HPP
#define TROTLINE_MAPPING_ENGINE_LISTS_HPP

#include <trotline/mapping/engine/walk.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

// How a walk reads children by index: elements of an array, or siblings with one name.
namespace trotline::inline TROTLINE_ABI::detail {

// The same if lists are siblings with one name: the children of an element.
template <cursor C> [[gnu::noinline]] walked walk<C>::children(node const& n, C& c) {
    enter_siblings(n);
    wanted_names const names = rows_.children_of(n);
    c.enter();
    for (std::size_t place; !failed_ && (place = c.find(names)) != npos;) {
        if constexpr (shares_names<C>)
            for (std::size_t other = place; (other = c.also(names, other)) != npos;) {
                C bookmark = c;
                sibling(rows_.nodes[n.first_child + other], bookmark);
            }
        sibling(rows_.nodes[n.first_child + place], c);
    }
    return {};
}

template <cursor C> walked walk<C>::elements(node const& n, C& c) {
    std::size_t const from_end = std::size_t{n.names} + n.indexes;
    std::size_t missing = count_missing_at_first(n);
    std::size_t const count = n.indexes_from_end == 0 ? 0 : count_elements(c);
    C again = c;
    c.enter();
    ascended const read = ascending(n, c, n.names, from_end, 0);
    if (read.last.ended) return read.last;
    missing -= read.completed;
    if (n.indexes_from_end != 0) {
        again.enter();
        ascended const further = ascending(n, again, from_end, n.children(), count);
        if (further.last.ended) return further.last;
        missing -= further.completed;
    }
    bool const complete = C::first_match_wins && missing == 0;
    if (!read.inside) return {0, complete, false};
    if (complete) return {read.last.open + 1, true, false};
    c.leave(read.last.open + 1);
    return {};
}

// Reads the children with an index in [first, last), with `count` added to each index. Begins
// inside an array before its first element.
template <cursor C>
auto walk<C>::ascending(node const& n, C& c, std::size_t first, std::size_t last, std::size_t count)
    -> ascended {
    std::int64_t next = 0;
    ascended read;
    for (std::size_t place = first; place < last; ++place) {
        node const& child = rows_.nodes[n.first_child + place];
        std::int64_t const index = child.index + static_cast<std::int64_t>(count);
        if (index < 0 || was_completed(child)) continue;
        if (read.last.open != 0) c.leave(std::exchange(read.last.open, 0));
        read.inside = pass_elements(c, index - next);
        if (!read.inside) break;
        next = index + 1;
        read.last = value(child, c);
        if (read.last.ended) break;
        read.completed += read.last.complete;
    }
    return read;
}

// If lists are siblings with one name.
template <cursor C> void walk<C>::enter_siblings(node const& n) {
    if (!rows_.counts_siblings) return;
    for (std::size_t place = 0; place != n.names; ++place) {
        node const& child = rows_.nodes[n.first_child + place];
        if (siblings_ != nullptr) siblings_[n.first_child + place] = {};
        for (std::size_t r = 0; r != child.rows; ++r) states_[child.first_row + r].reached = true;
    }
}

template <cursor C> void walk<C>::sibling(node const& n, C& c) {
    if (n.children() != n.names && c.kind() == kind::element) {
        sibling_state& state = siblings_[static_cast<std::size_t>(&n - rows_.nodes)];
        if (n.indexes_from_end != 0 && state.seen == 0)
            state.total = static_cast<std::uint32_t>(count_siblings(c, rows_.name(n)));
        for (std::size_t place = n.names; place != n.children(); ++place) {
            node const& child = rows_.nodes[n.first_child + place];
            std::int64_t const index = child.index < 0 ? child.index + state.total : child.index;
            if (index != state.seen) continue;
            C bookmark = c;
            value(child, bookmark);
        }
        ++state.seen;
    }
    if (n.names == 0 && n.rows != 0) return land_rows(n, c);
    for (std::size_t r = 0; r != n.rows; ++r) land_copy(n.first_row + r, c);
    if (n.names != 0 && c.kind() == kind::element)
        members(n, c);
    else
        c.skip();
}

}  // namespace trotline::detail
#endif
