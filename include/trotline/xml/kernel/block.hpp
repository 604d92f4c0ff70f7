// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_XML_KERNEL_BLOCK_HPP
#define TROTLINE_XML_KERNEL_BLOCK_HPP
// Classifies 64 bytes at once: which of them end a run of text, a name, an attribute's value. Bit i
// belongs to the byte at[i].
// Each class of functions is one kernel. Its functions have the kernel's target attribute and are
// not forced inline. They are called by templates that are forced inline into functions with the
// same target, so both compilers make one piece of code of them.

#include <trotline/xml/character.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#endif

namespace trotline::inline TROTLINE_ABI::xml::detail {

inline constexpr std::size_t block_size = 64;

// The classes of character.hpp for a block; characters beyond ASCII separately.
struct block_classes {
    std::uint64_t stops_text = 0;
    std::uint64_t stops_value = 0;
    std::uint64_t continues_name = 0;
    std::uint64_t beyond_ascii = 0;
    std::uint64_t bracket = 0;  // ]

    constexpr block_classes after(std::size_t bytes) const {
        return {stops_text >> bytes, stops_value >> bytes, continues_name >> bytes,
                beyond_ascii >> bytes, bracket >> bytes};
    }
};

// Where tags may begin and end, and of what kind they may be.
struct block_marks {
    std::uint64_t less = 0;
    std::uint64_t greater = 0;
    std::uint64_t slash = 0;
    std::uint64_t declaration = 0;  // ! or ?
    std::uint64_t double_quote = 0;
    std::uint64_t single_quote = 0;

    constexpr block_marks after(std::size_t bytes) const {
        return {less >> bytes,        greater >> bytes,      slash >> bytes,
                declaration >> bytes, double_quote >> bytes, single_quote >> bytes};
    }
};

class block_window;

// A byte has a class if the entries of its two halves have a bit of the class in common. There is
// one bit for each kind of upper half.
struct half_byte_tables {
    alignas(16) unsigned char low[16]{};
    alignas(16) unsigned char high[16]{};
};

inline constexpr unsigned char bits_that_stop_text = 0b0'1111, bits_that_stop_value = 0b1'1111;

inline constexpr half_byte_tables stop_tables = [] {
    half_byte_tables made;
    auto const add = [&made](unsigned bit, unsigned high, unsigned low) {
        made.high[high] = static_cast<unsigned char>(made.high[high] | 1U << bit);
        made.low[low] = static_cast<unsigned char>(made.low[low] | 1U << bit);
    };
    for (unsigned low = 0; low < 16; ++low) {
        if (low != 0x9 && low != 0xA && low != 0xD) add(0, 0x0, low);
        add(1, 0x1, low);
    }
    add(2, 0x2, 0x6);  // &
    add(3, 0x3, 0xC);  // <
    add(4, 0x2, 0x2);  // "
    add(4, 0x2, 0x7);  // '
    return made;
}();

inline constexpr half_byte_tables name_tables = [] {
    half_byte_tables made;
    for (unsigned c = 0; c < 0x80; ++c) {
        if (!is(static_cast<char>(c), continues_name)) continue;
        // upper halves 4 and 6 take the same lower ones; so do 5 and 7, except for the underscore
        constexpr unsigned bit_of_high[] = {0, 0, 0, 1, 2, 3, 2, 3};
        unsigned const bit = c == '_' ? 4 : bit_of_high[c >> 4];
        made.high[c >> 4] = static_cast<unsigned char>(made.high[c >> 4] | 1U << bit);
        made.low[c & 15] = static_cast<unsigned char>(made.low[c & 15] | 1U << bit);
    }
    return made;
}();

// The same classes, with one byte for each ASCII character.
struct alignas(64) byte_table {
    unsigned char of[128]{};
};
inline constexpr byte_table ascii_table = [] {
    byte_table made;
    for (unsigned c = 0; c < 128; ++c) made.of[c] = class_table.of[c];
    return made;
}();

struct alignas(64) block_table {
    unsigned char of[block_size]{};
};
inline constexpr block_table all_places = [] {
    block_table made;
    for (unsigned i = 0; i < block_size; ++i) made.of[i] = static_cast<unsigned char>(i);
    return made;
}();

// One byte repeated. In memory it can be an operand; compilers would keep a computed one on the
// stack.
template <char Byte>
inline constexpr block_table repeated = [] {
    block_table made;
    for (unsigned char& c : made.of) c = static_cast<unsigned char>(Byte);
    return made;
}();

#if defined(__x86_64__) && defined(__GNUC__)

// The functions that are forced inline are called only by functions with the same target.
struct avx512_block {
    // Reads all 64 bytes.
    [[gnu::always_inline, gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,"
                                      "bmi2,popcnt")]] static inline block_classes
    classes_at(char const* at) {
        __m512i const bytes = _mm512_loadu_si512(at);
        std::uint64_t const beyond_ascii = _mm512_movepi8_mask(bytes);
        __m512i const classes =
            _mm512_maskz_permutex2var_epi8(~beyond_ascii, _mm512_load_si512(ascii_table.of), bytes,
                                           _mm512_load_si512(ascii_table.of + block_size));
        return {_mm512_test_epi8_mask(classes, _mm512_set1_epi8(stops_text)),
                _mm512_test_epi8_mask(classes, _mm512_set1_epi8(stops_value)),
                _mm512_test_epi8_mask(classes, _mm512_set1_epi8(continues_name)), beyond_ascii,
                _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(']'))};
    }
    [[gnu::target(
        "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,"
        "popcnt")]] static inline block_marks
    marks_at(char const* at) {
        __m512i const bytes = _mm512_loadu_si512(at);
        return {places<'<'>(bytes), places<'>'>(bytes),
                places<'/'>(bytes), places<'!'>(bytes) | places<'?'>(bytes),
                places<'"'>(bytes), places<'\''>(bytes)};
    }
    template <char Wanted>
    [[gnu::always_inline, gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,"
                                      "bmi2,popcnt")]] static inline std::uint64_t
    places(__m512i bytes) {
        return _mm512_cmpeq_epi8_mask(bytes, _mm512_load_si512(repeated<Wanted>.of));
    }
    [[gnu::target(
        "avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,bmi2,"
        "popcnt")]] static inline void
    classify(char const* at, std::size_t size, block_window& window);
    [[gnu::target("bmi,bmi2")]] static inline std::size_t rest_of_tag(char const* text,
                                                                      std::size_t at,
                                                                      std::size_t size,
                                                                      block_window const& window);

    // Writes the positions of the bits, each plus `offset`. Writes 32 or 64; those after the number
    // of bits have no meaning.
    [[gnu::always_inline, gnu::target("avx512f,avx512bw,avx512vl,avx512vbmi,avx512vbmi2,avx2,bmi,"
                                      "bmi2,popcnt")]] static inline void
    write_places(std::uint64_t bits, unsigned offset, std::uint16_t* to) {
        __m512i const places = _mm512_maskz_compress_epi8(bits, _mm512_load_si512(all_places.of));
        __m512i const offsets = _mm512_set1_epi16(static_cast<short>(offset));
        _mm512_storeu_si512(
            to,
            _mm512_add_epi16(_mm512_cvtepu8_epi16(_mm512_maskz_extracti64x4_epi64(0xF, places, 0)),
                             offsets));
        if (std::popcount(bits) > 32) [[unlikely]] {
            __m256i const rest = _mm512_maskz_extracti64x4_epi64(0xF, places, 1);
            _mm512_storeu_si512(to + 32, _mm512_add_epi16(_mm512_cvtepu8_epi16(rest), offsets));
        }
    }
};

struct avx2_block {
    // Reads all 64 bytes.
    [[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] static inline block_classes
    classes_at(char const* at) {
        block_classes const first = classes_of_half(at);
        block_classes const second = classes_of_half(at + 32);
        return {first.stops_text | second.stops_text << 32,
                first.stops_value | second.stops_value << 32,
                first.continues_name | second.continues_name << 32,
                first.beyond_ascii | second.beyond_ascii << 32,
                first.bracket | second.bracket << 32};
    }
    [[gnu::target("avx2,bmi,bmi2,popcnt")]] static inline block_marks marks_at(char const* at) {
        __m256i const first =
            _mm256_loadu_si256(static_cast<__m256i const*>(static_cast<void const*>(at)));
        __m256i const second =
            _mm256_loadu_si256(static_cast<__m256i const*>(static_cast<void const*>(at + 32)));
        return {places(first, second, '<'), places(first, second, '>'),
                places(first, second, '/'), places(first, second, '!') | places(first, second, '?'),
                places(first, second, '"'), places(first, second, '\'')};
    }
    [[gnu::target("avx2,bmi,bmi2,popcnt")]] static inline void classify(char const* at,
                                                                        std::size_t size,
                                                                        block_window& window);
    [[gnu::noinline, gnu::target("bmi,bmi2")]] static inline std::size_t rest_of_tag(
        char const* text, std::size_t at, std::size_t size, block_window const& window);

    // Writes the positions of the bits, each plus `offset`, in groups of eight; of the last group,
    // only as many as there are bits have a meaning.
    [[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] static inline void write_places(
        std::uint64_t bits, unsigned offset, std::uint16_t* to) {
        // Always as many as most blocks have: cheaper than a branch that cannot be predicted.
        do {
            [&]<std::size_t... I>(std::index_sequence<I...>)
                __attribute__((always_inline, target("avx2,bmi,bmi2,popcnt"))) {
                ((to[I] = static_cast<std::uint16_t>(offset +
                                                     static_cast<unsigned>(std::countr_zero(bits))),
                  bits &= bits - 1),
                 ...);
            }
            (std::make_index_sequence<8>{});
            to += 8;
        } while (bits != 0);
    }

  private:
    [[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] static inline __m256i table(
        unsigned char const* bytes) {
        return _mm256_broadcastsi128_si256(
            _mm_load_si128(static_cast<__m128i const*>(static_cast<void const*>(bytes))));
    }
    [[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] static inline std::uint64_t places(
        __m256i first, __m256i second, char wanted) {
        __m256i const each = _mm256_set1_epi8(wanted);
        auto const low =
            static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(first, each)));
        auto const high =
            static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(second, each)));
        return low | std::uint64_t{high} << 32;
    }
    [[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] static inline std::uint32_t any_bit(
        __m256i bytes) {
        return ~static_cast<std::uint32_t>(
            _mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_setzero_si256())));
    }
    [[gnu::always_inline, gnu::target("avx2,bmi,bmi2,popcnt")]] static inline block_classes
    classes_of_half(char const* at) {
        __m256i const bytes =
            _mm256_loadu_si256(static_cast<__m256i const*>(static_cast<void const*>(at)));
        __m256i const high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), _mm256_set1_epi8(0x0F));
        __m256i const stop = _mm256_and_si256(_mm256_shuffle_epi8(table(stop_tables.low), bytes),
                                              _mm256_shuffle_epi8(table(stop_tables.high), high));
        __m256i const name = _mm256_and_si256(_mm256_shuffle_epi8(table(name_tables.low), bytes),
                                              _mm256_shuffle_epi8(table(name_tables.high), high));
        return {any_bit(_mm256_and_si256(stop, _mm256_set1_epi8(bits_that_stop_text))),
                any_bit(_mm256_and_si256(stop, _mm256_set1_epi8(bits_that_stop_value))),
                any_bit(name), static_cast<std::uint32_t>(_mm256_movemask_epi8(bytes)),
                static_cast<std::uint32_t>(
                    _mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(']'))))};
    }
};

#endif

}  // namespace trotline::xml::detail
#endif
