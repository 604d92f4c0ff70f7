// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BLOCK_HPP
#define TROTLINE_JSON_KERNEL_BLOCK_HPP
// 64 bytes of text as sets of places: bit i of a mask is byte i of the block. What is the same for
// all instruction sets.

#include <trotline/core/abi.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace trotline::inline TROTLINE_ABI::json::detail {

using mask = std::uint64_t;

inline constexpr std::size_t block_size = 64;

// How far memory is asked for in advance where it is slower than what is done with it.
inline constexpr std::size_t read_ahead = 1024;

// What decides about structure: bytes by their value, inside and outside of strings alike.
struct structural_masks {
    mask quotes, backslashes, opens, closes;
};

// The places below the lowest of a set that is not empty.
[[gnu::always_inline]] constexpr mask below_first(mask m) { return (m & (0 - m)) - 1; }
[[gnu::always_inline]] constexpr std::size_t first_of(mask m) {
    return static_cast<std::size_t>(std::countr_zero(m));
}
[[gnu::always_inline]] constexpr std::size_t count(mask m) {
    return static_cast<std::size_t>(std::popcount(m));
}

// Which bytes, backslashes aside, a backslash before them escapes: those behind a run of
// backslashes of odd length. `carry` (0 or 1) goes from block to block.
[[gnu::always_inline]] constexpr mask escaped_bytes_of_runs(mask backslashes, mask& carry) {
    constexpr mask even = 0x5555555555555555;
    mask const carried = carry;
    backslashes &= ~carried;  // an escaped backslash starts no run
    mask const starts = backslashes & ~(backslashes << 1);
    mask const even_sum = backslashes + (starts & even);
    mask const odd_sum = backslashes + (starts & ~even);
    // the run goes up to the block's end, which is an even place
    carry = odd_sum < backslashes ? 1 : 0;
    return ((even_sum & ~backslashes & ~even) | (odd_sum & ~backslashes & even)) | carried;
}
// The same, quick where no backslash is escaped; the branch also keeps one block from waiting for
// the one before.
[[gnu::always_inline]] constexpr mask escaped_bytes(mask backslashes, mask& carry) {
    mask const escaped = (backslashes << 1) + carry;
    if ((escaped & backslashes) != 0) [[unlikely]]
        return escaped_bytes_of_runs(backslashes, carry);
    carry = backslashes >> 63;
    return escaped;
}

// The sum of two sets and what was carried out of the block before; a run of ones passes the bit on
// to the first place behind it.
[[gnu::always_inline]] constexpr mask add_with_carry(mask a, mask b, mask& carry) {
#if defined(__x86_64__) && defined(__GNUC__)
    if (!std::is_constant_evaluated()) {
        unsigned long long sum = 0;
        carry = _addcarry_u64(static_cast<unsigned char>(carry), a, b, &sum);
        return sum;
    }
#endif
    mask const partial = a + b;
    mask const sum = partial + carry;
    carry = static_cast<mask>(partial < a) | static_cast<mask>(sum < partial);
    return sum;
}

}  // namespace trotline::json::detail
#endif
