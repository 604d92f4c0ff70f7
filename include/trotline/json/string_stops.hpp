// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_STRING_STOPS_HPP
#define TROTLINE_JSON_STRING_STOPS_HPP
// Where a run of plain characters in a string ends, looked for in many bytes at once. A stop is a
// byte that needs a decision: a quote, a backslash, a control character, or a part of a character
// that is not ASCII.
//
// Each struct below is one way to find stops. read() looks at `size` bytes from a place on, all of
// which must be text; read_quotes(), where it is needed, takes quotes and backslashes only. The
// result is a set of stops: empty is 0, first() is the distance of the lowest, behind() leaves out
// the first n bytes. The lengths of strings below `guessed` are guessed (probe.hpp) where that is
// known to be quicker than waiting for them.

#include <trotline/core/neon_masks.hpp>
#include <trotline/core/sixteen_bytes.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace trotline::inline TROTLINE_ABI::json::detail {

// Bytes as a number, the first one lowest on every machine.
[[gnu::always_inline]] inline std::uint64_t eight_bytes(char const* at) {
    return trotline::detail::load_word(at);
}
[[gnu::always_inline]] inline std::uint32_t four_bytes(char const* at) {
    std::uint32_t bytes;
    std::memcpy(&bytes, at, 4);
    return std::endian::native == std::endian::little ? bytes : __builtin_bswap32(bytes);
}
[[gnu::always_inline]] inline std::uint16_t two_bytes(char const* at) {
    std::uint16_t bytes;
    std::memcpy(&bytes, at, 2);
    return std::endian::native == std::endian::little ? bytes : __builtin_bswap16(bytes);
}
constexpr std::uint64_t eight_times(unsigned char byte) {
    return std::uint64_t{0x0101010101010101} * byte;
}

// Any machine: a stop is the top bit of its byte. What is above the first stop can be wrong, as
// subtraction borrows from it.
struct word_stops {
    using set = std::uint64_t;
    static constexpr std::ptrdiff_t size = 8;
    static constexpr bool is_kept = false;
    static constexpr std::size_t guessed = 8;

    [[gnu::always_inline]] static inline set read(char const* at) {
        std::uint64_t const bytes = eight_bytes(at);
        std::uint64_t const quotes = (bytes ^ eight_times('"')) - eight_times(1);
        std::uint64_t const backslashes = (bytes ^ eight_times('\\')) - eight_times(1);
        std::uint64_t const controls = bytes - eight_times(' ');
        return (quotes | backslashes | controls | bytes) & eight_times(0x80);
    }
    [[gnu::always_inline]] static inline set read_quotes(char const* at) {
        std::uint64_t const bytes = eight_bytes(at);
        std::uint64_t const quotes = (bytes ^ eight_times('"')) - eight_times(1);
        std::uint64_t const backslashes = (bytes ^ eight_times('\\')) - eight_times(1);
        return (quotes | backslashes) & ~bytes & eight_times(0x80);
    }
    [[gnu::always_inline]] static inline std::ptrdiff_t first(set stops) {
        return std::countr_zero(stops) / 8;
    }
    [[gnu::always_inline]] static inline set behind(set stops, std::ptrdiff_t n) {
        return stops >> (8 * n);
    }
};

#if defined(__x86_64__) && defined(__GNUC__)

// Every x86-64 processor.
struct sse2_stops {
    using set = unsigned;
    static constexpr std::ptrdiff_t size = 16;
    static constexpr bool is_kept = false;
    static constexpr std::size_t guessed = 16;

    [[gnu::always_inline]] static inline set read(char const* at) {
        __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
        // as signed bytes, what is not ASCII is below the blank, too
        __m128i const stops = _mm_or_si128(_mm_or_si128(_mm_cmpgt_epi8(_mm_set1_epi8(' '), bytes),
                                                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))),
                                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        return static_cast<unsigned>(_mm_movemask_epi8(stops));
    }
    [[gnu::always_inline]] static inline set read_quotes(char const* at) {
        __m128i const bytes = _mm_loadu_si128(reinterpret_cast<__m128i const*>(at));
        return static_cast<unsigned>(
            _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')))));
    }
    [[gnu::always_inline]] static inline std::ptrdiff_t first(set stops) {
        return __builtin_ctz(stops);
    }
    [[gnu::always_inline]] static inline set behind(set stops, std::ptrdiff_t n) {
        return stops >> n;
    }
};

// 64 bytes that are kept from string to string: they cost more than 16, but serve several.
struct avx2_stops {
    using set = std::uint64_t;
    static constexpr std::ptrdiff_t size = 64;
    static constexpr bool is_kept = true;
    static constexpr std::size_t guessed = 16;

    [[gnu::target("avx2,bmi,bmi2")]] static inline unsigned read_half(char const* at) {
        __m256i const bytes = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(at));
        __m256i const stops =
            _mm256_or_si256(_mm256_or_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(' '), bytes),
                                            _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'))),
                            _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\')));
        return static_cast<unsigned>(_mm256_movemask_epi8(stops));
    }
    [[gnu::target("avx2,bmi,bmi2")]] static inline set read(char const* at) {
        return read_half(at) | set{read_half(at + 32)} << 32;
    }
    [[gnu::always_inline]] static inline std::ptrdiff_t first(set stops) {
        return std::countr_zero(stops);
    }
    [[gnu::always_inline]] static inline set behind(set stops, std::ptrdiff_t n) {
        return stops >> n;
    }
};

using usual_stops = sse2_stops;

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

// Every AArch64 processor. Four bits of the set stand for a byte.
struct neon_stops {
    using set = std::uint64_t;
    static constexpr std::ptrdiff_t size = 16;
    static constexpr bool is_kept = false;
    static constexpr std::size_t guessed = 0;

    [[gnu::always_inline]] static inline set read(char const* at) {
        auto const bytes = trotline::detail::sixteen_bytes::load(at);
        return (bytes.controls_or_not_ascii() | bytes.equal('"') | bytes.equal('\\')).places().bits;
    }
    [[gnu::always_inline]] static inline set read_quotes(char const* at) {
        auto const bytes = trotline::detail::sixteen_bytes::load(at);
        return (bytes.equal('"') | bytes.equal('\\')).places().bits;
    }
    [[gnu::always_inline]] static inline std::ptrdiff_t first(set stops) {
        return std::countr_zero(stops) / 4;
    }
    [[gnu::always_inline]] static inline set behind(set stops, std::ptrdiff_t n) {
        return stops >> (4 * n);
    }
};

// 64 bytes that are kept from string to string: they cost more than 16, but serve several.
struct neon_kept_stops {
    using set = std::uint64_t;
    static constexpr std::ptrdiff_t size = 64;
    static constexpr bool is_kept = true;
    static constexpr std::size_t guessed = 0;

    [[gnu::always_inline]] static inline set read(char const* at) {
        namespace neon = trotline::detail::neon;
        return neon::mask_of(neon::each(
            vld4q_u8(reinterpret_cast<std::uint8_t const*>(at)),
            [](uint8x16_t bytes) __attribute__((always_inline)) {
                return vorrq_u8(vorrq_u8(vcltq_s8(vreinterpretq_s8_u8(bytes), vdupq_n_s8(' ')),
                                         vceqq_u8(bytes, vdupq_n_u8('"'))),
                                vceqq_u8(bytes, vdupq_n_u8('\\')));
            }));
    }
    [[gnu::always_inline]] static inline std::ptrdiff_t first(set stops) {
        return std::countr_zero(stops);
    }
    [[gnu::always_inline]] static inline set behind(set stops, std::ptrdiff_t n) {
        return stops >> n;
    }
};

using usual_stops = neon_stops;

#else
using usual_stops = word_stops;
#endif

// Finds the stops of one string after the other in a text that is no shorter than Stops::size. At
// its end a window lies over bytes that have been read before: never over what is behind the text.
template <class Stops> class stop_finder {
  public:
    using set = typename Stops::set;

    [[gnu::always_inline]] inline stop_finder(char const* begin, char const* end)
        : last_(end - Stops::size), begin_(begin) {
        if constexpr (Stops::is_kept) stops_ = Stops::read(begin);
    }

    // The stops from a string's first byte on; 0: none before window_end(). For the others, where
    // nothing is kept, a string begins with a new window: no branch must be guessed then.
    [[gnu::always_inline]] inline set of_string(char const* at) {
        return Stops::is_kept ? from(at) : read(at);
    }
    // The same further on in the string.
    [[gnu::always_inline]] inline set from(char const* at) {
        std::ptrdiff_t const distance = at - begin_;
        if (distance < Stops::size) {
            set const stops = Stops::behind(stops_, distance);
            if (stops != 0) [[likely]]
                return stops;
        }
        return read(at);
    }
    [[gnu::always_inline]] inline char const* window_end() const { return begin_ + Stops::size; }

  private:
    [[gnu::always_inline]] inline set read(char const* at) {
        if (!Stops::is_kept && at <= last_) [[likely]] {
            begin_ = at;
            return stops_ = Stops::read(at);
        }
        begin_ = at < last_ ? at : last_;
        stops_ = Stops::read(begin_);
        return Stops::behind(stops_, at - begin_);
    }

    char const* last_;   // where the last window begins
    char const* begin_;  // of the window that was read
    set stops_ = 0;
};

}  // namespace trotline::json::detail
#endif
