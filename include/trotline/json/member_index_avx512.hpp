// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_MEMBER_INDEX_AVX512_HPP
#define TROTLINE_JSON_MEMBER_INDEX_AVX512_HPP
// How validation in windows of 512 bytes leaves an index of members behind.

#include <trotline/json/block_avx512.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/window_avx512.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::json::detail::window {

// Writes the index window by window.
struct index_writer {
    std::uint16_t* place;
    unsigned escape_in_string = 0;
    bool escaped_names = false;
};

// The places of a window, whose first byte is the offset-th of the stretch.
[[gnu::target("avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline void
write_marks(index_writer& to, set marks, std::size_t offset, std::size_t length) {
    alignas(64) mask blocks[8];
    _mm512_store_si512(blocks, marks);
    std::uint16_t* place = to.place;
    for (std::size_t i = 0; i * block_size < length; ++i)
        place = avx512_block::write_places(place, blocks[i], offset + i * block_size);
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

}  // namespace trotline::json::detail::window
#endif
#endif
