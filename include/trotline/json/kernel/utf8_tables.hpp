// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_UTF8_TABLES_HPP
#define TROTLINE_JSON_KERNEL_UTF8_TABLES_HPP
// The tables of Keiser and Lemire, "Validating UTF-8 In Less Than One Instruction Per Byte" (2020):
// what can be wrong with two adjacent bytes, one bit for each reason, indexed by three of their
// nibbles. A reason in which all three agree is an error; `two_continuations` is one exactly where
// no third or fourth byte of a sequence is due.

#include <trotline/core/abi.hpp>

#include <cstdint>

namespace trotline::inline TROTLINE_ABI::json::detail::utf8 {

inline constexpr std::uint8_t too_short = 1, too_long = 2, overlong_3 = 4, too_large = 8,
                              surrogate = 16, overlong_2 = 32, too_large_1000 = 64, overlong_4 = 64,
                              two_continuations = 128;
inline constexpr std::uint8_t any_low = too_short | too_long | two_continuations;

// by the high nibble of the first byte
alignas(16) inline constexpr std::uint8_t first_high[16] = {
    too_long,
    too_long,
    too_long,
    too_long,
    too_long,
    too_long,
    too_long,
    too_long,
    two_continuations,
    two_continuations,
    two_continuations,
    two_continuations,
    too_short | overlong_2,
    too_short,
    too_short | overlong_3 | surrogate,
    too_short | too_large | too_large_1000 | overlong_4};

// by its low nibble
alignas(16) inline constexpr std::uint8_t first_low[16] = {
    any_low | overlong_3 | overlong_2 | overlong_4,
    any_low | overlong_2,
    any_low,
    any_low,
    any_low | too_large,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000 | surrogate,
    any_low | too_large | too_large_1000,
    any_low | too_large | too_large_1000};

// by the high nibble of the second byte
inline constexpr std::uint8_t continuation = too_long | overlong_2 | two_continuations;
alignas(16) inline constexpr std::uint8_t second_high[16] = {
    too_short,
    too_short,
    too_short,
    too_short,
    too_short,
    too_short,
    too_short,
    too_short,
    continuation | overlong_3 | too_large_1000 | overlong_4,
    continuation | overlong_3 | too_large,
    continuation | surrogate | too_large,
    continuation | surrogate | too_large,
    too_short,
    too_short,
    too_short,
    too_short};

}  // namespace trotline::json::detail::utf8
#endif
