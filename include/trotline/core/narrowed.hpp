// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_NARROWED_HPP
#define TROTLINE_CORE_NARROWED_HPP

// Converts an integer to another type that is smaller on some machines and the same on others,
// where compilers would warn that a static_cast is useless. The value must fit.
#include <trotline/core/abi.hpp>

#include <concepts>

namespace trotline::inline TROTLINE_ABI::detail {

template <std::integral To> constexpr To narrowed(std::integral auto value) noexcept {
    return static_cast<To>(value);
}

}  // namespace trotline::detail
#endif
