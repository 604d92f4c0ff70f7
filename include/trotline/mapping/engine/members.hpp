// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_MEMBERS_HPP
#define TROTLINE_MAPPING_ENGINE_MEMBERS_HPP

#include <trotline/core/cursor.hpp>

#include <concepts>
#include <cstddef>
#include <type_traits>
#include <utility>

namespace trotline::detail {

// A cursor that can also be asked for one name after the other: json::basic_cursor says how.
template <class C, class N>
concept asks_name_by_name = std::is_empty_v<N> && N {}
.size() != 0 && requires(C c, N names) {
    { c.first_member() } -> std::same_as<bool>;
    { c.next_member() } -> std::same_as<bool>;
    { c.template called<N, 0>() } -> std::same_as<bool>;
    { c.find_on(names) } -> std::same_as<std::size_t>;
};

// What one round over the names has led to.
struct members_round {
    std::size_t place = npos;  // of the name that was found already
    bool more = true;          // there is another member
    bool taken = false;        // one was taken in this round
    bool ended = false;
};

// Whether the round is over with the I-th name.
template <class N, std::size_t First, std::size_t I, cursor C, class Taker>
[[gnu::always_inline]] constexpr bool ends_with(C& c, members_round& round, Taker& taker) {
    if constexpr (asks_name_by_name<C, N>) {
        if (round.place == npos ? !c.template called<N, I>() : round.place != I) return false;
        round.place = npos;
        round.taken = true;
        round.ended = !taker.take(std::integral_constant<std::size_t, First + I>{}, c);
        if (round.ended) return true;
        round.more = c.next_member();
        return !round.more;
    } else {
        if (round.place != I) return false;
        round.ended = !taker.take(std::integral_constant<std::size_t, First + I>{}, c);
        return true;
    }
}
template <class N, std::size_t First, cursor C, class Taker, std::size_t... I>
[[gnu::always_inline]] constexpr void go_round(C& c, members_round& round, Taker& taker,
                                               std::index_sequence<I...>) {
    (void)(ends_with<N, First, I>(c, round, taker) || ...);
}

// The members of the object at c that have one of the names, in the document's order:
// taker.take(std::integral_constant<std::size_t, First + I>, c) is called at the value of one that
// has the I-th name, consumes it, and says whether to go on; if not, the result is true, and c is
// left where it is. Otherwise c is behind the object afterwards.
//
// Names are asked for in their order, each time from behind the one that was found: where the
// members stand in the order of the names, each is found by one comparison, and there is one copy
// of the code that takes it. The taker is no closure: g++ 12 leaves a closure that goes through
// several calls in memory, and the cursor with it.
template <std::size_t First = 0, cursor C, name_set N, class Taker>
[[gnu::always_inline]] constexpr bool visit_members(C& c, N names, Taker& taker) {
    constexpr auto all = std::make_index_sequence<N{}.size()>{};
    members_round round;
    if constexpr (N{}.size() == 0) {
        c.skip();
    } else if constexpr (asks_name_by_name<C, N>) {
        for (round.more = c.first_member(); round.more;) {
            round.taken = false;
            go_round<N, First>(c, round, taker, all);
            if (round.ended) return true;
            if (round.taken) continue;
            round.place = c.find_on(names);
            round.more = round.place != npos;
        }
    } else {
        c.enter();
        while (!round.ended && (round.place = c.find(names)) != npos)
            go_round<N, First>(c, round, taker, all);
    }
    return round.ended;
}

}  // namespace trotline::detail
#endif
