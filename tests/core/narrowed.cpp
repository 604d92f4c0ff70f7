// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/narrowed.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <type_traits>

namespace core_narrowed_test {

using trotline::detail::narrowed;

TEST_CASE("a value that fits stays what it is") {
    static_assert(narrowed<std::uint32_t>(std::uint64_t{0xFFFFFFFF}) == 0xFFFFFFFF);
    static_assert(narrowed<long>(7L) == 7);
    static_assert(narrowed<signed char>(-128) == -128);
    static_assert(std::is_same_v<decltype(narrowed<short>(7)), short>);
}

}  // namespace core_narrowed_test
