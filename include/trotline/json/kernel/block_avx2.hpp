// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BLOCK_AVX2_HPP
#define TROTLINE_JSON_KERNEL_BLOCK_AVX2_HPP
// Blocks of 64 bytes with AVX2, PCLMULQDQ and BMI: Haswell, Zen and later.

#include <trotline/json/kernel/block.hpp>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#include <cstring>

namespace trotline::inline TROTLINE_ABI::json::detail {

struct avx2_block {
    // In a long container so little is done for each block that the loop's own cost matters.
    static constexpr bool is_best_in_pairs = true;

    __m256i low, high;

    // The block at `at`. The first `size` bytes (at most 64) are text, the rest becomes blanks.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline avx2_block load(char const* at,
                                                                                 std::size_t size) {
        if (size >= block_size) [[likely]]
            return {
                _mm256_loadu_si256(static_cast<__m256i const*>(static_cast<void const*>(at))),
                _mm256_loadu_si256(static_cast<__m256i const*>(static_cast<void const*>(at + 32)))};
        alignas(32) char copy[block_size];
        std::memset(copy, ' ', sizeof copy);
        std::memcpy(copy, at, size);
        return {
            _mm256_load_si256(static_cast<__m256i const*>(static_cast<void const*>(copy))),
            _mm256_load_si256(static_cast<__m256i const*>(static_cast<void const*>(copy + 32)))};
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline mask equal(avx2_block b, char c) {
        __m256i const wanted = _mm256_set1_epi8(c);
        return joined(_mm256_cmpeq_epi8(b.low, wanted), _mm256_cmpeq_epi8(b.high, wanted));
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline structural_masks structure(
        avx2_block b) {
        __m256i const fold = _mm256_set1_epi8(0x20);  // makes { and } of [ and ]
        avx2_block const folded{_mm256_or_si256(b.low, fold), _mm256_or_si256(b.high, fold)};
        // keeps it in a register: g++ would make it again for every block
        __m256i close = _mm256_set1_epi8('}');
        asm("" : "+x"(close));
        return {
            equal(b, '"'), equal(b, '\\'), equal(folded, '{'),
            joined(_mm256_cmpeq_epi8(folded.low, close), _mm256_cmpeq_epi8(folded.high, close))};
    }
    // Control characters and bytes that are not ASCII: as signed bytes, those below the blank.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline mask suspects(avx2_block b) {
        __m256i const blank = _mm256_set1_epi8(' ');
        return joined(_mm256_cmpgt_epi8(blank, b.low), _mm256_cmpgt_epi8(blank, b.high));
    }
    // The positions from each odd-numbered set bit up to the one before the next set bit.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline mask between_pairs(mask m) {
        return static_cast<mask>(_mm_cvtsi128_si64(_mm_clmulepi64_si128(
            _mm_cvtsi64_si128(static_cast<long long>(m)), _mm_set1_epi8(-1), 0)));
    }
    // The n-th position (from 0) of a set that has more than n.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline std::size_t nth_of(mask m,
                                                                                    std::size_t n) {
        return first_of(_pdep_u64(mask{1} << n, m));
    }
    // The top bits of 64 bytes.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline mask joined(__m256i low,
                                                                             __m256i high) {
        return static_cast<mask>(static_cast<std::uint32_t>(_mm256_movemask_epi8(low))) |
               static_cast<mask>(static_cast<std::uint32_t>(_mm256_movemask_epi8(high))) << 32;
    }
};

// For stop_finder (string_stops.hpp).
struct avx2_stops {
    static constexpr std::ptrdiff_t size = 64;

    [[gnu::target("avx2,bmi,bmi2")]] static inline unsigned read_half(char const* at) {
        __m256i const bytes =
            _mm256_loadu_si256(static_cast<__m256i const*>(static_cast<void const*>(at)));
        __m256i const stops =
            _mm256_or_si256(_mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(' '), bytes),
                                            _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'))),
                            _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\')));
        return static_cast<unsigned>(_mm256_movemask_epi8(stops));
    }
    [[gnu::target("avx2,bmi,bmi2")]] static inline std::uint64_t read(char const* at) {
        return read_half(at) | std::uint64_t{read_half(at + 32)} << 32;
    }
};

}  // namespace trotline::json::detail
#endif
#endif
