// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_MEMBER_INDEX_AVX512_HPP
#define TROTLINE_JSON_MEMBER_INDEX_AVX512_HPP
// The index of members from windows of 512 bytes.

#include <trotline/json/member_index.hpp>
#include <trotline/json/window_avx512.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::json::detail::window {

struct block_places {
    alignas(64) std::uint8_t of[block_size];
};
constexpr block_places make_ascending() {
    block_places places{};
    for (std::size_t i = 0; i != block_size; ++i) places.of[i] = static_cast<std::uint8_t>(i);
    return places;
}
inline constexpr block_places ascending = make_ascending();

// Writes the index window by window.
struct index_writer {
    std::uint16_t* place;
    unsigned escape_in_string = 0;
    bool escaped_names = false;
};

[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
as_words(set first, __m256i places) {
    return _mm512_maskz_add_epi16(~__mmask32{0}, _mm512_maskz_cvtepu8_epi16(~__mmask32{0}, places), first);
}
// The places of a window, whose first byte is the offset-th of the stretch.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline void
write_marks(index_writer& to, set marks, std::size_t offset, std::size_t length) {
    alignas(64) mask blocks[8];
    _mm512_store_si512(blocks, marks);
    set const order = _mm512_load_si512(ascending.of);
    std::uint16_t* place = to.place;
    for (std::size_t i = 0; i * block_size < length; ++i) {
        set const found = _mm512_maskz_compress_epi8(blocks[i], order);
        set const first = _mm512_set1_epi16(static_cast<short>(offset + i * block_size));
        std::size_t const places = count(blocks[i]);
        if (places > 16) [[unlikely]] {
            _mm512_storeu_si512(place, as_words(first, _mm512_maskz_extracti64x4_epi64(lanes, found, 0)));
            _mm512_storeu_si512(place + 32, as_words(first, _mm512_maskz_extracti64x4_epi64(lanes, found, 1)));
        } else {  // no more than most blocks need: stores across the end of a page are slow
            __m256i const words = _mm256_cvtepu8_epi16(_mm512_maskz_extracti32x4_epi32(lanes, found, 0));
            _mm256_storeu_si256(reinterpret_cast<__m256i*>(place),
                                _mm256_add_epi16(words, _mm512_maskz_extracti64x4_epi64(lanes, first, 0)));
        }
        place += places;
    }
    to.place = place;
}
// Looks for names with escapes where there are backslashes, or were in the window before. at: the window's first byte. Colons and
// blanks: outside of strings.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline void
note_escapes(index_writer& to, set strings, set quotes, set backslashes, set colons, set blanks, char const* at, char const* end) {
    // from a backslash the sum carries to the end of its string
    set const ends = without(add(strings, backslashes & strings, to.escape_in_string) & quotes, strings);
    set const behind_ends = later<1>(ends, none());
    to.escaped_names |= any(behind_ends & colons);
    if (last(ends) == 0 && !any(behind_ends & blanks)) [[likely]]
        return;
    alignas(64) mask places[8];
    _mm512_store_si512(places, ends);
    to.escaped_names |= any_is_name(at, places, 8, end);
}
// Whether a blank stands before one of the colons. `before`: one stands before the window.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
any_behind_blank(set colons, set blanks, bool before) {
    return any(later<1>(blanks, last_if(before)) & colons);
}

// As index_members_in_blocks.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::aligned(64)]] inline void
index_members(member_index& index, char const* const from, char const* const end) {
    auto const rest = static_cast<std::size_t>(end - from);
    std::size_t const whole = rest < member_index::stretch ? rest : member_index::stretch;
    index_writer writer{index.places};
    unsigned inside = 0;
    set backslashes_before = none();
    for (std::size_t offset = 0; offset < whole; offset += size) {
        std::size_t const length = whole - offset < size ? whole - offset : size;
        set bit[8];
        read(from + offset, length, bit);
        set quotes = without(bit[0], bit[7]);
        set const backslashes = of<x & y & z>(bit[7], bit[5], bit[4]);
        bool const escapes = any(backslashes | backslashes_before) || writer.escape_in_string != 0;
        if (escapes) quotes = without(quotes, escaped_places(backslashes, backslashes_before));
        set const strings = between_pairs(quotes, inside);
        set const structure = of<~(x | y)>(bit[7], strings, strings), brackets = bit[1] | bit[2];
        if (escapes)
            note_escapes(writer, strings, quotes, backslashes, structure & bit[4], of<x & y & ~z>(structure, bit[5], brackets),
                         from + offset, end);
        write_marks(writer, of<x&(y | z)>(structure, brackets, bit[4]), offset, length);
    }
    index.set(from, from + whole, writer.place, writer.escaped_names);
}

}  // namespace trotline::json::detail::window
#endif
#endif
