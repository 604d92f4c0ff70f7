// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_GUESS_HPP
#define TROTLINE_JSON_GUESS_HPP
// Moves by a distance that the processor guesses, so that it need not wait until the distance is
// known.

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI::json::detail {

// Returns at + distance, with one branch for each distance of the sequence. The processor predicts
// the branch and continues before the distance is known. That pays because a service's answers have
// the same names, and often values of the same length, at the same places.
template <std::size_t... Distance>
[[gnu::always_inline]] constexpr char const* guess(char const* at, std::size_t distance,
                                                   std::index_sequence<Distance...>) {
    char const* to = at + distance;
    [[maybe_unused]] auto const is = [&](std::size_t guessed) __attribute__((always_inline)) {
        if (distance != guessed) return false;
        to = at + guessed;
        asm("" : "+r"(to));  // otherwise the compiler turns the branches into an addition
        return true;
    };
    if (!std::is_constant_evaluated()) (void)(is(Distance) || ...);
    return to;
}

}  // namespace trotline::json::detail
#endif
