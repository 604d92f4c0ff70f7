// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/cpu.hpp>

#include <doctest/doctest.h>

using trotline::best_instruction_set;
using trotline::instruction_set;

static_assert(instruction_set::portable < instruction_set::avx2 &&
              instruction_set::avx2 < instruction_set::avx512);
// what is seen before initialization
static_assert(instruction_set{} == instruction_set::portable);

TEST_CASE("the best instruction set is found once, and runs here") {
    CHECK(best_instruction_set == trotline::detail::detect_instruction_set());
#if defined(__x86_64__)
    if (best_instruction_set >= instruction_set::avx2) CHECK(__builtin_cpu_supports("avx2") != 0);
    if (best_instruction_set >= instruction_set::avx512)
        CHECK(__builtin_cpu_supports("avx512bw") != 0);
#else
    CHECK(best_instruction_set == instruction_set::portable);
#endif
}
