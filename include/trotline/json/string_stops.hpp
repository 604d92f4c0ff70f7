// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_STRING_STOPS_HPP
#define TROTLINE_JSON_STRING_STOPS_HPP
// Finds the end of a run of plain characters in a string, many bytes at once. A stop is a byte that
// needs a decision: a quote, a backslash, a control character, or a part of a character that is not
// ASCII.
//
// Each struct below is one way to find stops. read() reads `size` bytes from a position on, all of
// which must be text; read_quotes(), if a struct has it, finds only quotes and backslashes. The
// result is a set of stops: empty is 0, first() is the distance of the lowest stop, after() removes
// the first n bytes. The structs with 64 bytes are for stop_finder; they have only read(), and one
// bit for each byte.

#include <trotline/core/neon_masks.hpp>
#include <trotline/core/sixteen_bytes.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>

#if defined(__x86_64__) && defined(__GNUC__)
#include <emmintrin.h>
#endif

namespace trotline::inline TROTLINE_ABI::json::detail {

// Bytes as a number, the first one lowest on every machine.
[[gnu::always_inline]] inline std::uint64_t eight_bytes(char const* at) {
    return trotline::detail::load_word(at);
}
[[gnu::always_inline]] inline std::uint32_t four_bytes(char const* at) {
    return trotline::detail::load_four(at);
}
[[gnu::always_inline]] inline std::uint16_t two_bytes(char const* at) {
    std::uint16_t bytes;
    std::memcpy(&bytes, at, 2);
    return std::endian::native == std::endian::little ? bytes : __builtin_bswap16(bytes);
}
constexpr std::uint64_t eight_times(unsigned char byte) {
    return std::uint64_t{0x0101010101010101} * byte;
}

// For every machine: a stop is the top bit of its byte. Bits above the first stop can be wrong,
// because the subtraction borrows from them.
struct word_stops {
    using set = std::uint64_t;
    static constexpr std::ptrdiff_t size = 8;

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
    [[gnu::always_inline]] static inline set after(set stops, std::ptrdiff_t n) {
        return stops >> (8 * n);
    }
};

#if defined(__x86_64__) && defined(__GNUC__)

// For every x86-64 processor.
struct sse2_stops {
    using set = unsigned;
    static constexpr std::ptrdiff_t size = 16;

    [[gnu::always_inline]] static inline set read(char const* at) {
        __m128i const bytes =
            _mm_loadu_si128(static_cast<__m128i const*>(static_cast<void const*>(at)));
        // As signed bytes, those that are not ASCII are below the blank, too.
        __m128i const stops = _mm_or_si128(_mm_or_si128(_mm_cmpgt_epi8(_mm_set1_epi8(' '), bytes),
                                                        _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))),
                                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')));
        return static_cast<unsigned>(_mm_movemask_epi8(stops));
    }
    [[gnu::always_inline]] static inline set read_quotes(char const* at) {
        __m128i const bytes =
            _mm_loadu_si128(static_cast<__m128i const*>(static_cast<void const*>(at)));
        return static_cast<unsigned>(
            _mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"')),
                                           _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\')))));
    }
    [[gnu::always_inline]] static inline std::ptrdiff_t first(set stops) {
        return __builtin_ctz(stops);
    }
    [[gnu::always_inline]] static inline set after(set stops, std::ptrdiff_t n) {
        return stops >> n;
    }
};

using usual_stops = sse2_stops;

#elif defined(__aarch64__) && defined(__ARM_NEON) && !defined(__AARCH64EB__)

// For every AArch64 processor. Four bits of the set stand for one byte.
struct neon_stops {
    using set = std::uint64_t;
    static constexpr std::ptrdiff_t size = 16;

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
    [[gnu::always_inline]] static inline set after(set stops, std::ptrdiff_t n) {
        return stops >> (4 * n);
    }
};

struct window_stops {
    static constexpr std::ptrdiff_t size = 64;

    [[gnu::always_inline]] static inline std::uint64_t read(char const* at) {
        namespace neon = trotline::detail::neon;
        return neon::mask_of(neon::each(
            vld4q_u8(reinterpret_cast<std::uint8_t const*>(at)),
            [](uint8x16_t bytes) __attribute__((always_inline)) {
                // With bit 1 inverted, the quote is next to the control characters.
                uint8x16_t const inverted = veorq_u8(bytes, vdupq_n_u8(2));
                return vorrq_u8(vcltq_s8(vreinterpretq_s8_u8(inverted), vdupq_n_s8(('"' ^ 2) + 1)),
                                vceqq_u8(inverted, vdupq_n_u8('\\' ^ 2)));
            }));
    }
};

using usual_stops = neon_stops;

#else
using usual_stops = word_stops;
#endif

#if !defined(__aarch64__) || !defined(__ARM_NEON) || defined(__AARCH64EB__)
// 64 bytes with what the compiler may use on every machine.
struct window_stops {
    static constexpr std::ptrdiff_t size = 64;

    [[gnu::always_inline]] static inline std::uint64_t read(char const* at) {
        std::uint64_t stops = 0;
        for (unsigned i = 0; i != 64; i += 16) {
            auto const bytes = trotline::detail::sixteen_bytes::load(at + i);
            stops |=
                (bytes.controls_or_not_ascii() | bytes.equal('"') | bytes.equal('\\')).places().bits
                << i;
        }
        return stops;
    }
};
#endif

// Finds the stops of one string after the other, window by window: the stops of a window are kept
// until they are passed. The next window begins where this one ends, wherever the strings are, so
// that the processor can read it in advance. At the text's end a window overlaps the one before; it
// never goes past the end.
template <class Stops> class stop_finder {
  public:
    [[gnu::always_inline]] inline stop_finder(char const* begin, char const* end)
        : end_(end),
          window_(begin),
          stops_(end - begin >= size ? Stops::read(begin) : read_short(begin, end)) {}

    // True if no stops are known.
    [[gnu::always_inline]] inline bool is_empty() const { return stops_ == 0; }
    // The first stop that is known. Precondition: there is one.
    [[gnu::always_inline]] inline char const* first() const {
        return window_ + std::countr_zero(stops_);
    }
    // Passes the first stop, if one is known.
    [[gnu::always_inline]] inline void pass() { stops_ &= stops_ - 1; }
    // Passes all stops before a position that is not before the window.
    [[gnu::always_inline]] inline void skip_to(char const* at) {
        std::ptrdiff_t const distance = at - window_;
        stops_ = distance < size ? stops_ & ~std::uint64_t{0} << distance : 0;
    }
    // If no stops are known: reads the next window with some of the text from `at` on, and passes
    // all stops before `at`. Then it may still be empty.
    [[gnu::always_inline]] inline void read(char const* at) {
        char const* const passed = window_ + size;
        char const* next = at - passed < size ? passed : at;
        if (end_ - next < size) [[unlikely]] {
            if (end_ - passed <= 0) return;
            next = end_ - size;
        }
        window_ = next;
        stops_ = Stops::read(window_) & ~std::uint64_t{0}
                                            << ((at > passed ? at : passed) - window_);
    }
    // True if the text ends with the window.
    [[gnu::always_inline]] inline bool is_last() const { return end_ - window_ <= size; }

  private:
    static constexpr std::ptrdiff_t size = Stops::size;
    static_assert(size == 64);

    [[gnu::noinline]] static std::uint64_t read_short(char const* begin, char const* end) {
        char copy[static_cast<std::size_t>(size)];
        std::memset(copy, ' ', sizeof copy);
        std::memcpy(copy, begin, static_cast<std::size_t>(end - begin));
        return Stops::read(copy);
    }

    char const* end_;
    char const* window_;  // its first byte
    std::uint64_t stops_;
};

}  // namespace trotline::json::detail
#endif
