// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_SKIP_IN_WINDOWS_HPP
#define TROTLINE_JSON_KERNEL_SKIP_IN_WINDOWS_HPP
// The ways behind long containers and over long arrays in windows of 512 bytes: what skip_in_blocks.hpp
// does block by block.

#include <trotline/json/kernel/byte_classes.hpp>
#include <trotline/json/kernel/skip_in_blocks.hpp>
#include <trotline/json/kernel/window.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail::window {

// What decides about structure.
struct structural_sets {
    set quotes, backslashes, commas, opens, closes;
};

// Four bits for a byte: 1 a quote, 2 a backslash, both a comma.
constexpr byte_table make_structural_classes() {
    byte_table table{};
    table['"'] = 1;
    table['\\'] = 2;
    table[','] = 3;
    table['['] = table['{'] = 4;
    table[']'] = table['}'] = 8;
    return table;
}
inline constexpr byte_table structural_classes = make_structural_classes();

// Of two blocks that are transposed: the first four bits of each byte, one block's and then the
// other's.
constexpr register_bytes make_four_bits() {
    register_bytes order{};
    for (std::size_t i = 0; i != 64; ++i)
        order.of[i] = static_cast<std::uint8_t>(i / 8 % 2 * 64 + i % 8 * 8 + i / 16);
    return order;
}
inline constexpr register_bytes four_bits = make_four_bits();

template <bool Whole>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline structural_sets
read_structure(char const* at, std::size_t length) {
    set pairs[4];
#pragma GCC unroll 4
    for (std::size_t i = 0; i != 4; ++i) {
        set two[2];
#pragma GCC unroll 2
        for (std::size_t j = 0; j != 2; ++j) {
            std::size_t const offset = (2 * i + j) * block_size;
            if constexpr (Whole) {
                two[j] =
                    transposed(look_up(_mm512_loadu_si512(at + offset), bytes, structural_classes));
            } else {
                two[j] = none();
                if (offset < length) {
                    __mmask64 const text = text_of(length - offset);
                    two[j] = transposed(look_up(_mm512_maskz_loadu_epi8(text, at + offset), text,
                                                structural_classes));
                }
            }
        }
        pairs[i] =
            _mm512_maskz_permutex2var_epi8(bytes, two[0], _mm512_load_si512(four_bits.of), two[1]);
    }
    set const low = _mm512_maskz_shuffle_i64x2(lanes, pairs[0], pairs[1], 0x44),
              low_2 = _mm512_maskz_shuffle_i64x2(lanes, pairs[2], pairs[3], 0x44),
              high = _mm512_maskz_shuffle_i64x2(lanes, pairs[0], pairs[1], 0xEE),
              high_2 = _mm512_maskz_shuffle_i64x2(lanes, pairs[2], pairs[3], 0xEE);
    set const first = _mm512_maskz_shuffle_i64x2(lanes, low, low_2, 0x88),
              second = _mm512_maskz_shuffle_i64x2(lanes, low, low_2, 0xDD);
    return {without(first, second), without(second, first), first & second,
            _mm512_maskz_shuffle_i64x2(lanes, high, high_2, 0x88),
            _mm512_maskz_shuffle_i64x2(lanes, high, high_2, 0xDD)};
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline structural_sets
read_structure(char const* at, std::size_t length) {
    if (length >= size) [[likely]]
        return read_structure<true>(at, length);
    return read_structure<false>(at, length);
}

[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,gfni,pclmul,"
              "vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
counts(set s) {
    return _mm512_maskz_popcnt_epi64(lanes, s);
}
// What each block's number and those of the blocks before it come to.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
sums(set numbers) {
    numbers = _mm512_maskz_add_epi64(lanes, numbers,
                                     _mm512_maskz_alignr_epi64(0xFE, numbers, numbers, 7));
    numbers = _mm512_maskz_add_epi64(lanes, numbers,
                                     _mm512_maskz_alignr_epi64(0xFC, numbers, numbers, 6));
    return _mm512_maskz_add_epi64(lanes, numbers,
                                  _mm512_maskz_alignr_epi64(0xF0, numbers, numbers, 4));
}
// The last block's number, for each block.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
last_number(set numbers) {
    return _mm512_maskz_permutexvar_epi64(lanes, _mm512_set1_epi64(7), numbers);
}

// How far memory is asked for in advance: farther than machines do by themselves, whose prefetchers
// end with a page.
inline constexpr std::size_t far_ahead = 16384;

// The brackets and commas of a text outside of strings, window by window. A window is read while
// the one before it is looked at.
struct passage {
    char const* at;
    std::size_t rest;
    structural_sets next;
    set escaping, inside;  // as in string_state
    set depth;             // how many containers are open where the window begins, for each block
    set opens, closes, commas;
    set depths;  // how many are open where each block begins
    set behind;  // and where it ends

    [[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,gfni,pclmul,"
                  "vpclmulqdq,bmi,bmi2,popcnt"),
      gnu::always_inline]] inline passage(char const* from, char const* end, std::size_t open,
                                          string_state const& state)
        : at(from),
          rest(static_cast<std::size_t>(end - from)),
          next(read_structure(at, rest)),
          escaping(last_if(state.escaped)),
          inside(_mm512_set1_epi64(static_cast<long long>(state.inside))),
          depth(_mm512_set1_epi64(static_cast<long long>(open))) {}

    // A bit for each block: whether one of its brackets may take the depth to 0.
    [[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,gfni,pclmul,"
                  "vpclmulqdq,bmi,bmi2,popcnt"),
      gnu::always_inline]] inline unsigned
    look() {
        structural_sets const s = next;
        if (rest > size) next = read_structure(at + size, rest - size);
        if (rest > far_ahead) {
#pragma GCC unroll 8
            for (std::size_t i = 0; i != 8; ++i)
                _mm_prefetch(at + far_ahead + i * block_size, _MM_HINT_T0);
        }
        set const quotes = without(s.quotes, escaped_places(s.backslashes, escaping));
        set const strings = between_pairs(quotes, inside);
        inside = all_like_last(strings);
        opens = without(s.opens, strings);
        closes = without(s.closes, strings);
        commas = without(s.commas, strings);
        set const change = _mm512_maskz_sub_epi64(lanes, counts(opens), counts(closes));
        behind = _mm512_maskz_add_epi64(lanes, depth, sums(change));
        depths = _mm512_maskz_sub_epi64(lanes, behind, change);
        set const unpaired = closes & _mm512_maskz_sub_epi64(lanes, closes, opens);
        return _cvtmask8_u32(_mm512_cmpge_epi64_mask(counts(unpaired), depths));
    }
    // To the next window. False: there is none.
    [[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,"
                  "bmi2,popcnt"),
      gnu::always_inline]] inline bool
    go_on() {
        depth = last_number(behind);
        if (rest <= size) return false;
        at += size;
        rest -= size;
        return true;
    }
};

// behind_close for those blocks of a window.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline char const*
behind_close(char const* at, unsigned blocks, set opens, set closes, set depths) {
    alignas(64) mask opening[8], closing[8], depth[8];
    _mm512_store_si512(opening, opens);
    _mm512_store_si512(closing, closes);
    _mm512_store_si512(depth, depths);
    for (; blocks != 0; blocks &= blocks - 1) {
        std::size_t const i = first_of(blocks);
        char const* const behind =
            detail::behind_close(at + i * block_size, opening[i], closing[i], depth[i]);
        if (behind != nullptr) return behind;
    }
    return nullptr;
}
// As behind_containers, from where `state` is left on.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,gfni,pclmul,"
              "vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline, gnu::aligned(64)]] inline char const*
behind_containers(char const* at, char const* end, std::size_t depth, string_state const& state) {
    passage p(at, end, depth, state);
    do {
        if (unsigned const blocks = p.look(); blocks != 0) [[unlikely]]
            if (char const* const behind = behind_close(p.at, blocks, p.opens, p.closes, p.depths);
                behind != nullptr)
                return behind;
    } while (p.go_on());
    return nullptr;
}

// behind_commas_in for those blocks of a window.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline sibling
behind_commas_in(char const* at, unsigned blocks, set opens, set closes, set commas, std::size_t& n,
                 set depths) {
    alignas(64) mask opening[8], closing[8], comma[8], depth[8];
    _mm512_store_si512(opening, opens);
    _mm512_store_si512(closing, closes);
    _mm512_store_si512(comma, commas);
    _mm512_store_si512(depth, depths);
    for (; blocks != 0; blocks &= blocks - 1) {
        std::size_t const i = first_of(blocks);
        sibling const found = detail::behind_commas_in<avx512_block>(
            at + i * block_size, opening[i], closing[i], comma[i], n, depth[i]);
        if (found.at != nullptr) return found;
    }
    return {nullptr};
}
// Behind the n-th place of a window's set that has so many; n is at least 1.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline char const*
behind_nth(char const* at, set s, std::size_t n) {
    alignas(64) mask places[8];
    _mm512_store_si512(places, s);
    mask const* block = places;
    for (std::size_t here = 0; (here = count(*block)) < n; ++block, at += block_size) n -= here;
    return at + avx512_block::nth_of(*block, n - 1) + 1;
}
// As behind_commas, from where `state` is left on, `depth` below the array.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,gfni,pclmul,"
              "vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline, gnu::aligned(64)]] inline sibling
behind_commas(char const* at, char const* end, std::size_t n, std::size_t depth,
              string_state const& state) {
    passage p(at, end, depth, state);
    do {
        unsigned const blocks = p.look();
        if (blocks == 0) continue;
        // where nothing is more than one level below the array, brackets come in pairs
        set const brackets = p.opens | p.closes,
                  nested = between_pairs(brackets, _mm512_maskz_sub_epi64(lanes, none(), p.depth));
        if (_cvtmask8_u32(_mm512_cmpgt_epu64_mask(p.depth, _mm512_set1_epi64(1))) == 0 &&
            !any(of<(x & y) ^ z>(brackets, nested, p.opens))) [[likely]] {
            set const own = without(p.commas, nested);
            auto const passed = static_cast<std::size_t>(sums(counts(own))[7]);
            if (passed >= n) return {behind_nth(p.at, own, n), 0};
            n -= passed;
        } else if (sibling const found =
                       behind_commas_in(p.at, blocks, p.opens, p.closes, p.commas, n, p.depths);
                   found.at != nullptr) {
            return found;
        }
    } while (p.go_on());
    return {nullptr};
}

}  // namespace trotline::json::detail::window
#endif
#endif
