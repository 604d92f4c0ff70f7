// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_SKIP_IN_WINDOWS_HPP
#define TROTLINE_JSON_KERNEL_SKIP_IN_WINDOWS_HPP
// Skips long containers and long arrays in windows of 512 bytes, as skip_in_blocks.hpp does in
// blocks of 64.

#include <trotline/json/kernel/byte_classes.hpp>
#include <trotline/json/kernel/skip_in_blocks.hpp>
#include <trotline/json/kernel/window.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail::window {

// The bytes that decide about structure.
struct structural_sets {
    set quotes, backslashes, commas, opens, closes;
};

// Four bits for each byte: 1 for a quote, 2 for a backslash, both for a comma.
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

// For two transposed blocks: the order that puts the first four bits of each byte together, of one
// block and then of the other.
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
// For each block, the sum of its number and those of the blocks before it.
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

// Prefetch distance in bytes. It is larger than what the processor does itself, because hardware
// prefetchers stop at the end of a page.
inline constexpr std::size_t far_ahead = 16384;

// The brackets and commas outside of strings, window by window. Each window is loaded while the one
// before it is examined.
struct passage {
    char const* at;
    std::size_t rest;
    structural_sets next;
    set escaping, inside;  // see string_state
    set depth;             // how many containers are open at the window's start, for each block
    set opens, closes, commas;
    set depths;  // how many are open at the start of each block
    set after;   // and at its end

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

    // One bit for each block: whether one of its brackets may take the depth to 0.
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
        after = _mm512_maskz_add_epi64(lanes, depth, sums(change));
        depths = _mm512_maskz_sub_epi64(lanes, after, change);
        set const unpaired = closes & _mm512_maskz_sub_epi64(lanes, closes, opens);
        return _cvtmask8_u32(_mm512_cmpge_epi64_mask(counts(unpaired), depths));
    }
    // Moves to the next window. False: there is none.
    [[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,"
                  "bmi2,popcnt"),
      gnu::always_inline]] inline bool
    go_on() {
        depth = last_number(after);
        if (rest <= size) return false;
        at += size;
        rest -= size;
        return true;
    }
};

// after_close for those blocks of a window.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline char const*
after_close(char const* at, unsigned blocks, set opens, set closes, set depths) {
    alignas(64) mask opening[8], closing[8], depth[8];
    _mm512_store_si512(opening, opens);
    _mm512_store_si512(closing, closes);
    _mm512_store_si512(depth, depths);
    for (; blocks != 0; blocks &= blocks - 1) {
        std::size_t const i = first_of(blocks);
        char const* const after =
            detail::after_close(at + i * block_size, opening[i], closing[i], depth[i]);
        if (after != nullptr) return after;
    }
    return nullptr;
}
// As after_containers, continuing from `state`.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,gfni,pclmul,"
              "vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline, gnu::aligned(64)]] inline char const*
after_containers(char const* at, char const* end, std::size_t depth, string_state const& state) {
    passage p(at, end, depth, state);
    do {
        if (unsigned const blocks = p.look(); blocks != 0) [[unlikely]]
            if (char const* const after = after_close(p.at, blocks, p.opens, p.closes, p.depths);
                after != nullptr)
                return after;
    } while (p.go_on());
    return nullptr;
}

// after_commas_in for those blocks of a window.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline sibling
after_commas_in(char const* at, unsigned blocks, set opens, set closes, set commas, std::size_t& n,
                set depths) {
    alignas(64) mask opening[8], closing[8], comma[8], depth[8];
    _mm512_store_si512(opening, opens);
    _mm512_store_si512(closing, closes);
    _mm512_store_si512(comma, commas);
    _mm512_store_si512(depth, depths);
    for (; blocks != 0; blocks &= blocks - 1) {
        std::size_t const i = first_of(blocks);
        sibling const found = detail::after_commas_in<avx512_block>(
            at + i * block_size, opening[i], closing[i], comma[i], n, depth[i]);
        if (found.at != nullptr) return found;
    }
    return {nullptr};
}
// The position after the n-th one of a window's set; n is at least 1, and the set has as many.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline char const*
after_nth(char const* at, set s, std::size_t n) {
    alignas(64) mask places[8];
    _mm512_store_si512(places, s);
    mask const* block = places;
    for (std::size_t here = 0; (here = count(*block)) < n; ++block, at += block_size) n -= here;
    return at + avx512_block::nth_of(*block, n - 1) + 1;
}
// As after_commas, continuing from `state`, `depth` levels below the array.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,avx512vpopcntdq,gfni,pclmul,"
              "vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline, gnu::aligned(64)]] inline sibling
after_commas(char const* at, char const* end, std::size_t n, std::size_t depth,
             string_state const& state) {
    passage p(at, end, depth, state);
    do {
        unsigned const blocks = p.look();
        if (blocks == 0) continue;
        // If nothing is more than one level below the array, brackets come in pairs.
        set const brackets = p.opens | p.closes,
                  nested = between_pairs(brackets, _mm512_maskz_sub_epi64(lanes, none(), p.depth));
        if (_cvtmask8_u32(_mm512_cmpgt_epu64_mask(p.depth, _mm512_set1_epi64(1))) == 0 &&
            !any(of<(x & y) ^ z>(brackets, nested, p.opens))) [[likely]] {
            set const own = without(p.commas, nested);
            auto const passed = static_cast<std::size_t>(sums(counts(own))[7]);
            if (passed >= n) return {after_nth(p.at, own, n), 0};
            n -= passed;
        } else if (sibling const found =
                       after_commas_in(p.at, blocks, p.opens, p.closes, p.commas, n, p.depths);
                   found.at != nullptr) {
            return found;
        }
    } while (p.go_on());
    return {nullptr};
}

}  // namespace trotline::json::detail::window
#endif
#endif
