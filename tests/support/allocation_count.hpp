// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_ALLOCATION_COUNT_HPP
#define TROTLINE_TESTS_SUPPORT_ALLOCATION_COUNT_HPP

#include <cstddef>
#include <utility>

#include "support/countdown.hpp"

namespace trotline_tests {

// How often this thread has called operator new since it began.
std::size_t allocations_so_far();

// How often f allocates: CHECK(allocations([&] { found = tl::get<long>(text, path); }) == 0);
template <class F> std::size_t allocations(F&& f) {
    std::size_t const before = allocations_so_far();
    std::forward<F>(f)();
    return allocations_so_far() - before;
}

// Makes one of them fail.
countdown& failing_allocation();

}  // namespace trotline_tests
#endif
