// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_BLOCK_NEON_HPP
#define TROTLINE_XML_KERNEL_BLOCK_NEON_HPP
// Classifies 64 bytes with Advanced SIMD (NEON), which every AArch64 processor has.

#include <trotline/core/neon_masks.hpp>
#include <trotline/xml/character.hpp>
#include <trotline/xml/kernel/block.hpp>
#include <trotline/xml/kernel/window.hpp>

#if defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include <arm_neon.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::xml::detail {

namespace neon = trotline::detail::neon;

// For each ASCII character, the bits that masks_of_eight_bits and masks_of_four_bits collect.
struct neon_tables {
    alignas(16) std::uint8_t marks[64]{};     // no character from 0x40 on is a mark
    alignas(16) std::uint8_t classes[128]{};  // one table for each half of ASCII
};
inline constexpr neon_tables character_bits = [] {
    neon_tables made;
    constexpr std::string_view marks = "</\"'>!?";
    for (unsigned i = 0; i != marks.size(); ++i)
        made.marks[static_cast<unsigned char>(marks[i])] =
            static_cast<std::uint8_t>(1U << (i < 5 ? i : 5));
    for (unsigned c = 0; c != 128; ++c) {
        char const character = static_cast<char>(c);
        made.classes[c] = static_cast<std::uint8_t>(
            (is(character, stops_text) ? 1U << 2 : 0) | (is(character, stops_value) ? 1U << 3 : 0) |
            (is(character, continues_name) ? 1U << 6 : 0) | (character == ']' ? 1U << 7 : 0));
    }
    return made;
}();

struct neon_block {
    // Reads all 64 bytes.
    [[gnu::always_inline]] static inline block_classes classes_at(char const* at) {
        uint8x16x4_t const bytes = vld4q_u8(reinterpret_cast<std::uint8_t const*>(at));
        uint8x16x4_t const lower = table(character_bits.classes),
                           upper = table(character_bits.classes + 64);
        auto const masks = neon::masks_of_four_bits(neon::each(
            bytes, [&](uint8x16_t each) __attribute__((always_inline)) {
                // a byte outside of a table gives 0, or leaves the value unchanged
                return vqtbx4q_u8(vqtbl4q_u8(lower, each), upper, veorq_u8(each, vdupq_n_u8(0x40)));
            }));
        return {masks.get<0>(), masks.get<1>(), masks.get<2>(), neon::mask_of(bytes),
                masks.get<3>()};
    }
    [[gnu::always_inline]] static inline block_marks marks_at(char const* at) {
        uint8x16x4_t const bytes = vld4q_u8(reinterpret_cast<std::uint8_t const*>(at));
        uint8x16x4_t const marks = table(character_bits.marks);
        auto const masks = neon::masks_of_eight_bits(neon::each(
            bytes, [&](uint8x16_t each)
                       __attribute__((always_inline)) { return vqtbl4q_u8(marks, each); }));
        // bits 0 (<), 1 (/), 4 (>), 5 (! and ?), 2 (") and 3 (')
        return {masks.get<0>(), masks.get<2>(), masks.get<1>(),
                masks.get<3>(), masks.get<4>(), masks.get<5>()};
    }
    static inline void classify(char const* at, std::size_t size, block_window& window) {
        block_window::filler to(window);
        auto const add = [&](block_classes const& classes) __attribute__((always_inline)) {
            std::uint16_t* const stops = to.next();
            unsigned const offset = to.offset();
            neon::write_places(to.add(classes), offset, stops);
        };
        for (; size >= block_size; size -= block_size, at += block_size) add(classes_at(at));
        if (size != 0) add(classes_at(at + size - block_size).after(block_size - size));
        to.end();
    }
    [[gnu::noinline]] static inline std::size_t rest_of_tag(char const* text, std::size_t at,
                                                            std::size_t size,
                                                            block_window const& window);

  private:
    [[gnu::always_inline]] static inline uint8x16x4_t table(std::uint8_t const* of) {
        return {{neon::loaded(of), neon::loaded(of + 16), neon::loaded(of + 32),
                 neon::loaded(of + 48)}};
    }
};

}  // namespace trotline::xml::detail
#endif
#endif
