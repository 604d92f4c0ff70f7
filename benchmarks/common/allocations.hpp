// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_ALLOCATIONS_HPP
#define TROTLINE_BENCHMARKS_ALLOCATIONS_HPP
// How often memory was asked for in this process so far, by malloc and whatever is built on it.

#include <cstddef>

namespace benchmarks {
std::size_t allocations();
}  // namespace benchmarks

#endif
