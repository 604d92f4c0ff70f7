// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/cpu.hpp>

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

namespace core_cpu_test {

namespace tl = trotline;
using tl::instruction_set;
using tl::detail::wanted_instruction_set;

static_assert(tl::instruction_set_name(instruction_set::portable) == "portable");
static_assert(tl::instruction_set_name(instruction_set::baseline) == "baseline");
static_assert(tl::instruction_set_name(instruction_set::avx2) == "avx2");
static_assert(tl::instruction_set_name(instruction_set::avx512) == "avx512");
static_assert(tl::instruction_set_name(instruction_set::neon) == "neon");

TEST_CASE("what is available is what the machine has") {
    CHECK(tl::is_available(instruction_set::portable));
#if defined(__x86_64__)
    CHECK(tl::is_available(instruction_set::baseline));
    CHECK_FALSE(tl::is_available(instruction_set::neon));
    if (tl::is_available(instruction_set::avx2)) CHECK(__builtin_cpu_supports("avx2") != 0);
    if (tl::is_available(instruction_set::avx512)) {
        CHECK(tl::is_available(instruction_set::avx2));
        CHECK(__builtin_cpu_supports("avx512bw") != 0);
    }
#else
    CHECK_FALSE(tl::is_available(instruction_set::baseline));
    CHECK_FALSE(tl::is_available(instruction_set::avx2));
    CHECK_FALSE(tl::is_available(instruction_set::avx512));
#endif
}

TEST_CASE("the environment chooses among what is available") {
    instruction_set const best = tl::detail::best_instruction_set();
    CHECK(tl::is_available(best));
    for (instruction_set const set : tl::all_instruction_sets) {
        std::string const name(tl::instruction_set_name(set));
        CAPTURE(name);
        CHECK(wanted_instruction_set(name.c_str()) == (tl::is_available(set) ? set : best));
    }
    for (char const* const word : {"", "AVX2", "avx", "avx5122", "sse2"}) {
        CAPTURE(word);
        CHECK(wanted_instruction_set(word) == best);
    }
    CHECK(wanted_instruction_set(nullptr) == best);
}

TEST_CASE("the first use chooses, and what was chosen can be changed") {
    instruction_set const first = tl::chosen_instruction_set();
    CHECK(first == wanted_instruction_set(std::getenv("TROTLINE_INSTRUCTION_SET")));
    for (instruction_set const set : tl::all_instruction_sets) {
        instruction_set const before = tl::chosen_instruction_set();
        CHECK(tl::use_instruction_set(set) == tl::is_available(set));
        CHECK(tl::chosen_instruction_set() == (tl::is_available(set) ? set : before));
        // the choice is not made again
        CHECK(tl::detail::choose_instruction_set() == int(tl::chosen_instruction_set()));
    }
    // as before the first use
    setenv("TROTLINE_INSTRUCTION_SET", "portable", 1);
    tl::detail::chosen_set = tl::detail::not_chosen;
    CHECK(tl::chosen_instruction_set() == instruction_set::portable);
    CHECK(tl::use_instruction_set(first));
    CHECK(tl::chosen_instruction_set() == first);
}

}  // namespace core_cpu_test
