// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_WINDOW_HPP
#define TROTLINE_JSON_KERNEL_WINDOW_HPP
// Windows of 512 bytes of text as sets of positions. A set is one vector register, so one
// instruction handles eight blocks. Needs AVX-512 (F, BW, DQ, VBMI, VBMI2), GFNI and VPCLMULQDQ:
// Ice Lake, Zen 4 and later.
//
// What is passed from window to window is a set of which only the last position counts, or a number
// that is 0 or 1.

#include <trotline/json/kernel/block_avx512.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail::window {

inline constexpr std::size_t size = 512;

using set = __m512i;

// The masked forms are used because g++ 12 warns about its own headers if the plain forms are
// inlined.
inline constexpr __mmask8 lanes = 0xFF;
inline constexpr __mmask64 bytes = ~__mmask64{0};

[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
none() {
    return _mm512_setzero_si512();
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
all() {
    return _mm512_set1_epi64(-1);
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
any(set s) {
    return _mm512_test_epi64_mask(s, s) != 0;
}

// Any logical function of three sets, written with these: of<x & ~y>(a, b, b) is what is in a and
// not in b.
inline constexpr int x = 0xF0, y = 0xCC, z = 0xAA;
template <int Logic>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
of(set first, set second, set third) {
    return _mm512_ternarylogic_epi64(first, second, third, Logic & 0xFF);
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
without(set s, set those) {
    return of<x & ~y>(s, those, those);
}

[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline unsigned
last(set s) {
    return _cvtmask8_u32(_mm512_movepi64_mask(s)) >> 7;
}
// A set with only the last position, or an empty one.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
last_if(std::uint64_t is) {
    return _mm512_maskz_set1_epi64(lanes, static_cast<long long>(is << 63));
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
of_place(std::size_t place) {
    auto const lane = static_cast<__mmask8>(1U << place / block_size);
    return _mm512_maskz_set1_epi64(lane, static_cast<long long>(mask{1} << place % block_size));
}

// The set moved by so many positions to later ones.
template <int Places>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
later(set s, set before) {
    return _mm512_shldi_epi64(s, _mm512_maskz_alignr_epi64(lanes, s, before, 7), Places);
}
// The sum of two sets: a run of ones passes a bit on to the first position after it.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
add(set s, set t, unsigned& carry) {
    set const sum = _mm512_maskz_add_epi64(lanes, s, t);
    unsigned const carries = _cvtmask8_u32(_mm512_cmplt_epu64_mask(sum, s));
    unsigned const passes = _cvtmask8_u32(_mm512_cmpeq_epi64_mask(sum, all()));
    unsigned const carried = 2 * carries + carry + passes;
    carry = carried >> 8;
    return _mm512_mask_sub_epi64(sum, _cvtu32_mask8((carried ^ passes) & 0xFF), sum, all());
}
// The same, faster if no run that gets a bit fills a whole block. Only the last position of
// `before` counts.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
add_short(set s, set t, set& before) {
    set const sum = _mm512_maskz_add_epi64(lanes, s, t);
    set const carried = of<(x & y) | (~z & (x | y))>(s, t, sum);
    set const whole = _mm512_maskz_add_epi64(
        lanes, sum,
        _mm512_maskz_srli_epi64(lanes, _mm512_maskz_alignr_epi64(lanes, carried, before, 7), 63));
    if (_cvtmask8_u32(_mm512_cmplt_epu64_mask(whole, sum)) != 0) [[unlikely]] {
        unsigned carry = last(before);
        set const exact = add(s, t, carry);
        before = last_if(carry);
        return exact;
    }
    before = carried;
    return whole;
}
// The first positions after those of a set and the blanks that follow them.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
after(set s, set blanks, set& before) {
    return without(add_short(s | blanks, s, before), blanks);
}
// All positions if the set has the last one; otherwise none.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
all_like_last(set s) {
    return _mm512_maskz_srai_epi64(
        lanes, _mm512_maskz_permutexvar_epi64(lanes, _mm512_set1_epi64(7), s), 63);
}
// The last byte of each block, the last block's first; and for each block, one bit for each block
// before it.
constexpr register_bytes make_last_bytes() {
    register_bytes order{};
    for (std::size_t i = 0; i != 64; ++i) order.of[i] = static_cast<std::uint8_t>(63 - i % 8 * 8);
    return order;
}
constexpr register_bytes make_blocks_before() {
    register_bytes order{};
    for (std::size_t i = 0; i != 64; ++i)
        order.of[i] = static_cast<std::uint8_t>((1U << i / 8) - 1);
    return order;
}
inline constexpr register_bytes last_bytes = make_last_bytes(),
                                blocks_before = make_blocks_before();
// The positions from each odd-numbered position of the set up to the one before the next. `inside`,
// all or none: whether a pair has begun before the window.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
between_pairs(set s, set inside) {
    set const pairs = _mm512_maskz_unpacklo_epi64(lanes, _mm512_clmulepi64_epi128(s, all(), 0x00),
                                                  _mm512_clmulepi64_epi128(s, all(), 0x01));
    // the last position of every block in one byte, and in all bits of a block the parity of those
    // before it
    set const lasts = _mm512_gf2p8affine_epi64_epi8(
        _mm512_set1_epi8(static_cast<char>(0x80)),
        _mm512_maskz_permutexvar_epi8(bytes, _mm512_load_si512(last_bytes.of), pairs), 0);
    set const odd_before =
        _mm512_gf2p8affine_epi64_epi8(lasts, _mm512_load_si512(blocks_before.of), 0);
    return of<x ^ y ^ z>(pairs, odd_before, inside);
}

[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline set
escaped_by_runs(set backslashes, mask& carry) {
    alignas(64) mask places[8];
    _mm512_store_si512(places, backslashes);
    for (mask& m : places) m = escaped_bytes(m, carry);
    return _mm512_load_si512(places);
}
// The bytes that a backslash before them escapes; of backslashes, not all.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
escaped_places(set backslashes, set& before) {
    set const escaped = later<1>(backslashes, before);
    if (any(escaped & backslashes)) [[unlikely]] {
        mask carry = last(before);
        set const places = escaped_by_runs(backslashes, carry);
        before = last_if(carry);
        return places;
    }
    before = backslashes;
    return escaped;
}

}  // namespace trotline::json::detail::window
#endif
#endif
