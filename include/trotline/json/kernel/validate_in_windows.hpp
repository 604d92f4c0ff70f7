// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_KERNEL_VALIDATE_IN_WINDOWS_HPP
#define TROTLINE_JSON_KERNEL_VALIDATE_IN_WINDOWS_HPP
// Validates windows of 512 bytes with AVX-512: the grammar of RFC 8259 as relations between sets of
// positions. Branches depend on the text's content only for escapes, for numbers that are not plain
// integers, for blanks, and for every eighth bracket.
//
// The first byte of a token is found by adding the blanks to the end of the token before: the sum
// carries a bit through a run of blanks to the first byte after it. The rules are then:
//   a value begins exactly where one is required: after a comma, a colon or an opening bracket
//     (whose closing bracket may be there instead), and at the text's start
//   after an object's comma or opening bracket, a string is required, the member's name
//   a colon is exactly where a name and the blanks after it end
// So a comma or closing bracket where nothing else is required must follow a value.

#include <trotline/json/kernel/brackets.hpp>
#include <trotline/json/kernel/byte_classes.hpp>
#include <trotline/json/kernel/index_in_windows.hpp>
#include <trotline/json/kernel/window.hpp>
#include <trotline/json/string.hpp>

#include <cstddef>
#include <cstdint>

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

namespace trotline::inline TROTLINE_ABI::json::detail::window {

// What is passed from window to window.
struct state {
    unsigned fraction = 0, exponent = 0;
    bool ascii = true, in_number = false;
    char const* escapes_read;
    set inside_string, in_name, colons, commas, opens, backslashes, tokens, digits, zeros, trues,
        falses, nulls;
    set wants_digit, exponents, minuses, minus_zeros;
};

// Checks the escapes that have more than one letter and returns the end of the last one; nullptr if
// one of them is malformed. `read`: those before it were already checked.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline]] inline char const*
after_escapes(set escaped, char const* at, char const* end, char const* read) {
    alignas(64) mask places[8];
    _mm512_store_si512(places, escaped);
    for (std::size_t block = 0; block != 8; ++block)
        for (mask left = places[block]; left != 0; left &= left - 1) {
            char const* const escape = at + block * block_size + first_of(left) - 1;
            if (escape < read) continue;  // the second half of a surrogate pair, already read
            lexed const token = lex_escape(escape, end);
            if (token.expected != nullptr) return nullptr;
            read = token.at;
        }
    return read;
}

// `marks` are the bytes of numbers that are not digits. Returns those that are wrong.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
wrong_in_numbers(set const (&bit)[8], set marks, set digits, set begins, state& before) {
    set const points = of<x & y & z>(marks, bit[3], bit[2]);
    set const others = of<x & y & ~z>(without(marks, bit[4]), bit[3], bit[2]);
    set const exponents = of<x & ~(y ^ z)>(others, bit[0], bit[1]);
    set const minuses = of<x & y & ~z>(others, bit[0], bit[1]) & begins;
    set const signs = of<x&(y ^ z)>(others, bit[0], bit[1]);
    set const after_exponent = later<1>(exponents, before.exponents);
    set const minus_zeros = of<x & y & z>(later<1>(minuses, before.minuses), digits, bit[0]);
    set const wants_digit = points | signs;
    set wrong = without(marks, of<x | y | z>(points, exponents, signs));
    wrong |= of<(x | y) & ~z>(points, exponents, later<1>(digits, before.digits));
    wrong |= of<x & ~(y | z)>(signs, after_exponent, minuses);
    wrong |= without(later<1>(wants_digit, before.wants_digit), digits);
    wrong |= of<x & ~(y | z)>(after_exponent, digits, signs);
    wrong |= later<1>(minus_zeros, before.minus_zeros) & digits;
    // The sum carries from each point or E to the end of its digits, where no other one may be.
    wrong |= add(digits | points, points, before.fraction) & points;
    wrong |= add(of<x | y | z>(digits, signs, exponents), exponents, before.exponent) &
             (points | exponents);
    before.wants_digit = wants_digit;
    before.exponents = exponents;
    before.minuses = minuses;
    before.minus_zeros = minus_zeros;
    before.in_number = (last(of<x | y | z>(wants_digit, exponents, minus_zeros)) | before.fraction |
                        before.exponent) != 0;
    return wrong;
}

// Checks numbers, true, false and null. `begins` has the first bytes of all of them.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline set
wrong_in_tokens(set const (&bit)[8], set tokens, set begins, state& before) {
    set const digits = of<x & y & ~z>(tokens, bit[5], bit[4]);
    set const zeros = of<x & y & z>(digits, bit[0], begins);
    set wrong = later<1>(zeros, before.zeros) & digits;

    set const first = of<x & y & ~z>(begins, bit[4], bit[5]);
    set const t = first & bit[0], f = first & bit[1], n = first & bit[2];
    set const t_1 = later<1>(t, before.trues), f_1 = later<1>(f, before.falses),
              f_3 = later<3>(f, before.falses);
    // the bits that the other letters have
    set const u_s = of<x | y | z>(later<2>(t, before.trues), later<1>(n, before.nulls), f_3),
              a_s = f_1 | f_3,
              l = of<x | y | z>(later<2>(f, before.falses), later<2>(n, before.nulls),
                                later<3>(n, before.nulls)),
              r_e = of<x | y | z>(t_1, later<3>(t, before.trues), later<4>(f, before.falses));
    set const others = of<x | y | z>(u_s, a_s, l) | r_e;
    set const differs = of<x | y | z>(of<x | (y ^ z)>(bit[5], bit[0], u_s),
                                      of<x | (y ^ z)>(bit[1] ^ a_s, bit[2], l),
                                      of<x | (y ^ z)>(bit[3] ^ r_e, bit[4], t_1));
    wrong |= of<x&(y | ~z)>(others, differs, tokens);
    wrong |= of<x | y | z>(later<4>(t, before.trues), later<4>(n, before.nulls),
                           later<5>(f, before.falses)) &
             tokens;
    set const of_names = others | of<x | y | z>(t, f, n);
    set const marks = of<x & ~(y | z)>(tokens, digits, of_names);
    if (any(marks) || before.in_number)
        wrong |= wrong_in_numbers(bit, marks, digits, begins, before);
    before.digits = digits;
    before.zeros = zeros;
    before.trues = t;
    before.falses = f;
    before.nulls = n;
    return wrong;
}

// Only: the text is a single window, so nothing is passed to another one.
template <bool Only>
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::always_inline]] inline bool
is_valid_text(char const* const begin, char const* end, std::size_t depth_limit,
              member_index* index) {
    // the text must be one array or object, and its last bracket must close it
    char const* const root = after_blanks(begin, end);
    if (root == end || (*root != '{' && *root != '[')) return false;
    while (is_blank(end[-1])) --end;
    if (end[-1] != '}' && end[-1] != ']') return false;
    std::size_t const most_levels = depth_limit < 55 ? depth_limit : 55;
    index_writer writer{nullptr};
    if (index != nullptr && end - begin <= static_cast<std::ptrdiff_t>(member_index::stretch))
        writer = {index, index->places};
    containers open;
    state s;
    s.escapes_read = begin;
    s.colons = all();  // a value is required
    s.inside_string = s.in_name = s.commas = s.opens = s.backslashes = s.tokens = s.digits =
        s.zeros = s.trues = s.falses = s.nulls = none();
    s.wants_digit = s.exponents = s.minuses = s.minus_zeros = none();
    for (char const* at = begin; at < end; at += size) {
        auto const rest = static_cast<std::size_t>(end - at);
        std::size_t const length = rest < size ? rest : size;
        set bit[8];
        bool const ascii = read(at, length, bit);
        // a sequence that begins in the last three bytes of a window can continue in the next one
        if (!(ascii && s.ascii) && breaks_utf8(begin, at, length)) return false;
        s.ascii = ascii;

        set quotes = without(bit[0], bit[7]);
        set const backslashes = of<x & y & z>(bit[7], bit[5], bit[4]);
        bool const escapes = any(backslashes | s.backslashes);
        if (escapes) {
            set const escaped = escaped_places(backslashes, s.backslashes);
            set const others = without(escaped, of<(x & y) | (~x & z)>(bit[7], bit[4], bit[0]));
            if (any(others)) {
                s.escapes_read = after_escapes(others, at, end, s.escapes_read);
                if (s.escapes_read == nullptr) return false;
            }
            quotes = without(quotes, escaped);
        }
        set const strings = between_pairs(quotes, s.inside_string);
        s.inside_string = all_like_last(strings);
        set wrong = bit[6] & strings;

        set const tokens = without(bit[7], strings);
        set const begins = without(tokens, later<1>(tokens, s.tokens));
        wrong |= wrong_in_tokens(bit, tokens, begins, s);
        s.tokens = tokens;

        set const structure = of<~(x | y)>(bit[7], strings, strings);
        set const opens = structure & bit[1], closes = structure & bit[2],
                  commas = structure & bit[3], colons = structure & bit[4];
        set const blanks = of<x & y & ~z>(structure, bit[5], bit[1] | bit[2]);
        if (writer.index != nullptr) {
            if (escapes || writer.escape_in_string != 0)
                note_escapes(writer, strings, quotes, backslashes, colons, blanks, at, end);
            write_marks<Only>(writer, of<x | y | z>(opens, closes, colons),
                              static_cast<std::size_t>(at - begin), length);
        }

        set const brackets = opens | closes;
        set in_object;
        bool const two_levels =
            Only && most_levels >= 2 &&
            pass_two_levels(brackets, closes, bit[5], static_cast<std::size_t>(root - begin),
                            length - 1, *root == '{', open, in_object);
        if (!two_levels) {
            // what follows the text's last bracket does not matter here
            set const passed = rest <= size ? without(brackets, of_place(length - 1)) : brackets;
            if (!Only && at != begin &&
                pass_alternating(passed, closes, bit[5], most_levels, open, in_object)) {
                // the usual case in a list of plain objects
            } else if (bracket_row const row = row_of(passed, closes, bit[5], length);
                       pass_flat(row, most_levels, open)) {
                in_object = all();
                if (row.has_squares())
                    in_object = without(in_object, inside(without(brackets, bit[5])));
            } else {
                // from each bracket up to and including the next one
                unsigned in_object_before = static_cast<unsigned>(open.kinds & 1);
                set const objects = pass_brackets(passed, closes, bit[5], row.closes, row.curly,
                                                  row.length, length, open);
                if (open.deepest >> most_levels > 1) return false;
                set const between = without(all(), brackets);
                in_object = add(between, later<1>(objects, none()), in_object_before) ^ between;
            }
        }
        wrong |= (in_object ^ bit[5]) & closes;

        // what may follow what
        set after_colon, after_comma, after_open;
        if (any(blanks)) {
            if (writer.index != nullptr)
                writer.blank_before_colon |=
                    any_after_blank(colons, blanks, at != begin && is_blank(at[-1]));
            after_colon = after(colons, blanks, s.colons);
            after_comma = after(commas, blanks, s.commas);
            after_open = after(opens, blanks, s.opens);
        } else {
            after_colon = later<1>(colons, s.colons);
            after_comma = later<1>(commas, s.commas);
            after_open = later<1>(opens, s.opens);
            s.colons = colons;
            s.commas = commas;
            s.opens = opens;
        }
        set const opening_quotes = quotes & strings;
        set const first_or_next = after_comma | without(after_open, closes);
        wrong |= of<x | y | z>(opening_quotes, begins, opens) ^ (after_colon | first_or_next);
        wrong |= of<x & y & ~z>(first_or_next, in_object, opening_quotes);
        // the strings that are names if they are in an object
        set const no_end = of<x | y | z>(strings, quotes, blanks);
        set const ends =
            without(add_short(no_end, first_or_next & opening_quotes, s.in_name), no_end);
        wrong |= of<(x & y) ^ z>(ends, in_object, colons);
        if (any(wrong)) return false;
        if constexpr (Only) break;
    }
    if (writer.index != nullptr) finish<Only>(writer, begin, end);
    return open.kinds >> 1 == 1 && open.closed >> 63 == 0 && !any(s.inside_string);
}
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::noinline, gnu::aligned(64)]] inline bool
is_valid_in_windows(char const* begin, char const* end, std::size_t depth_limit,
                    member_index* index) {
    return is_valid_text<false>(begin, end, depth_limit, index);
}
// true: the text is valid. false: it is not valid, or exact_validator must decide: scalars, and
// more than 55 levels. Also fills the index, if there is one and the text fits.
[[gnu::target(
      "avx512f,avx512bw,avx512dq,avx512vbmi,avx512vbmi2,gfni,pclmul,vpclmulqdq,bmi,bmi2,popcnt"),
  gnu::aligned(64)]] inline bool
is_valid(char const* begin, char const* end, std::size_t depth_limit, member_index* index) {
    if (end - begin > static_cast<std::ptrdiff_t>(size))
        return is_valid_in_windows(begin, end, depth_limit, index);
    return is_valid_text<true>(begin, end, depth_limit, index);
}

}  // namespace trotline::json::detail::window
#endif
#endif
