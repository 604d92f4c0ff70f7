// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_INDEX_IN_WINDOWS_HPP
#define TROTLINE_JSON_KERNEL_INDEX_IN_WINDOWS_HPP
// Fills a member index while the text is validated in windows of 512 bytes, and searches it.

#include <trotline/json/kernel/block_avx512.hpp>
#include <trotline/json/kernel/window.hpp>
#include <trotline/json/member_index.hpp>
#include <trotline/json/member_name.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail::window {

// Writes an index window by window.
struct index_writer {
    member_index* index;  // nullptr: no index is wanted
    std::uint16_t* place = nullptr;
    unsigned escape_in_string = 0;
    bool escaped_names = false, blank_before_colon = false;
};

// Writes the positions of a window that is at `offset` of the text. (Unrolled: as a loop it takes
// up to a twentieth more of the time of a medium text, depending on its alignment.)
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline std::uint16_t*
write_places(std::uint16_t* place, set marks, std::size_t offset, std::size_t length) {
    alignas(64) mask blocks[8];
    _mm512_store_si512(blocks, marks);
#pragma GCC unroll 8
    for (std::size_t i = 0; i != 8; ++i)
        if (i * block_size < length)
            place = avx512_block::write_places(place, blocks[i], offset + i * block_size);
    return place;
}
// The marks of a window. If the text is only one window, positions are written later, if at all.
template <bool Only>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline void
write_marks(index_writer& to, set marks, std::size_t offset, std::size_t length) {
    _mm512_storeu_si512(to.index->marks.blocks + offset / block_size, marks);
    if constexpr (!Only) to.place = write_places(to.place, marks, offset, length);
}
template <bool Only>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline void
finish(index_writer const& writer, char const* begin, char const* end) {
    auto& marks = writer.index->marks;
    marks.begin = begin;
    marks.length = static_cast<std::size_t>(end - begin);
    marks.escaped_names = writer.escaped_names;
    marks.plain = !writer.escaped_names && !writer.blank_before_colon;
    if constexpr (!Only) writer.index->set(begin, end, writer.place, writer.escaped_names);
}
// Writes the positions of a text that is one window.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline void
place_marks(member_index& index) {
    auto const& marks = index.marks;
    set const window = _mm512_loadu_si512(marks.blocks);
    index.set(marks.begin, marks.begin + marks.length,
              write_places(index.places, window, 0, marks.length), marks.escaped_names);
}
// Looks for names with escapes, if there are backslashes here or in the window before. at: the
// window's first byte. Colons and blanks: outside of strings.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline void
note_escapes(index_writer& to, set strings, set quotes, set backslashes, set colons, set blanks,
             char const* at, char const* end) {
    // The sum carries from each backslash to the end of its string.
    set const ends =
        without(add(strings, backslashes & strings, to.escape_in_string) & quotes, strings);
    set const after_ends = later<1>(ends, none());
    to.escaped_names |= any(after_ends & colons);
    if (last(ends) == 0 && !any(after_ends & blanks)) [[likely]]
        return;
    alignas(64) mask places[8];
    _mm512_store_si512(places, ends);
    to.escaped_names |= any_is_name(at, places, 8, end);
}
// True if there is a blank before one of the colons. `before`: one is just before the window.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
any_after_blank(set colons, set blanks, bool before) {
    return any(later<1>(blanks, last_if(before)) & colons);
}

// The first mark at or after byte `from` of the text that may follow one of the names, judged by
// its last three bytes; or npos. Each mark must have three bytes and a quote before it.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline, gnu::aligned(64)]] inline std::size_t
after_tail(member_index const& index, std::size_t from, name_tails const& names) {
    auto const& marks = index.marks;
    set const last = _mm512_load_si512(names.with[0]), second = _mm512_load_si512(names.with[1]),
              third = _mm512_load_si512(names.with[2]);
    mask wanted = ~mask{0} << from % block_size;
    for (std::size_t offset = from - from % block_size; offset < marks.length;
         offset += block_size) {
        char const* const at = marks.begin + offset;
        __mmask64 const here = marks.blocks[offset / block_size] & wanted;
        set const found = of<x & y & z>(
            _mm512_maskz_permutexvar_epi8(bytes, _mm512_maskz_loadu_epi8(here, at - 2), last),
            _mm512_maskz_permutexvar_epi8(bytes, _mm512_maskz_loadu_epi8(here, at - 3), second),
            _mm512_maskz_permutexvar_epi8(bytes, _mm512_maskz_loadu_epi8(here, at - 4), third));
        mask const suspects = _mm512_mask_test_epi8_mask(here, found, found);
        if (suspects != 0) [[unlikely]]
            return offset + first_of(suspects);
        wanted = ~mask{0};
    }
    return npos;
}

}  // namespace trotline::json::detail::window
#endif
#endif
