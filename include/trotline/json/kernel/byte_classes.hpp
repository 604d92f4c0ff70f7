// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BYTE_CLASSES_HPP
#define TROTLINE_JSON_KERNEL_BYTE_CLASSES_HPP
// Classifies a window of 512 bytes of text: for every class of bytes, the set of their positions.

#include <trotline/json/kernel/window.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail::window {

// What the grammar needs to know about a byte, in eight bits; 0 means not text. Bytes that are not
// ASCII count as DEL.
namespace byte_class {
// bytes that numbers and literals can have, or that are not allowed outside of strings
inline constexpr int token = 0x80, control = 0x40, digit = 0x20, zero = 0x21, backslash = 0x30,
                     escapable = 0x10;
// all other bytes
inline constexpr int quote = 1, open = 2, close = 4, comma = 8, colon = 0x10, curly = 0x20,
                     blank = 0x20;
}  // namespace byte_class

struct byte_table {
    alignas(64) std::uint8_t of[128];

    constexpr std::uint8_t& operator[](char c) { return of[static_cast<unsigned char>(c)]; }
};
constexpr byte_table make_classes() {
    using namespace byte_class;
    byte_table table{};
    for (int i = 0; i != 128; ++i) table.of[i] = i < 0x20 ? token | control : token;
    for (char const character : {'\t', '\n', '\r'}) table[character] = blank | control;
    for (char digits = '1'; digits <= '9'; ++digits) table[digits] = token | digit;
    constexpr struct {
        char character;
        int is;
    } others[] = {{' ', blank},
                  {'"', quote},
                  {',', comma},
                  {':', colon},
                  {'[', open},
                  {']', close},
                  {'{', open | curly},
                  {'}', close | curly},
                  {'0', token | zero},
                  {'\\', token | backslash},
                  {'/', token | escapable},
                  {'b', token | escapable},
                  {'t', token | escapable | 1},
                  {'f', token | escapable | 2},
                  {'n', token | escapable | 4},
                  {'r', token | escapable | 8},
                  {'u', token | 1},
                  {'a', token | 2},
                  {'s', token | 3},
                  {'l', token | 4},
                  {'e', token | 8},
                  {'-', token | 9},
                  {'+', token | 10},
                  {'E', token | 11},
                  {'.', token | 12}};
    for (auto const& other : others) table[other.character] = static_cast<std::uint8_t>(other.is);
    return table;
}
inline constexpr byte_table classes = make_classes();

// For two blocks whose bytes are in groups of eight: the order in which every group's first byte
// comes first (those of the first block, then of the second), then every group's third byte, and so
// on; or the second, the fourth, and so on.
constexpr register_bytes make_every_other(std::size_t first) {
    register_bytes order{};
    for (std::size_t i = 0; i != 64; ++i)
        order.of[i] = static_cast<std::uint8_t>(i / 8 % 2 * 64 + i % 8 * 8 + i / 16 * 2 + first);
    return order;
}
inline constexpr register_bytes first_third = make_every_other(0),
                                second_fourth = make_every_other(1);

// The classes of a block's bytes; only those in `text` are text.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
look_up(set read, __mmask64 text, byte_table const& table) {
    set const low = _mm512_load_si512(table.of), high = _mm512_load_si512(table.of + 64);
    return _mm512_maskz_permutex2var_epi8(
        text, low, _mm512_maskz_min_epu8(bytes, read, _mm512_set1_epi8(0x7F)), high);
}
// Transposes eight groups of eight bytes: bit i of the result's eight bytes in a group is that of
// the group's i-th byte.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
transposed(set groups) {
    // the product with a bit matrix needs the last of eight bytes first
    set const last_first = _mm512_set4_epi64(0x08090A0B0C0D0E0F, 0x0001020304050607,
                                             0x08090A0B0C0D0E0F, 0x0001020304050607);
    set const unit = _mm512_set1_epi64(static_cast<long long>(0x8040201008040201));
    return _mm512_gf2p8affine_epi64_epi8(unit, _mm512_maskz_shuffle_epi8(bytes, groups, last_first),
                                         0);
}
// The bytes of a block that are text, if `length` bytes from its first one on are.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline __mmask64
text_of(std::size_t length) {
    return length >= block_size ? bytes : (mask{1} << length) - 1;
}
// The transposed classes of a block with `length` bytes of text. All classes that occur are added
// to `seen`.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
read_block(char const* at, std::size_t length, set& seen) {
    __mmask64 const text = text_of(length);
    set const read = _mm512_maskz_loadu_epi8(text, at);
    _mm_prefetch(at + read_ahead, _MM_HINT_T0);
    seen |= read;
    return transposed(look_up(read, text, classes));
}

// Classifies a window with `length` bytes of text in Blocks blocks: for each of the eight bits, the
// bytes whose class has it. Returns true if all of it is ASCII.
template <std::size_t Blocks>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
read(char const* at, std::size_t length, set (&bits)[8]) {
    set blocks[8], seen = none();
#pragma GCC unroll 8
    for (std::size_t i = 0; i != 8; ++i) {
        blocks[i] = none();
        if (i < Blocks && i * block_size < length)
            blocks[i] = read_block(at + i * block_size, length - i * block_size, seen);
    }
    // every second bit, of two blocks
    set const even = _mm512_load_si512(first_third.of), odd = _mm512_load_si512(second_fourth.of);
    set evens[4], odds[4];
#pragma GCC unroll 4
    for (std::size_t i = 0; i != Blocks / 2; ++i) {
        evens[i] = _mm512_maskz_permutex2var_epi8(bytes, blocks[2 * i], even, blocks[2 * i + 1]);
        odds[i] = _mm512_maskz_permutex2var_epi8(bytes, blocks[2 * i], odd, blocks[2 * i + 1]);
    }
    if constexpr (Blocks == 4) {
#pragma GCC unroll 4
        for (int i = 0; i != 4; ++i) {
            set const places = _mm512_set_epi64(0, 0, 0, 0, 9 + 2 * i, 8 + 2 * i, 1 + 2 * i, 2 * i);
            bits[2 * i] = _mm512_maskz_permutex2var_epi64(0x0F, evens[0], places, evens[1]);
            bits[2 * i + 1] = _mm512_maskz_permutex2var_epi64(0x0F, odds[0], places, odds[1]);
        }
    } else {
#pragma GCC unroll 2
        for (int i = 0; i != 2; ++i) {
            set const(&of)[4] = i == 0 ? evens : odds;
            set const low = _mm512_maskz_shuffle_i64x2(lanes, of[0], of[1], 0x88),
                      low_2 = _mm512_maskz_shuffle_i64x2(lanes, of[2], of[3], 0x88),
                      high = _mm512_maskz_shuffle_i64x2(lanes, of[0], of[1], 0xDD),
                      high_2 = _mm512_maskz_shuffle_i64x2(lanes, of[2], of[3], 0xDD);
            bits[i] = _mm512_maskz_shuffle_i64x2(lanes, low, low_2, 0x88);
            bits[i + 2] = _mm512_maskz_shuffle_i64x2(lanes, high, high_2, 0x88);
            bits[i + 4] = _mm512_maskz_shuffle_i64x2(lanes, low, low_2, 0xDD);
            bits[i + 6] = _mm512_maskz_shuffle_i64x2(lanes, high, high_2, 0xDD);
        }
    }
    return _mm512_movepi8_mask(seen) == 0;
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
read(char const* at, std::size_t length, set (&bits)[8]) {
    return length > size / 2 ? read<8>(at, length, bits) : read<4>(at, length, bits);
}

// True if something in the window at `at` is not UTF-8, given the text before it.
[[gnu::target(
    "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,"
    "popcnt")]] inline bool
breaks_utf8(char const* text, char const* at, std::size_t length) {
    auto before =
        at == text ? avx512_block::blanks() : avx512_block::load(at - block_size, block_size);
    for (std::size_t i = 0; i < length; i += block_size) {
        auto const block = avx512_block::load(at + i, length - i);
        if (avx512_block::breaks_utf8(block, before)) return true;
        before = block;
    }
    return false;
}

}  // namespace trotline::json::detail::window
#endif
#endif
