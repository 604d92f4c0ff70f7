// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_BLOCK_AVX512_HPP
#define TROTLINE_JSON_BLOCK_AVX512_HPP
// Blocks with AVX-512 (BW, VBMI), GFNI, PCLMULQDQ and BMI: Ice Lake, Zen 4 and later. A masked load does not touch what it leaves
// out, so that the last block of a text needs no copy.

#include <trotline/json/block.hpp>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::json::detail {

struct avx512_block {
    __m512i bytes;

    // The block at `at`, of which `size` bytes (more than 64 count as 64) are text and the others blanks.
    [[gnu::target("avx512f,avx512bw,avx512vbmi,gfni,pclmul,bmi,bmi2,popcnt,lzcnt")]] static inline avx512_block load(
        char const* at, std::size_t size) {
        if (size >= block_size) [[likely]]
            return {_mm512_loadu_si512(at)};
        return {_mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), (mask{1} << size) - 1, at)};
    }
    [[gnu::target("avx512f,avx512bw,avx512vbmi,gfni,pclmul,bmi,bmi2,popcnt,lzcnt")]] static inline mask equal(avx512_block b,
                                                                                                              char c) {
        return _mm512_cmpeq_epi8_mask(b.bytes, _mm512_set1_epi8(c));
    }
    [[gnu::target("avx512f,avx512bw,avx512vbmi,gfni,pclmul,bmi,bmi2,popcnt,lzcnt")]] static inline structural_masks structure(
        avx512_block b) {
        __m512i const folded = _mm512_or_si512(b.bytes, _mm512_set1_epi8(0x20));  // [ and ] to { and }
        return {_mm512_cmpeq_epi8_mask(b.bytes, _mm512_set1_epi8('"')), _mm512_cmpeq_epi8_mask(b.bytes, _mm512_set1_epi8('\\')),
                _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{')), _mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}'))};
    }
    // From every set bit up to the place before the next one, and so on in pairs.
    [[gnu::target("avx512f,avx512bw,avx512vbmi,gfni,pclmul,bmi,bmi2,popcnt,lzcnt")]] static inline mask between_pairs(mask m) {
        return static_cast<mask>(
            _mm_cvtsi128_si64(_mm_clmulepi64_si128(_mm_cvtsi64_si128(static_cast<long long>(m)), _mm_set1_epi8(-1), 0)));
    }
    // The n-th place (from 0) of a set that has so many.
    [[gnu::target("avx512f,avx512bw,avx512vbmi,gfni,pclmul,bmi,bmi2,popcnt,lzcnt")]] static inline std::size_t nth_of(
        mask m, std::size_t n) {
        return first_of(_pdep_u64(mask{1} << n, m));
    }
};

}  // namespace trotline::json::detail
#endif
#endif
