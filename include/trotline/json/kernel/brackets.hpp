// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_BRACKETS_HPP
#define TROTLINE_JSON_KERNEL_BRACKETS_HPP
// Follows the brackets of a window of 512 bytes: which containers they open and close.

#include <trotline/json/kernel/window.hpp>

#include <array>
#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail::window {

// The open containers, at most 63.
struct containers {
    // one bit for each, the innermost lowest: 1 if it is an object; above the outermost is one bit
    // that is set
    std::uint64_t kinds = 1;
    std::uint64_t deepest = 0;  // all values that `kinds` had, combined with or
    std::uint64_t closed = 0;   // the top bit is set if the text's own container was closed
};

struct bracket_sets {
    alignas(64) mask all[8], closes[8], curly[8];
};
// The brackets of a window or a block: one bit for each, the first lowest.
struct bracket_row {
    mask closes = 0, curly = 0;
    std::size_t length = 0;

    constexpr bool has_squares() const { return count(curly) != length; }
};
// True if the innermost container is an object after the i-th bracket. No branch depends on the
// kind of bracket.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline mask
pass(bracket_row const& row, std::size_t i, containers& open) {
    open.kinds = (2 * open.kinds + (row.curly >> i & 1)) >> (row.closes >> i & 1) * 2;
    open.deepest |= open.kinds;
    open.closed |= open.kinds - 2;
    return (open.kinds & 1) << i;
}
template <std::size_t Block>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline void
add_brackets(bracket_sets const& brackets, bracket_row& row) {
#pragma GCC unroll 4
    for (std::size_t block = Block; block != Block + 4; ++block) {
        row.closes |= _pext_u64(brackets.closes[block], brackets.all[block]) << (row.length & 63);
        row.curly |= _pext_u64(brackets.curly[block], brackets.all[block]) << (row.length & 63);
        row.length += count(brackets.all[block]);
    }
}
template <std::size_t Block>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
places_of(bracket_sets const& brackets, mask& row, set places) {
#pragma GCC unroll 4
    for (std::size_t block = Block; block != Block + 4; ++block) {
        auto const found = static_cast<long long>(_pdep_u64(row, brackets.all[block]));
        places = _mm512_mask_set1_epi64(places, static_cast<__mmask8>(1U << block), found);
        row >>= count(brackets.all[block]) & 63;
    }
    return places;
}
// There are more brackets than a row has bits.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline set
pass_one_by_one(bracket_sets const& brackets, containers& open) {
    alignas(64) mask objects[8] = {};
    for (std::size_t block = 0; block != 8; ++block)
        for (mask left = brackets.all[block]; left != 0; left &= left - 1) {
            std::size_t const place = first_of(left);
            bracket_row const one{brackets.closes[block] >> place & 1,
                                  brackets.curly[block] >> place & 1, 1};
            objects[block] |= pass(one, 0, open) << place;
        }
    return _mm512_load_si512(objects);
}
// How eight brackets change the depth; a set bit means a closing bracket.
struct depths {
    std::int8_t end = 0, least = 8, most = 0;
};
constexpr std::array<depths, 256> make_depths() {
    std::array<depths, 256> table{};
    for (unsigned closes = 0; closes != 256; ++closes)
        for (unsigned i = 0; i != 8; ++i) {
            depths& d = table[closes];
            d.end = static_cast<std::int8_t>(d.end + ((closes >> i & 1) != 0 ? -1 : 1));
            if (d.end < d.least) d.least = d.end;
            if (d.end > d.most) d.most = d.end;
        }
    return table;
}
inline constexpr std::array<depths, 256> depths_of = make_depths();

// Handles brackets that need not be examined one by one: all containers are objects, except arrays
// without containers inside. Returns false, and changes nothing, for other brackets.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
pass_flat(bracket_row const& row, std::size_t most_levels, containers& open) {
    if (row.length > 63 || open.kinds == 0 || (open.kinds & (open.kinds + 1)) != 0) return false;
    mask const square = _bzhi_u64(~row.curly, static_cast<unsigned>(row.length));
    if ((square & ~row.closes) << 1 != (square & row.closes)) return false;
    auto const before = static_cast<std::ptrdiff_t>(count(open.kinds)) - 1;
    std::ptrdiff_t depth = before, least = 1, most = 0;
    std::size_t passed = 0;
    for (mask closes = row.closes; passed < row.length; passed += 8, closes >>= 8) {
        depths const& d = depths_of[closes & 0xFF];
        least = depth + d.least < least ? depth + d.least : least;
        most = depth + d.most > most ? depth + d.most : most;
        depth += d.end;
    }
    // the unused bits counted as opening brackets
    depth -= static_cast<std::ptrdiff_t>(passed - row.length);
    if (least < 1 || most > static_cast<std::ptrdiff_t>(most_levels)) return false;
    open.kinds = (mask{2} << depth) - 1;
    return true;
}
// For brackets that alternate: the positions after each opening bracket, up to and including the
// closing one.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
inside(set brackets) {
    return later<1>(between_pairs(brackets, none()), none());
}
// Handles all brackets of a text that has two levels (no container inside the inner ones), from its
// first to its last; the last one is left open. Returns false, and changes nothing, if there are
// more levels, or if the numbers of brackets do not match.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
pass_two_levels(set all, set closes, set curly, std::size_t first, std::size_t last,
                bool root_is_object, containers& open, set& in_object) {
    // except for the outer brackets, opening and closing ones alternate
    set const differ = of<x&(y ^ z)>(all, closes, between_pairs(all, none()));
    if (any(differ ^ (of_place(first) | of_place(last)))) return false;
    set const others = root_is_object ? without(all, curly) : all & curly;
    in_object = root_is_object ? window::all() : none();
    if (any(others)) in_object ^= inside(others);
    open.kinds = root_is_object ? 3 : 2;
    return true;
}
// Handles the brackets of a window in which every other one opens: one container with containers
// that have none inside, as in a list of plain objects. Returns false, and changes nothing, in
// other cases, or if the text's own container begins or ends here.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
pass_alternating(set all, set closes, set curly, std::size_t most_levels, containers& open,
                 set& in_object) {
    set const pairs = between_pairs(all, none());
    bool const closes_first = any(of<x & ~(y ^ z)>(all, closes, pairs));
    if (closes_first && any(of<x&(y ^ z)>(all, closes, pairs))) return false;
    std::uint64_t const kinds =
        open.kinds >> (closes_first ? 1 : 0);  // without the inner containers
    if (kinds < 2 || 2 * kinds >> most_levels > 1) return false;
    std::uint64_t const is_object = kinds & 1;
    set const object = _mm512_set1_epi64(-static_cast<long long>(is_object));
    set const other_before = closes_first && (open.kinds & 1) != is_object ? window::all() : none();
    set const inside_others = between_pairs(of<x&(y ^ z)>(all, curly, object), other_before);
    in_object = object ^ later<1>(inside_others, other_before);
    open.kinds = kinds;
    if ((last(pairs) != 0) != closes_first)
        open.kinds = 2 * kinds + (last(inside_others) ^ is_object);
    return true;
}
// Handles the brackets of a window in order.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bracket_sets
store(set all, set closes, set curly) {
    bracket_sets brackets;
    _mm512_store_si512(brackets.all, all);
    _mm512_store_si512(brackets.closes, closes);
    _mm512_store_si512(brackets.curly, curly);
    return brackets;
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bracket_row
row_of(set all, set closes, set curly, std::size_t length) {
    bracket_sets const brackets = store(all, closes, curly);
    bracket_row row;
    add_brackets<0>(brackets, row);
    if (length > size / 2) add_brackets<4>(brackets, row);
    return row;
}
// Handles the brackets one by one and returns those after which the innermost container is an
// object. The members of a bracket_row are passed in registers.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline set
pass_brackets(set all, set closes, set curly, mask closes_row, mask curly_row, std::size_t number,
              std::size_t length, containers& open) {
    bracket_sets const brackets = store(all, closes, curly);
    containers now = open;
    if (number > 64) [[unlikely]] {
        set const objects = pass_one_by_one(brackets, now);
        open = now;
        return objects;
    }
    mask objects = 0;
    std::size_t passed = 0;
    for (; passed < number; passed += 8) {
        bracket_row const row{closes_row, curly_row, number};
        mask next = 0;
#pragma GCC unroll 8
        for (std::size_t i = 0; i != 8; ++i) next |= pass(row, i, now);
        objects |= next << passed;
        closes_row >>= 8;
        curly_row >>= 8;
    }
    now.kinds >>= passed - number;  // unused bits counted as opening brackets of arrays
    open = now;
    set const places = places_of<0>(brackets, objects, none());
    return length > size / 2 ? places_of<4>(brackets, objects, places) : places;
}

}  // namespace trotline::json::detail::window
#endif
#endif
