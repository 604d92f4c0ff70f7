// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_ABI_HPP
#define TROTLINE_CORE_ABI_HPP

// TROTLINE_ABI names the inline namespace that contains the whole library. The name tells with
// which release, and how, a unit was compiled. Units of one program that differ in this have
// functions and types of their own, which the linker never confuses.
//
// The simplest name is that of the release, v0_1_0. If a unit was compiled in another way, digits
// follow, as in v0_1_0_0000_6011211. The first four are, from left to right:
//   library     0, or what changes the standard library's types: 1 the old std::string,
//               2 _GLIBCXX_DEBUG, 3 libc++
//   separate    1 with TROTLINE_SEPARATE_COMPILATION; all digits after it are then 0
//   sanitizer   1 address, 2 thread, 3 memory
//   exceptions  1 without exceptions
// The others are the instructions that the compiler may use, beyond those of every such processor:
//   x86: vectors (1 SSE3, 2 SSSE3, 3 SSE4.1, 4 SSE4.2, 5 AVX, 6 AVX2, 7 AVX-512, with 32 bits also
//        8 SSE2), newer vectors (GFNI, VNNI, VBMI and others), POPCNT, LZCNT, BMI (2: BMI2), FMA,
//        MOVBE
//   Arm: vectors (1 SVE, 2 SVE2), atomics (LSE), dot product, AES
//
// Units with different names cannot pass the library's types to each other; the linker's error
// contains both names. Units that must pass them have to be compiled with the same options, or all
// of them separately. Or they define TROTLINE_ABI, which then is the name, and nothing is deduced.
// Define it also for a copy with changes of your own, which must not be confused with the release.
#include <trotline/core/requirements.hpp>
#include <trotline/version.hpp>

// What is defined in an .ipp file is inline, or defined once by the unit that includes src.hpp.
#if defined(TROTLINE_SEPARATE_COMPILATION)
#define TROTLINE_INLINE
#else
#define TROTLINE_INLINE inline
#endif

#ifndef TROTLINE_ABI

#include <version>

#define TROTLINE_ABI_JOIN(a, b, c, d, e, f, g) TROTLINE_ABI_JOINED(a, b, c, d, e, f, g)
#define TROTLINE_ABI_JOINED(a, b, c, d, e, f, g) a##b##c##d##e##f##g

#if defined(_LIBCPP_VERSION)
#define TROTLINE_ABI_LIBRARY 3
#elif defined(_GLIBCXX_DEBUG)
#define TROTLINE_ABI_LIBRARY 2
#elif defined(_GLIBCXX_USE_CXX11_ABI) && !_GLIBCXX_USE_CXX11_ABI
#define TROTLINE_ABI_LIBRARY 1
#else
#define TROTLINE_ABI_LIBRARY 0
#endif

#if defined(TROTLINE_SEPARATE_COMPILATION)

// One unit has the code for all others, whatever their options are.
#define TROTLINE_ABI_SEPARATE 1
#define TROTLINE_ABI_SANITIZER 0
#define TROTLINE_ABI_EXCEPTIONS 0
#define TROTLINE_ABI_TARGET 0

#else

#define TROTLINE_ABI_SEPARATE 0

#if defined(__SANITIZE_ADDRESS__)
#define TROTLINE_ABI_SANITIZER 1
#elif defined(__SANITIZE_THREAD__)
#define TROTLINE_ABI_SANITIZER 2
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TROTLINE_ABI_SANITIZER 1
#elif __has_feature(thread_sanitizer)
#define TROTLINE_ABI_SANITIZER 2
#elif __has_feature(memory_sanitizer)
#define TROTLINE_ABI_SANITIZER 3
#endif
#endif
#ifndef TROTLINE_ABI_SANITIZER
#define TROTLINE_ABI_SANITIZER 0
#endif

#if defined(__cpp_exceptions)
#define TROTLINE_ABI_EXCEPTIONS 0
#else
#define TROTLINE_ABI_EXCEPTIONS 1
#endif

#if defined(__x86_64__) || defined(__i386__)

#if defined(__AVX512F__)
#define TROTLINE_ABI_VECTOR 7
#elif defined(__AVX2__)
#define TROTLINE_ABI_VECTOR 6
#elif defined(__AVX__)
#define TROTLINE_ABI_VECTOR 5
#elif defined(__SSE4_2__)
#define TROTLINE_ABI_VECTOR 4
#elif defined(__SSE4_1__)
#define TROTLINE_ABI_VECTOR 3
#elif defined(__SSSE3__)
#define TROTLINE_ABI_VECTOR 2
#elif defined(__SSE3__)
#define TROTLINE_ABI_VECTOR 1
#elif defined(__SSE2__) && defined(__i386__)
#define TROTLINE_ABI_VECTOR 8
#else
#define TROTLINE_ABI_VECTOR 0
#endif
#if defined(__GFNI__) || defined(__AVXVNNI__) || defined(__AVX512VNNI__) || \
    defined(__AVX512VBMI__) || defined(__AVX512VPOPCNTDQ__)
#define TROTLINE_ABI_NEWER 1
#else
#define TROTLINE_ABI_NEWER 0
#endif
#if defined(__POPCNT__)
#define TROTLINE_ABI_POPCNT 1
#else
#define TROTLINE_ABI_POPCNT 0
#endif
#if defined(__LZCNT__)
#define TROTLINE_ABI_LZCNT 1
#else
#define TROTLINE_ABI_LZCNT 0
#endif
#if defined(__BMI2__)
#define TROTLINE_ABI_BMI 2
#elif defined(__BMI__)
#define TROTLINE_ABI_BMI 1
#else
#define TROTLINE_ABI_BMI 0
#endif
#if defined(__FMA__)
#define TROTLINE_ABI_FMA 1
#else
#define TROTLINE_ABI_FMA 0
#endif
#if defined(__MOVBE__)
#define TROTLINE_ABI_MOVBE 1
#else
#define TROTLINE_ABI_MOVBE 0
#endif
#define TROTLINE_ABI_TARGET                                                         \
    TROTLINE_ABI_JOIN(TROTLINE_ABI_VECTOR, TROTLINE_ABI_NEWER, TROTLINE_ABI_POPCNT, \
                      TROTLINE_ABI_LZCNT, TROTLINE_ABI_BMI, TROTLINE_ABI_FMA, TROTLINE_ABI_MOVBE)

#elif defined(__aarch64__)

#if defined(__ARM_FEATURE_SVE2)
#define TROTLINE_ABI_VECTOR 2
#elif defined(__ARM_FEATURE_SVE)
#define TROTLINE_ABI_VECTOR 1
#else
#define TROTLINE_ABI_VECTOR 0
#endif
#if defined(__ARM_FEATURE_ATOMICS)
#define TROTLINE_ABI_ATOMICS 1
#else
#define TROTLINE_ABI_ATOMICS 0
#endif
#if defined(__ARM_FEATURE_DOTPROD)
#define TROTLINE_ABI_DOTPROD 1
#else
#define TROTLINE_ABI_DOTPROD 0
#endif
#if defined(__ARM_FEATURE_AES)
#define TROTLINE_ABI_AES 1
#else
#define TROTLINE_ABI_AES 0
#endif
#define TROTLINE_ABI_TARGET                                                            \
    TROTLINE_ABI_JOIN(TROTLINE_ABI_VECTOR, TROTLINE_ABI_ATOMICS, TROTLINE_ABI_DOTPROD, \
                      TROTLINE_ABI_AES, , , )

#else

#define TROTLINE_ABI_TARGET 0

#endif
#endif

#define TROTLINE_ABI_BUILD                                                                 \
    TROTLINE_ABI_JOIN(TROTLINE_ABI_LIBRARY, TROTLINE_ABI_SEPARATE, TROTLINE_ABI_SANITIZER, \
                      TROTLINE_ABI_EXCEPTIONS, , , )

#if TROTLINE_ABI_BUILD || TROTLINE_ABI_TARGET
#define TROTLINE_ABI                                                                          \
    TROTLINE_ABI_NAME(TROTLINE_VERSION_MAJOR, TROTLINE_VERSION_MINOR, TROTLINE_VERSION_PATCH, \
                      TROTLINE_ABI_BUILD, TROTLINE_ABI_TARGET)
#define TROTLINE_ABI_NAME(a, b, c, d, e) TROTLINE_ABI_NAMED(a, b, c, d, e)
#define TROTLINE_ABI_NAMED(a, b, c, d, e) v##a##_##b##_##c##_##d##_##e
#else
#define TROTLINE_ABI \
    TROTLINE_ABI_NAME(TROTLINE_VERSION_MAJOR, TROTLINE_VERSION_MINOR, TROTLINE_VERSION_PATCH)
#define TROTLINE_ABI_NAME(a, b, c) TROTLINE_ABI_NAMED(a, b, c)
#define TROTLINE_ABI_NAMED(a, b, c) v##a##_##b##_##c
#endif

#endif
#endif
