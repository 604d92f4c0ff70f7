// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_ALLOCATIONS_HPP
#define TROTLINE_BENCHMARKS_ALLOCATIONS_HPP
// How often this process has asked for memory so far, through malloc and everything that uses it.

#include <cstddef>

namespace benchmarks {
std::size_t allocations();
}  // namespace benchmarks

#endif
