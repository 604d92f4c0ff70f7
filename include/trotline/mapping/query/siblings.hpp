// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_SIBLINGS_HPP
#define TROTLINE_MAPPING_QUERY_SIBLINGS_HPP

#include <trotline/core/wanted_names.hpp>
#include <trotline/mapping/query/selection.hpp>
#include <trotline/path/selector.hpp>

#include <cstdint>
#include <iterator>
#include <string_view>

// Names in formats that write a list as siblings with one name (XML): a list selector after a name
// selects among the siblings with that name.
namespace trotline::inline TROTLINE_ABI::detail {

// XML: all children with that name. If a list selector follows, it selects among them, but an
// attribute and a text are no lists.
template <cursor C>
bool selection<C>::siblings(std::string_view name, segments next, C& c, node_sink<C> to,
                            bool passes) {
    one_wanted_name const wanted(name);
    c.enter();
    if (is_own_value(name) || at_end(next) || !is_list_segment(*next)) {
        while (c.find(wanted) != npos)
            if (!rest(next, c, to)) return false;
        return true;
    }
    return for_each_selector(*next, c, passes,
                             [&](path::selector const& by, C& at, bool passes_it) {
                                 return among(by, wanted, std::next(next), at, to, passes_it);
                             });
}

// Inside a parent that was just entered: those of its children with that name that a list selector
// selects.
template <cursor C>
bool selection<C>::among(path::selector const& by, wanted_names const& name, segments next, C& c,
                         node_sink<C> to, bool passes) {
    std::int64_t size = any_size;
    if (!streams(by)) {
        size = 0;
        for (C at = c; at.find(name) != npos; at.skip()) ++size;
    }
    path::slice::range range{0, size, 1};
    if (by.kind == path::selector_kind::index) {
        std::int64_t const index = by.index < 0 ? by.index + size : by.index;
        range = index < 0 ? path::slice::range{} : path::slice::range{index, index + 1, 1};
    } else if (by.kind == path::selector_kind::slice) {
        range = by.slice.of(size);
    }
    if (range.step < 0) {
        auto const move = [&](C& at, std::int64_t n) {
            for (; at.find(name) != npos; at.skip())
                if (n-- == 0) return true;
            return false;
        };
        return backwards(range, next, c, to, move) && leave(c, passes);
    }
    std::int64_t wanted = range.first;
    for (std::int64_t i = 0; wanted < range.last; ++i) {
        if (c.find(name) == npos) return true;
        if (i != wanted) {
            c.skip();
            continue;
        }
        wanted += range.step;
        read_ahead ahead;
        if (!wants(by, c, &ahead))
            ahead.pass(c);
        else if (!rest(next, c, to))
            return false;
    }
    return leave(c, passes);
}

}  // namespace trotline::detail
#endif
