// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_CPU_HPP
#define TROTLINE_CORE_CPU_HPP
// Chooses which vector instructions the inner loops of all formats use. A build without -march
// contains the loops for every instruction set of its architecture; the best one that the machine
// supports is found once, at the first use.
//
// Tests and measurements can choose another one: with use_instruction_set(), or without a new build
// with the environment variable TROTLINE_INSTRUCTION_SET (avx2, for example), which is read at the
// first use. All instruction sets give the same results. Everything here can be called from any
// thread and does not allocate.

#include <trotline/core/abi.hpp>

#include <atomic>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// The sets of vector instructions.
enum class instruction_set : unsigned char {
    portable,  // nothing beyond what the program is compiled for
    baseline,  // SSE2, in blocks of 64 bytes: every x86-64
    avx2,      // with BMI, BMI2, POPCNT and PCLMULQDQ: Haswell, Zen and later
    // with the F, BW, DQ, VL, VBMI, VBMI2 and VPOPCNTDQ parts, GFNI and VPCLMULQDQ: Ice Lake, Zen 4
    // and later
    avx512,
    neon  // Advanced SIMD: every AArch64
};

// All instruction sets, on every machine.
inline constexpr instruction_set all_instruction_sets[] = {
    instruction_set::portable, instruction_set::baseline, instruction_set::avx2,
    instruction_set::avx512, instruction_set::neon};

namespace detail {
inline constexpr std::string_view instruction_set_names[] = {"portable", "baseline", "avx2",
                                                             "avx512", "neon"};
static_assert(std::size(instruction_set_names) == std::size(all_instruction_sets));
}  // namespace detail

// The name of an instruction set, as TROTLINE_INSTRUCTION_SET takes it.
constexpr std::string_view instruction_set_name(instruction_set set) {
    return detail::instruction_set_names[static_cast<std::size_t>(set)];
}

// True if this machine supports the instruction set and this program has code for it.
inline bool is_available(instruction_set set) noexcept {
    switch (set) {
        case instruction_set::portable:
            return true;
#if defined(__x86_64__) && defined(__GNUC__)
        case instruction_set::baseline:
            return true;
        case instruction_set::avx2:
            __builtin_cpu_init();
            return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                   __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
                   __builtin_cpu_supports("pclmul");
        case instruction_set::avx512:
            return is_available(instruction_set::avx2) && __builtin_cpu_supports("avx512f") &&
                   __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq") &&
                   __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vbmi") &&
                   __builtin_cpu_supports("avx512vbmi2") &&
                   __builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("gfni") &&
                   __builtin_cpu_supports("vpclmulqdq");
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
        case instruction_set::neon:
            return true;
#endif
        default:
            return false;
    }
}

namespace detail {

// int, because some machines have no atomic operations on single bytes without a library.
inline constexpr int not_chosen = -1;
inline std::atomic<int> chosen_set{not_chosen};

// The last available one in the order of all_instruction_sets.
inline instruction_set best_instruction_set() noexcept {
    instruction_set best = instruction_set::portable;
    for (instruction_set const set : all_instruction_sets)
        if (is_available(set)) best = set;
    return best;
}

// The instruction set with that name, if it is available; otherwise the best one.
inline instruction_set wanted_instruction_set(char const* word) noexcept {
    if (word != nullptr)
        for (instruction_set const set : all_instruction_sets)
            if (instruction_set_name(set) == word && is_available(set)) return set;
    return best_instruction_set();
}

[[gnu::noinline, gnu::cold]] inline int choose_instruction_set() noexcept {
    int chosen = not_chosen;
    auto const wanted =
        static_cast<int>(wanted_instruction_set(std::getenv("TROTLINE_INSTRUCTION_SET")));
    // a choice that another thread made in between stays
    return chosen_set.compare_exchange_strong(chosen, wanted, std::memory_order_relaxed) ? wanted
                                                                                         : chosen;
}

}  // namespace detail

// The instruction set in use. TROTLINE_INSTRUCTION_SET has no effect if it names an unknown or
// unavailable one, so measurements should ask here.
[[gnu::always_inline]] inline instruction_set chosen_instruction_set() noexcept {
    int const chosen = detail::chosen_set.load(std::memory_order_relaxed);
    return static_cast<instruction_set>(
        chosen != detail::not_chosen ? chosen : detail::choose_instruction_set());
}

// Uses `set` from now on, for all formats and in all threads. Returns false, and changes nothing,
// if it is not available. A format without loops for it (XML has none for baseline) uses its
// portable ones.
inline bool use_instruction_set(instruction_set set) noexcept {
    if (!is_available(set)) return false;
    detail::chosen_set.store(static_cast<int>(set), std::memory_order_relaxed);
    return true;
}

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
