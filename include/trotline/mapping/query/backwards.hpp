// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_QUERY_BACKWARDS_HPP
#define TROTLINE_MAPPING_QUERY_BACKWARDS_HPP

#include <trotline/mapping/query/selection.hpp>
#include <trotline/path/selector.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

// Lists from their end. A cursor only goes forwards, so the beginnings of up to 64 pieces of the
// list are kept, and each piece is read in the same way: memory does not grow with the list, and a
// list of n values is read log64(n) times.
namespace trotline::inline TROTLINE_ABI::detail {

template <cursor C>
bool selection<C>::backwards(path::slice::range const& by, segments next, C c, node_sink<C> to,
                             auto const& move) {
    std::int64_t const count = (by.first - by.last - by.step - 1) / -by.step;
    if (count <= 0) return true;
    if (!move(c, by.first + (count - 1) * by.step)) return true;
    return backwards(c, count, -by.step, next, to, move);
}

// The value at c, and every stride-th after it.
template <cursor C>
bool selection<C>::backwards(C c, std::int64_t count, std::int64_t stride, segments next,
                             node_sink<C> to, auto const& move) {
    constexpr std::int64_t most = 64;
    std::array<std::optional<C>, most> begins;
    std::int64_t const piece = (count + most - 1) / most;
    std::size_t pieces = 0;
    for (std::int64_t done = 0; done < count; done += piece) {
        if (done != 0) {
            c.skip();
            if (!looks_at(static_cast<std::uint64_t>(piece * stride))) return false;
            if (!move(c, piece * stride - 1)) return true;
        }
        begins[pieces++] = c;
    }
    while (pieces-- != 0) {
        std::int64_t const left = count - static_cast<std::int64_t>(pieces) * piece;
        C& begin = *begins[pieces];
        if (piece == 1 ? !rest(next, begin, to)
                       : !backwards(begin, left < piece ? left : piece, stride, next, to, move))
            return false;
    }
    return true;
}

}  // namespace trotline::detail
#endif
