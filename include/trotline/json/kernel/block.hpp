// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BLOCK_HPP
#define TROTLINE_JSON_KERNEL_BLOCK_HPP
// 64 bytes of text as bit sets: bit i of a mask belongs to byte i of the block. This header has
// what all instruction sets share.

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

// Prefetch distance in bytes, for input that is not in the cache.
inline constexpr std::size_t read_ahead = 1024;

// The bytes that decide about structure, by value, whether inside or outside of strings.
struct structural_masks {
    mask quotes, backslashes, opens, closes;
};
// The same for an index of members; a mark is a colon or a bracket.
struct member_masks {
    mask quotes, backslashes, marks;
};

// The positions below the lowest one of a set that is not empty.
[[gnu::always_inline]] constexpr mask below_first(mask m) { return (m & (0 - m)) - 1; }
[[gnu::always_inline]] constexpr std::size_t first_of(mask m) {
    return static_cast<std::size_t>(std::countr_zero(m));
}
[[gnu::always_inline]] constexpr std::size_t count(mask m) {
    return static_cast<std::size_t>(std::popcount(m));
}

// The bytes that a backslash before them escapes, not counting backslashes: those after a run of
// backslashes of odd length. `carry` (0 or 1) is passed from block to block.
[[gnu::always_inline]] constexpr mask escaped_bytes_of_runs(mask backslashes, mask& carry) {
    constexpr mask even = 0x5555555555555555;
    mask const carried = carry;
    backslashes &= ~carried;  // an escaped backslash does not start a run
    mask const starts = backslashes & ~(backslashes << 1);
    mask const even_sum = backslashes + (starts & even);
    mask const odd_sum = backslashes + (starts & ~even);
    // the run reaches the block's end, which is an even position
    carry = odd_sum < backslashes ? 1 : 0;
    return ((even_sum & ~backslashes & ~even) | (odd_sum & ~backslashes & even)) | carried;
}
// The same, faster if no backslash is escaped. The branch also saves each block from waiting for
// the block before it.
[[gnu::always_inline]] constexpr mask escaped_bytes(mask backslashes, mask& carry) {
    mask const escaped = (backslashes << 1) + carry;
    if ((escaped & backslashes) != 0) [[unlikely]]
        return escaped_bytes_of_runs(backslashes, carry);
    carry = backslashes >> 63;
    return escaped;
}

// The sum of two sets and the carry of the block before. A run of ones passes a bit on to the first
// position after it.
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
