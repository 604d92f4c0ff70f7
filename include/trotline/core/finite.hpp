// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_FINITE_HPP
#define TROTLINE_CORE_FINITE_HPP

#include <trotline/core/abi.hpp>

#include <concepts>
#include <limits>

namespace trotline::inline TROTLINE_ABI {

// Neither infinite nor a NaN. Not std::isfinite, whose header <cmath> (the special functions of
// C++17) would be a tenth of what the rest costs to compile.
template <std::floating_point T> constexpr bool is_finite(T number) {
    return number >= std::numeric_limits<T>::lowest() && number <= std::numeric_limits<T>::max();
}

}  // namespace trotline
#endif
