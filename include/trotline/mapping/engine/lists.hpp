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
    C const begin = c;
    c.enter();
    std::size_t const from_begin = n.names, from_end = from_begin + n.indexes;
    bool more = true;
    walked how = ascending(n, c, from_begin, from_end, 0, more);
    if (n.indexes_from_end != 0) {
        std::size_t const count = count_elements(begin);
        C again = begin;
        again.enter();
        bool unused = true;
        ascending(n, again, from_end, n.children(), count, unused);
        if (more && how.open != 0) c.leave(std::exchange(how.open, 0));
    }
    bool const complete = C::first_match_wins && count_missing(n) == 0;
    if (complete && more) return {how.open + 1, true, false};
    if (more) c.leave(how.open + 1);
    return {0, complete, false};
}

// Reads the children with an index in [first, last), with `count` added to each index. Begins
// inside an array before its first element. `more` says whether c is still inside.
template <cursor C>
walked walk<C>::ascending(node const& n, C& c, std::size_t first, std::size_t last,
                          std::size_t count, bool& more) {
    std::size_t next = 0;
    walked how;
    for (std::size_t place = first; place < last && more; ++place) {
        node const& child = rows_.nodes[n.first_child + place];
        std::int64_t const index = child.index + static_cast<std::int64_t>(count);
        if (index < 0 || (C::first_match_wins && is_complete(child))) continue;
        if (how.open != 0) c.leave(std::exchange(how.open, 0));
        more = c.element(static_cast<std::size_t>(index) - next);
        if (!more) break;
        next = static_cast<std::size_t>(index) + 1;
        how = value(child, c);
    }
    return how;
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
