// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BLOCK_AVX2_HPP
#define TROTLINE_JSON_KERNEL_BLOCK_AVX2_HPP
// Blocks with AVX2, PCLMULQDQ and BMI: Haswell, Zen and later.

#include <trotline/json/kernel/block.hpp>
#include <trotline/json/kernel/utf8_tables.hpp>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#include <cstring>

namespace trotline::json::detail {

struct avx2_block {
    __m256i low, high;

    // The block at `at`, of which `size` bytes (more than 64 count as 64) are text and the others
    // blanks.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline avx2_block load(char const* at,
                                                                                 std::size_t size) {
        if (size >= block_size) [[likely]]
            return {_mm256_loadu_si256(reinterpret_cast<__m256i const*>(at)),
                    _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at + 32))};
        alignas(32) char copy[block_size];
        std::memset(copy, ' ', sizeof copy);
        std::memcpy(copy, at, size);
        return {_mm256_load_si256(reinterpret_cast<__m256i const*>(copy)),
                _mm256_load_si256(reinterpret_cast<__m256i const*>(copy + 32))};
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline mask equal(avx2_block b, char c) {
        __m256i const wanted = _mm256_set1_epi8(c);
        return joined(_mm256_cmpeq_epi8(b.low, wanted), _mm256_cmpeq_epi8(b.high, wanted));
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline structural_masks structure(
        avx2_block b) {
        __m256i const fold = _mm256_set1_epi8(0x20);  // [ and ] to { and }
        avx2_block const folded{_mm256_or_si256(b.low, fold), _mm256_or_si256(b.high, fold)};
        return {equal(b, '"'), equal(b, '\\'), equal(folded, '{'), equal(folded, '}')};
    }
    // Controls, and what is not ASCII: below the blank as signed bytes.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline mask suspects(avx2_block b) {
        __m256i const blank = _mm256_set1_epi8(' ');
        return joined(_mm256_cmpgt_epi8(blank, b.low), _mm256_cmpgt_epi8(blank, b.high));
    }
    // From every set bit up to the place before the next one, and so on in pairs.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline mask between_pairs(mask m) {
        return static_cast<mask>(_mm_cvtsi128_si64(_mm_clmulepi64_si128(
            _mm_cvtsi64_si128(static_cast<long long>(m)), _mm_set1_epi8(-1), 0)));
    }
    // The n-th place (from 0) of a set that has so many.
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

    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline grammar_masks grammar(
        avx2_block b) {
        structural_masks const s = structure(b);
        // blank: a byte that is the entry of its own low nibble
        constexpr char no = '\x80';
        __m256i const blank =
            _mm256_setr_epi8(' ', no, no, no, no, no, no, no, no, '\t', '\n', no, no, '\r', no, no,
                             ' ', no, no, no, no, no, no, no, no, '\t', '\n', no, no, '\r', no, no);
        mask const blanks = joined(_mm256_cmpeq_epi8(b.low, _mm256_shuffle_epi8(blank, b.low)),
                                   _mm256_cmpeq_epi8(b.high, _mm256_shuffle_epi8(blank, b.high)));
        __m256i const zero = _mm256_set1_epi8('0');
        mask const digits = joined(at_most(_mm256_sub_epi8(b.low, zero), 9),
                                   at_most(_mm256_sub_epi8(b.high, zero), 9));
        return {s.quotes,
                s.backslashes,
                blanks,
                s.opens,
                s.closes,
                equal(b, ':'),
                equal(b, ','),
                digits,
                equal(b, '0'),
                joined(at_most(b.low, 0x1F), at_most(b.high, 0x1F)),
                joined(b.low, b.high)};
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline __m256i at_most(__m256i bytes,
                                                                                 char most) {
        return _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, _mm256_set1_epi8(most)), bytes);
    }
    // Whether something in the block is not UTF-8, given the block before it.
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline bool breaks_utf8(
        avx2_block b, avx2_block before) {
        __m256i const errors =
            _mm256_or_si256(utf8_errors(b.low, before.high), utf8_errors(b.high, b.low));
        return _mm256_testz_si256(errors, errors) == 0;
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline __m256i utf8_errors(
        __m256i bytes, __m256i before) {
        // by one lane of 16
        __m256i const shifted = _mm256_permute2x128_si256(before, bytes, 0x21);
        __m256i const one = _mm256_alignr_epi8(bytes, shifted, 15);
        __m256i const two = _mm256_alignr_epi8(bytes, shifted, 14);
        __m256i const three = _mm256_alignr_epi8(bytes, shifted, 13);
        __m256i const nibble = _mm256_set1_epi8(0x0F);
        __m256i const wrong = _mm256_and_si256(
            _mm256_and_si256(
                _mm256_shuffle_epi8(table(utf8::first_high),
                                    _mm256_and_si256(_mm256_srli_epi16(one, 4), nibble)),
                _mm256_shuffle_epi8(table(utf8::first_low), _mm256_and_si256(one, nibble))),
            _mm256_shuffle_epi8(table(utf8::second_high),
                                _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble)));
        // the top bit where the byte two before leads three or more, or the byte three before leads
        // four
        __m256i const must_continue = _mm256_and_si256(
            _mm256_or_si256(_mm256_subs_epu8(two, _mm256_set1_epi8(0xE0 - 0x80)),
                            _mm256_subs_epu8(three, _mm256_set1_epi8(0xF0 - 0x80))),
            _mm256_set1_epi8(static_cast<char>(0x80)));
        return _mm256_xor_si256(must_continue, wrong);
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline __m256i table(
        std::uint8_t const* sixteen) {
        return _mm256_broadcastsi128_si256(
            _mm_load_si128(reinterpret_cast<__m128i const*>(sixteen)));
    }
    [[gnu::target("avx2,pclmul,bmi,bmi2,popcnt")]] static inline avx2_block blanks() {
        return {_mm256_set1_epi8(' '), _mm256_set1_epi8(' ')};
    }
};

}  // namespace trotline::json::detail
#endif
#endif
