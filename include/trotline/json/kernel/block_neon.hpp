// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BLOCK_NEON_HPP
#define TROTLINE_JSON_KERNEL_BLOCK_NEON_HPP
// Blocks of 64 bytes with Advanced SIMD (NEON), which every AArch64 processor has.

#include <trotline/core/neon_masks.hpp>
#include <trotline/json/kernel/block.hpp>

#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include <arm_neon.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <initializer_list>

namespace trotline::inline TROTLINE_ABI::json::detail {

namespace neon = trotline::detail::neon;

// Classifies bytes by their two halves: a byte has the class bits that the table entries of both
// halves have.
struct half_byte_classes {
    alignas(16) std::uint8_t low[16];
    alignas(16) std::uint8_t high[16];
};
struct half_byte_class {
    unsigned low, high;  // sets of values of each half
    unsigned bit;
};
template <std::size_t N>
constexpr half_byte_classes make_half_byte_classes(half_byte_class const (&classes)[N]) {
    half_byte_classes made{};
    for (half_byte_class const& c : classes)
        for (unsigned half = 0; half != 16; ++half) {
            auto const add = [&](std::uint8_t& entry, unsigned set) {
                if ((set >> half & 1) != 0) entry = static_cast<std::uint8_t>(entry | 1U << c.bit);
            };
            add(made.low[half], c.low);
            add(made.high[half], c.high);
        }
    return made;
}
constexpr unsigned halves(std::initializer_list<unsigned> set) {
    unsigned bits = 0;
    for (unsigned const half : set) bits |= 1U << half;
    return bits;
}

// Quotes, backslashes, opening and closing brackets, at the bits where structure() needs them.
inline constexpr half_byte_classes structural_classes =
    make_half_byte_classes({{halves({0x2}), halves({2}), 2},
                            {halves({0xC}), halves({5}), 3},
                            {halves({0xB}), halves({5, 7}), 6},
                            {halves({0xD}), halves({5, 7}), 7}});

// Quotes, backslashes, colons and brackets.
inline constexpr half_byte_classes member_classes =
    make_half_byte_classes({{halves({0x2}), halves({2}), 2},
                            {halves({0xC}), halves({5}), 3},
                            {halves({0xA}), halves({3}), 6},
                            {halves({0xB, 0xD}), halves({5, 7}), 7}});

struct neon_block {
    uint8x16x4_t bytes;  // the i-th byte is in register i % 4

    // The block at `at`. The first `size` bytes (at most 64) are text, the rest becomes blanks.
    [[gnu::always_inline]] static inline neon_block load(char const* at, std::size_t size) {
        if (size >= block_size) [[likely]]
            return {vld4q_u8(reinterpret_cast<std::uint8_t const*>(at))};
        std::uint8_t copy[block_size];
        std::memset(copy, ' ', sizeof copy);
        std::memcpy(copy, at, size);
        return {vld4q_u8(copy)};
    }
    [[gnu::always_inline]] static inline mask equal(neon_block const& b, char c) {
        uint8x16_t const wanted = vdupq_n_u8(static_cast<std::uint8_t>(c));
        return neon::mask_of(neon::each(
            b.bytes, [&](uint8x16_t sixteen)
                         __attribute__((always_inline)) { return vceqq_u8(sixteen, wanted); }));
    }
    // Control characters and bytes that are not ASCII: as signed bytes, those below the blank.
    [[gnu::always_inline]] static inline mask suspects(neon_block const& b) {
        int8x16_t const blank = vdupq_n_s8(' ');
        return neon::mask_of(neon::each(
            b.bytes, [&](uint8x16_t sixteen) __attribute__((always_inline)) {
                return vcltq_s8(vreinterpretq_s8_u8(sixteen), blank);
            }));
    }
    [[gnu::always_inline]] static inline structural_masks structure(neon_block const& b) {
        auto const masks = neon::masks_of_four_bits(classes_of(b, structural_classes));
        return {masks.get<0>(), masks.get<1>(), masks.get<2>(), masks.get<3>()};
    }
    [[gnu::always_inline]] static inline member_masks members(neon_block const& b) {
        auto const masks = neon::masks_of_four_bits(classes_of(b, member_classes));
        return {masks.get<0>(), masks.get<1>(), masks.get<2>() | masks.get<3>()};
    }
    // The positions from each odd-numbered set bit up to the one before the next set bit. Here a
    // shift is part of an exclusive or, so six of them take no longer than a carry-less product
    // with the moves to its register and back.
    [[gnu::always_inline]] static inline mask between_pairs(mask m) {
#if defined(__ARM_FEATURE_AES)
        return static_cast<mask>(vgetq_lane_u64(
            vreinterpretq_u64_p128(vmull_p64(static_cast<poly64_t>(m), ~poly64_t{0})), 0));
#else
        m ^= m << 1;
        m ^= m << 2;
        m ^= m << 4;
        m ^= m << 8;
        m ^= m << 16;
        return m ^ m << 32;
#endif
    }
    // The n-th position (from 0) of a set that has more than n.
    [[gnu::always_inline]] static inline std::size_t nth_of(mask m, std::size_t n) {
        // how many there are up to the end of each byte
        mask const sums =
            vget_lane_u64(vreinterpret_u64_u8(vcnt_u8(vcreate_u8(m))), 0) * 0x0101010101010101;
        // the bytes before the one that has it
        mask const before = vget_lane_u64(
            vreinterpret_u64_u8(vcle_u8(vcreate_u8(sums), vdup_n_u8(static_cast<std::uint8_t>(n)))),
            0);
        auto const skipped = static_cast<unsigned>(std::popcount(before));
        mask byte = m >> skipped;
        for (n -= sums << 8 >> skipped & 0xFF; n != 0; --n) byte &= byte - 1;
        return skipped + first_of(byte);
    }
    // Writes the positions of a set, each plus `offset` (the block's offset in the text). Returns
    // the end of what it wrote.
    [[gnu::always_inline]] static inline std::uint16_t* write_places(std::uint16_t* place, mask m,
                                                                     std::size_t offset) {
        return neon::write_places(m, static_cast<unsigned>(offset), place);
    }

  private:
    [[gnu::always_inline]] static inline uint8x16x4_t classes_of(neon_block const& b,
                                                                 half_byte_classes const& tables) {
        uint8x16_t const low = neon::loaded(tables.low), high = neon::loaded(tables.high);
        return neon::each(
            b.bytes, [&](uint8x16_t sixteen) __attribute__((always_inline)) {
                return vandq_u8(vqtbl1q_u8(low, vandq_u8(sixteen, vdupq_n_u8(0x0F))),
                                vqtbl1q_u8(high, vshrq_n_u8(sixteen, 4)));
            });
    }
};

}  // namespace trotline::json::detail
#endif
#endif
