// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_SIXTEEN_BYTES_HPP
#define TROTLINE_CORE_SIXTEEN_BYTES_HPP
// Compares sixteen bytes of text at once with what the compiler may use on every machine: SSE2 on
// x86, Advanced SIMD on AArch64, 64-bit words elsewhere. For looking at the next few bytes; loops
// over many bytes choose their instructions at run time (core/cpu.hpp). Not for constant
// evaluation.
//
//     auto const bytes = sixteen_bytes::load(at);
//     auto const found = (bytes.equal('<') | bytes.equal('&')).places();
//     if (found.any()) at += found.first();

#include <trotline/core/abi.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)
#include <arm_neon.h>
#endif

namespace trotline::inline TROTLINE_ABI::detail {

// Eight bytes as a number, with the first byte lowest on every machine.
[[gnu::always_inline]] inline std::uint64_t load_word(char const* at) {
    std::uint64_t word;
    std::memcpy(&word, at, sizeof word);
    return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

// The same with four bytes.
[[gnu::always_inline]] inline std::uint32_t load_four(char const* at) {
    std::uint32_t bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return std::endian::native == std::endian::little ? bytes : __builtin_bswap32(bytes);
}

// A set of positions from 0 to 15, with BitsForEach bits for each position, the first position
// lowest.
template <unsigned BitsForEach> struct sixteen_places {
    std::uint64_t bits;

    [[gnu::always_inline]] constexpr bool any() const { return bits != 0; }
    // precondition: any()
    [[gnu::always_inline]] constexpr std::size_t first() const {
        return static_cast<std::size_t>(std::countr_zero(bits)) / BitsForEach;
    }
    [[gnu::always_inline]] constexpr bool has(std::size_t place) const {
        return (bits >> (place * BitsForEach) & 1) != 0;
    }
    // The positions from `place` (up to 16) on, shifted so that `place` becomes 0.
    [[gnu::always_inline]] constexpr sixteen_places from(std::size_t place) const {
        if constexpr (BitsForEach < 4) return {bits >> (place * BitsForEach)};
        return {bits >> (place * BitsForEach / 2) >> (place * BitsForEach / 2)};
    }
    // The positions after `place` (up to 15), not shifted.
    [[gnu::always_inline]] constexpr sixteen_places after(std::size_t place) const {
        constexpr std::uint64_t after_first = ~((std::uint64_t{1} << BitsForEach) - 1);
        return {bits & after_first << (place * BitsForEach)};
    }
    friend constexpr sixteen_places operator|(sixteen_places a, sixteen_places b) {
        return {a.bits | b.bits};
    }
};

#if defined(__SSE2__)

struct sixteen_bytes {
    // For each byte, whether it matched.
    struct matches {
        __m128i bytes;

        [[gnu::always_inline]] friend inline matches operator|(matches a, matches b) {
            return {_mm_or_si128(a.bytes, b.bytes)};
        }
        [[gnu::always_inline]] friend inline matches operator&(matches a, matches b) {
            return {_mm_and_si128(a.bytes, b.bytes)};
        }
        [[gnu::always_inline]] sixteen_places<1> places() const {
            return {static_cast<std::uint32_t>(_mm_movemask_epi8(bytes))};
        }
    };

    __m128i bytes;

    [[gnu::always_inline]] static sixteen_bytes load(void const* at) {
        return {_mm_loadu_si128(static_cast<__m128i const*>(at))};
    }
    // Sets these bits in each byte.
    [[gnu::always_inline]] sixteen_bytes with(char bits) const {
        return {_mm_or_si128(bytes, _mm_set1_epi8(bits))};
    }
    [[gnu::always_inline]] matches equal(char c) const {
        return {_mm_cmpeq_epi8(bytes, _mm_set1_epi8(c))};
    }
    // ASCII bytes that are at most `most`.
    [[gnu::always_inline]] matches at_most(char most) const {
        return {_mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(most)), bytes)};
    }
    // Bytes below 0x20 or not ASCII: as signed numbers, those below the blank.
    [[gnu::always_inline]] matches controls_or_not_ascii() const {
        return {_mm_cmplt_epi8(bytes, _mm_set1_epi8(' '))};
    }
};

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

struct sixteen_bytes {
    struct matches {
        uint8x16_t bytes;

        [[gnu::always_inline]] friend inline matches operator|(matches a, matches b) {
            return {vorrq_u8(a.bytes, b.bytes)};
        }
        [[gnu::always_inline]] friend inline matches operator&(matches a, matches b) {
            return {vandq_u8(a.bytes, b.bytes)};
        }
        // half a byte for each position: one narrowing shift
        [[gnu::always_inline]] sixteen_places<4> places() const {
            return {
                vget_lane_u64(vreinterpret_u64_u8(vshrn_n_u16(vreinterpretq_u16_u8(bytes), 4)), 0)};
        }
    };

    uint8x16_t bytes;

    [[gnu::always_inline]] static sixteen_bytes load(void const* at) {
        return {vld1q_u8(static_cast<std::uint8_t const*>(at))};
    }
    [[gnu::always_inline]] sixteen_bytes with(char bits) const {
        return {vorrq_u8(bytes, vdupq_n_u8(static_cast<std::uint8_t>(bits)))};
    }
    [[gnu::always_inline]] matches equal(char c) const {
        return {vceqq_u8(bytes, vdupq_n_u8(static_cast<std::uint8_t>(c)))};
    }
    [[gnu::always_inline]] matches at_most(char most) const {
        return {vcleq_u8(bytes, vdupq_n_u8(static_cast<std::uint8_t>(most)))};
    }
    [[gnu::always_inline]] matches controls_or_not_ascii() const {
        return {vcltq_s8(vreinterpretq_s8_u8(bytes), vdupq_n_s8(' '))};
    }
};

#else

struct sixteen_bytes {
    static constexpr std::uint64_t each = 0x0101010101010101, top = 0x80 * each, rest = 0x7F * each;

    // In the top bit of each byte, whether it matched.
    struct matches {
        std::uint64_t words[2];

        [[gnu::always_inline]] friend inline matches operator|(matches a, matches b) {
            return {{a.words[0] | b.words[0], a.words[1] | b.words[1]}};
        }
        [[gnu::always_inline]] friend inline matches operator&(matches a, matches b) {
            return {{a.words[0] & b.words[0], a.words[1] & b.words[1]}};
        }
        [[gnu::always_inline]] sixteen_places<1> places() const {
            return {gathered(words[0]) | gathered(words[1]) << 8};
        }

      private:
        // Puts the eight top bits side by side: the product has the i-th of them at bit 56 + i.
        [[gnu::always_inline]] static std::uint64_t gathered(std::uint64_t tops) {
            return (tops >> 7) * 0x0102040810204080 >> 56;
        }
    };

    std::uint64_t words[2];

    [[gnu::always_inline]] static sixteen_bytes load(void const* at) {
        auto const* const bytes = static_cast<char const*>(at);
        return {{load_word(bytes), load_word(bytes + 8)}};
    }
    [[gnu::always_inline]] sixteen_bytes with(char bits) const {
        return {{words[0] | repeated(bits), words[1] | repeated(bits)}};
    }
    [[gnu::always_inline]] matches equal(char c) const {
        return {{zeros(words[0] ^ repeated(c)), zeros(words[1] ^ repeated(c))}};
    }
    [[gnu::always_inline]] matches at_most(char most) const {
        return {{up_to(words[0], most), up_to(words[1], most)}};
    }
    [[gnu::always_inline]] matches controls_or_not_ascii() const {
        return {
            {up_to(words[0], 0x1F) | (words[0] & top), up_to(words[1], 0x1F) | (words[1] & top)}};
    }

  private:
    [[gnu::always_inline]] static std::uint64_t repeated(char c) {
        return static_cast<unsigned char>(c) * each;
    }
    // No sum carries from one byte into the next.
    [[gnu::always_inline]] static std::uint64_t zeros(std::uint64_t word) {
        return ~(((word & rest) + rest) | word) & top;
    }
    [[gnu::always_inline]] static std::uint64_t up_to(std::uint64_t word, char most) {
        return ~(((word & rest) + (0x7F - static_cast<unsigned char>(most)) * each) | word) & top;
    }
};

#endif

}  // namespace trotline::detail
#endif
