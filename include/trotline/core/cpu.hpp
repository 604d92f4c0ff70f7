// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_CPU_HPP
#define TROTLINE_CORE_CPU_HPP
// Which kernels this machine can run. A build without -march has them all and chooses once, at run
// time.

namespace trotline {

// In rising order: what a machine can run, it can run all before.
enum class instruction_set : unsigned char {
    portable,
    avx2,  // with BMI, BMI2, POPCNT and PCLMULQDQ
    // with the F, BW, DQ, VL, VBMI, VBMI2 and VPOPCNTDQ parts, GFNI and VPCLMULQDQ: Ice Lake, Zen 4
    // and later
    avx512
};

namespace detail {
inline instruction_set detect_instruction_set() noexcept {
#if defined(__x86_64__)
    __builtin_cpu_init();
    bool const avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                      __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
                      __builtin_cpu_supports("pclmul");
    if (!avx2) return instruction_set::portable;
    bool const avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                        __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                        __builtin_cpu_supports("avx512vbmi") &&
                        __builtin_cpu_supports("avx512vbmi2") &&
                        __builtin_cpu_supports("avx512vpopcntdq") &&
                        __builtin_cpu_supports("gfni") && __builtin_cpu_supports("vpclmulqdq");
    return avx512 ? instruction_set::avx512 : instruction_set::avx2;
#else
    return instruction_set::portable;
#endif
}
}  // namespace detail

// The best of this machine. Code that runs before it is initialized sees `portable`, which is
// always right.
inline instruction_set const best_instruction_set = detail::detect_instruction_set();

}  // namespace trotline
#endif
