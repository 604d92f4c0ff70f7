// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/finite.hpp>

#include <doctest/doctest.h>

#include <initializer_list>
#include <limits>

namespace core_finite_test {

namespace {

template <class T> constexpr bool only_numbers_are_finite() {
    using limits = std::numeric_limits<T>;
    for (T const number :
         {T(0), T(-1.5), limits::max(), limits::lowest(), limits::min(), limits::denorm_min()})
        if (!trotline::is_finite(number)) return false;
    return !trotline::is_finite(limits::infinity()) && !trotline::is_finite(-limits::infinity()) &&
           !trotline::is_finite(limits::quiet_NaN());
}
static_assert(only_numbers_are_finite<float>() && only_numbers_are_finite<double>() &&
              only_numbers_are_finite<long double>());

}  // namespace

TEST_CASE_TEMPLATE("finite numbers, at run time", T, float, double, long double) {
    CHECK(only_numbers_are_finite<T>());
}

}  // namespace core_finite_test
