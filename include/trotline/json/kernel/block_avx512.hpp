// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BLOCK_AVX512_HPP
#define TROTLINE_JSON_KERNEL_BLOCK_AVX512_HPP
// Blocks of 64 bytes with AVX-512 (F, BW, VBMI2), PCLMULQDQ and BMI: Ice Lake, Zen 4 and later. A
// masked load does not touch the bytes that it leaves out, so the last block of a text needs no
// copy.

#include <trotline/json/kernel/block.hpp>
#include <trotline/json/kernel/utf8_tables.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail {

// Constants for one register.
struct register_bytes {
    alignas(64) std::uint8_t of[block_size];
};
constexpr register_bytes make_ascending() {
    register_bytes places{};
    for (std::size_t i = 0; i != block_size; ++i) places.of[i] = static_cast<std::uint8_t>(i);
    return places;
}
inline constexpr register_bytes ascending = make_ascending();

// The masked forms with a mask of ones are used because g++ 12 warns about its own headers if the
// plain forms are inlined.
struct avx512_block {
    __m512i bytes;

    // The block at `at`. The first `size` bytes (at most 64) are text, the rest becomes blanks.
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline avx512_block load(
        char const* at, std::size_t size) {
        if (size >= block_size) [[likely]]
            return {_mm512_loadu_si512(at)};
        return {_mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), (mask{1} << size) - 1, at)};
    }
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline mask equal(
        avx512_block b, char c) {
        return general(_mm512_cmpeq_epi8_mask(b.bytes, _mm512_set1_epi8(c)));
    }
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline structural_masks
    structure(avx512_block b) {
        // makes { and } of [ and ]
        __m512i const folded = _mm512_or_si512(b.bytes, _mm512_set1_epi8(0x20));
        return {general(_mm512_cmpeq_epi8_mask(b.bytes, _mm512_set1_epi8('"'))),
                general(_mm512_cmpeq_epi8_mask(b.bytes, _mm512_set1_epi8('\\'))),
                general(_mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('{'))),
                general(_mm512_cmpeq_epi8_mask(folded, _mm512_set1_epi8('}')))};
    }
    // Control characters and bytes that are not ASCII: as signed bytes, those below the blank.
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline mask suspects(
        avx512_block b) {
        return general(_mm512_cmplt_epi8_mask(b.bytes, _mm512_set1_epi8(' ')));
    }
    // The positions from each odd-numbered set bit up to the one before the next set bit.
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline mask between_pairs(
        mask m) {
        return static_cast<mask>(_mm_cvtsi128_si64(_mm_clmulepi64_si128(
            _mm_cvtsi64_si128(static_cast<long long>(m)), _mm_set1_epi8(-1), 0)));
    }
    // The n-th position (from 0) of a set that has more than n.
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline std::size_t nth_of(
        mask m, std::size_t n) {
        return first_of(_pdep_u64(mask{1} << n, m));
    }
    // Writes the positions of a set, each plus `offset` (the block's offset in the text). Returns
    // the end of what it wrote; up to 128 bytes from `place` on are overwritten.
    [[gnu::target(
        "avx512f,avx512bw,avx512vbmi2,pclmul,bmi,bmi2,popcnt")]] static inline std::uint16_t*
    write_places(std::uint16_t* place, mask m, std::size_t offset) {
        __m512i const found = _mm512_maskz_compress_epi8(m, _mm512_load_si512(ascending.of));
        __m512i const first = _mm512_set1_epi16(static_cast<short>(offset));
        std::size_t const places = count(m);
        if (places > 16) [[unlikely]] {
            _mm512_storeu_si512(place,
                                as_words(first, _mm512_maskz_extracti64x4_epi64(0xFF, found, 0)));
            _mm512_storeu_si512(place + 32,
                                as_words(first, _mm512_maskz_extracti64x4_epi64(0xFF, found, 1)));
        } else {  // only what most blocks need: stores that cross a page are slow
            __m256i const words =
                _mm256_cvtepu8_epi16(_mm512_maskz_extracti32x4_epi32(0xFF, found, 0));
            _mm256_storeu_si256(
                static_cast<__m256i*>(static_cast<void*>(place)),
                _mm256_add_epi16(words, _mm512_maskz_extracti64x4_epi64(0xFF, first, 0)));
        }
        return place + places;
    }
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline __m512i as_words(
        __m512i first, __m256i places) {
        return _mm512_maskz_add_epi16(~__mmask32{0},
                                      _mm512_maskz_cvtepu8_epi16(~__mmask32{0}, places), first);
    }

    // True if something in the block is not UTF-8, given the block before it.
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline bool breaks_utf8(
        avx512_block b, avx512_block before) {
        // shifts by one lane of 16
        __m512i const shifted = _mm512_maskz_alignr_epi32(0xFFFF, b.bytes, before.bytes, 12);
        __m512i const one = _mm512_alignr_epi8(b.bytes, shifted, 15);
        __m512i const two = _mm512_alignr_epi8(b.bytes, shifted, 14);
        __m512i const three = _mm512_alignr_epi8(b.bytes, shifted, 13);
        __m512i const nibble = _mm512_set1_epi8(0x0F);
        __m512i const first_high = table(utf8::first_high), first_low = table(utf8::first_low),
                      second_high = table(utf8::second_high);
        __m512i const wrong = _mm512_and_si512(
            _mm512_and_si512(_mm512_shuffle_epi8(
                                 first_high, _mm512_and_si512(_mm512_srli_epi16(one, 4), nibble)),
                             _mm512_shuffle_epi8(first_low, _mm512_and_si512(one, nibble))),
            _mm512_shuffle_epi8(second_high,
                                _mm512_and_si512(_mm512_srli_epi16(b.bytes, 4), nibble)));
        // the top bit, if the byte two before starts a sequence of three or more, or the byte three
        // before a sequence of four
        __m512i const must_continue = _mm512_and_si512(
            _mm512_or_si512(_mm512_subs_epu8(two, _mm512_set1_epi8(0xE0 - 0x80)),
                            _mm512_subs_epu8(three, _mm512_set1_epi8(0xF0 - 0x80))),
            _mm512_set1_epi8(static_cast<char>(0x80)));
        __m512i const errors = _mm512_xor_si512(must_continue, wrong);
        return _mm512_test_epi8_mask(errors, errors) != 0;
    }
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline __m512i table(
        void const* sixteen) {
        return _mm512_maskz_broadcast_i32x4(0xFFFF,
                                            _mm_load_si128(static_cast<__m128i const*>(sixteen)));
    }
    [[gnu::target("avx512f,avx512bw,pclmul,bmi,bmi2,popcnt")]] static inline avx512_block blanks() {
        return {_mm512_set1_epi8(' ')};
    }

    // Moves a set to a general register: g++ would continue in mask registers, where each operation
    // takes several cycles.
    [[gnu::always_inline]] static inline mask general(mask m) {
        asm("" : "+r"(m));
        return m;
    }
};

}  // namespace trotline::json::detail
#endif
#endif
