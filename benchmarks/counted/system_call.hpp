// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_BENCHMARKS_COUNTED_SYSTEM_CALL_HPP
#define TROTLINE_BENCHMARKS_COUNTED_SYSTEM_CALL_HPP

namespace benchmarks {

// The number of a system call that does not exist. The plugin answers it.
inline constexpr long ask_for_count = 0x54524F54;

}  // namespace benchmarks

#endif
