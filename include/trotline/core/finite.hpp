// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_FINITE_HPP
#define TROTLINE_CORE_FINITE_HPP

#include <trotline/core/abi.hpp>

#include <concepts>
#include <limits>

namespace trotline::inline TROTLINE_ABI {

// True if a number is neither infinite nor a NaN. std::isfinite would need <cmath>, which takes a
// tenth of the library's compile time because of C++17's special functions.
template <std::floating_point T> constexpr bool is_finite(T number) {
    return number >= std::numeric_limits<T>::lowest() && number <= (std::numeric_limits<T>::max)();
}

}  // namespace trotline
#endif
