// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_NEON_MASKS_HPP
#define TROTLINE_CORE_NEON_MASKS_HPP
// Masks for 64 bytes of text on AArch64: bit i of a mask says something about byte i.
//
// Advanced SIMD (NEON) has no instruction that collects one bit of each byte. Therefore the 64
// bytes are loaded with LD4, which puts byte i into register i % 4. Four bits that are neighbours
// in a mask are then at the same position of the four registers, and shift-and-insert instructions
// combine them for all sixteen positions at once.

#include <trotline/core/abi.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>

#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include <arm_neon.h>

namespace trotline::inline TROTLINE_ABI::detail::neon {

// The top bits of 64 bytes.
[[gnu::always_inline]] inline std::uint64_t mask_of(uint8x16_t first, uint8x16_t second,
                                                    uint8x16_t third, uint8x16_t fourth) {
    uint8x16_t const four =
        vsriq_n_u8(vsriq_n_u8(fourth, third, 1), vsriq_n_u8(second, first, 1), 2);
    // the mask's bits are in both halves of each byte; a narrowing shift takes one half of each
    uint8x16_t const twice = vsriq_n_u8(four, four, 4);
    return vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(twice), 4)), 0);
}
[[gnu::always_inline]] inline std::uint64_t mask_of(uint8x16x4_t const& bytes) {
    return mask_of(bytes.val[0], bytes.val[1], bytes.val[2], bytes.val[3]);
}

// Sixteen constant bytes that stay in a register: g++ would load them again for each use.
[[gnu::always_inline]] inline uint8x16_t loaded(std::uint8_t const* sixteen) {
    uint8x16_t bytes = vld1q_u8(sixteen);
    asm("" : "+w"(bytes));
    return bytes;
}

// Applies f to each of four registers.
template <class F>
[[gnu::always_inline]] inline uint8x16x4_t each(uint8x16x4_t const& of, F const& f) {
    return {{f(of.val[0]), f(of.val[1]), f(of.val[2]), f(of.val[3])}};
}

// Four masks; or the first four of eight, and the other four.
struct four_masks {
    uint64x2_t first, second;

    template <int I> [[gnu::always_inline]] std::uint64_t get() const {
        return vgetq_lane_u64(I < 2 ? first : second, I % 2);
    }
};
struct eight_masks {
    four_masks first, second;

    template <int I> [[gnu::always_inline]] std::uint64_t get() const {
        if constexpr (I < 4)
            return first.get<I>();
        else
            return second.get<I - 4>();
    }
};

// Input: each half of a byte has the mask bits of four positions. Output: the masks in one piece,
// those of the lower halves first.
[[gnu::always_inline]] inline four_masks masks_of_halves(uint8x16_t one, uint8x16_t other) {
    uint8x16_t const evens = vuzp1q_u8(one, other), odds = vuzp2q_u8(one, other);
    return {vreinterpretq_u64_u8(vsliq_n_u8(evens, odds, 4)),
            vreinterpretq_u64_u8(vsriq_n_u8(odds, evens, 4))};
}

// The masks of bits 2, 3, 6 and 7 of each byte. All other bits must be 0.
[[gnu::always_inline]] inline four_masks masks_of_four_bits(uint8x16x4_t const& bytes) {
    // two registers combined, the first one in the lower bits
    uint8x16_t const evens = vsraq_n_u8(bytes.val[2], bytes.val[0], 2),
                     odds = vsraq_n_u8(bytes.val[3], bytes.val[1], 2);
    uint8x16_t const every_other = vdupq_n_u8(0x55);
    return masks_of_halves(vbslq_u8(every_other, evens, vshlq_n_u8(odds, 1)),
                           vbslq_u8(every_other, vshrq_n_u8(evens, 1), odds));
}

// The masks of bits 0, 1, 4, 5, and of bits 2, 3, 6, 7 of each byte: transposes matrices of four
// registers by eight bits.
[[gnu::always_inline]] inline eight_masks masks_of_eight_bits(uint8x16x4_t const& bytes) {
    uint8x16_t const every_other = vdupq_n_u8(0x55), every_other_pair = vdupq_n_u8(0x33);
    auto const even = [&](int i) __attribute__((always_inline)) {
        return vbslq_u8(every_other, bytes.val[i], vshlq_n_u8(bytes.val[i + 1], 1));
    };
    auto const odd = [&](int i) __attribute__((always_inline)) {
        return vbslq_u8(every_other, vshrq_n_u8(bytes.val[i], 1), bytes.val[i + 1]);
    };
    uint8x16_t const evens[] = {even(0), even(2)}, odds[] = {odd(0), odd(2)};
    return {masks_of_halves(vbslq_u8(every_other_pair, evens[0], vshlq_n_u8(evens[1], 2)),
                            vbslq_u8(every_other_pair, odds[0], vshlq_n_u8(odds[1], 2))),
            masks_of_halves(vbslq_u8(every_other_pair, vshrq_n_u8(evens[0], 2), evens[1]),
                            vbslq_u8(every_other_pair, vshrq_n_u8(odds[0], 2), odds[1]))};
}

// Writes the positions of the set bits, each plus `offset`. Returns the end of what it wrote.
[[gnu::always_inline]] inline std::uint16_t* write_places(std::uint64_t bits, unsigned offset,
                                                          std::uint16_t* to) {
    // Lowest bit first. Counting leading zeros takes one instruction, counting trailing zeros two.
    asm("rbit %0, %1" : "=r"(bits) : "r"(bits));
    while (bits != 0) {
        auto const place = static_cast<unsigned>(std::countl_zero(bits));
        *to++ = static_cast<std::uint16_t>(offset + place);
        asm("" : "+r"(to));  // otherwise g++ also counts the bits, for the end
        bits &= ~(std::uint64_t{1} << 63 >> place);
    }
    return to;
}

}  // namespace trotline::detail::neon
#endif
#endif
