// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BLOCK_BASELINE_HPP
#define TROTLINE_JSON_KERNEL_BLOCK_BASELINE_HPP
// Blocks of 64 bytes with SSE2, which every x86-64 processor has.

#include <trotline/json/kernel/block.hpp>

#if defined(__x86_64__) && defined(__GNUC__)
#include <emmintrin.h>

#include <cstring>

namespace trotline::inline TROTLINE_ABI::json::detail {

struct baseline_block {
    __m128i quarters[4];

    // The block at `at`. The first `size` bytes (at most 64) are text, the rest becomes blanks.
    static inline baseline_block load(char const* at, std::size_t size) {
        alignas(16) char copy[block_size];
        if (size < block_size) {
            std::memset(copy, ' ', sizeof copy);
            std::memcpy(copy, at, size);
            at = copy;
        }
        baseline_block b;
        for (int i = 0; i < 4; ++i)
            b.quarters[i] =
                _mm_loadu_si128(static_cast<__m128i const*>(static_cast<void const*>(at + 16 * i)));
        return b;
    }
    static inline mask equal(baseline_block const& b, char c) {
        __m128i const wanted = _mm_set1_epi8(c);
        mask m = 0;
        for (int i = 0; i < 4; ++i)
            m |= static_cast<mask>(static_cast<unsigned>(
                     _mm_movemask_epi8(_mm_cmpeq_epi8(b.quarters[i], wanted))))
                 << (16 * i);
        return m;
    }
    static inline structural_masks structure(baseline_block const& b) {
        baseline_block folded;
        // makes { and } of [ and ]
        for (int i = 0; i < 4; ++i)
            folded.quarters[i] = _mm_or_si128(b.quarters[i], _mm_set1_epi8(0x20));
        return {equal(b, '"'), equal(b, '\\'), equal(folded, '{'), equal(folded, '}')};
    }
    // Control characters and bytes that are not ASCII: as signed bytes, those below the blank.
    static inline mask suspects(baseline_block const& b) {
        mask m = 0;
        for (int i = 0; i < 4; ++i)
            m |= static_cast<mask>(static_cast<unsigned>(
                     _mm_movemask_epi8(_mm_cmplt_epi8(b.quarters[i], _mm_set1_epi8(' ')))))
                 << (16 * i);
        return m;
    }
    // The positions from each odd-numbered set bit up to the one before the next set bit.
    static inline mask between_pairs(mask m) {
        for (int distance = 1; distance < 64; distance *= 2) m ^= m << distance;
        return m;
    }
    // The n-th position (from 0) of a set that has more than n.
    static inline std::size_t nth_of(mask m, std::size_t n) {
        for (; n != 0; --n) m &= m - 1;
        return first_of(m);
    }
};

}  // namespace trotline::json::detail
#endif
#endif
