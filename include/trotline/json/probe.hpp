// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_PROBE_HPP
#define TROTLINE_JSON_PROBE_HPP
// Probes find the end of a short token with one look at the next bytes, without a loop whose number
// of rounds the processor would have to predict. A probe that cannot tell returns nothing, and the
// caller uses the general functions (skip.hpp, number.hpp). `begin` is the text's start: at the
// text's end, a probe reads the last bytes together with those before them, and never reads past
// the end.

#include <trotline/core/sixteen_bytes.hpp>
#include <trotline/json/character.hpp>
#include <trotline/json/digits.hpp>
#include <trotline/json/guess.hpp>
#include <trotline/json/number.hpp>

#include <cstddef>
#include <cstdint>
#include <system_error>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::json::detail {

// Probes find nothing in constant evaluation.
[[gnu::always_inline]] constexpr bool can_probe() { return !std::is_constant_evaluated(); }

// The next eight bytes, the first one lowest, with zeros after the text's end. `read` is false if
// the whole text is too short.
struct word_at {
    std::uint64_t bytes = 0;
    bool read = false;
};
[[gnu::always_inline]] inline word_at read_word(char const* begin, char const* at,
                                                char const* end) {
    if (end - at >= 8) [[likely]]
        return {trotline::detail::load_word(at), true};
    if (at == end || end - begin < 8) return {};
    return {trotline::detail::load_word(end - 8) >> (8 * (8 - (end - at))), true};
}

// The first of the next 16 bytes that `stops` (which returns matches of sixteen_bytes) matches;
// nullptr: none.
template <class Stops>
[[gnu::always_inline]] inline char const* first_of_sixteen(char const* begin, char const* at,
                                                           char const* end, Stops stops) {
    std::ptrdiff_t missing = 16 - (end - at);
    if (missing <= 0) [[likely]]
        missing = 0;
    else if (at - begin < missing)
        return nullptr;
    auto const found = stops(trotline::detail::sixteen_bytes::load(at - missing))
                           .places()
                           .from(static_cast<std::size_t>(missing));
    return found.any() ? at + found.first() : nullptr;
}

// `at` is the first byte of a member's name. Returns its closing quote, if it is within 16 bytes
// and no escape is before it; otherwise nullptr.
[[gnu::always_inline]] constexpr char const* probe_name(char const* begin, char const* at,
                                                        char const* end) {
    if (!can_probe()) return nullptr;
    char const* const stop = first_of_sixteen(
        begin, at, end, [](trotline::detail::sixteen_bytes bytes) __attribute__((always_inline)) {
            return bytes.equal('"') | bytes.equal('\\');
        });
    if (stop != nullptr && *stop == '"') [[likely]]
        return stop;
    return nullptr;
}

// `at` is the first byte of a number or literal name. Returns the delimiter after it, if it is
// within 16 bytes; otherwise nullptr.
[[gnu::always_inline]] constexpr char const* probe_token(char const* begin, char const* at,
                                                         char const* end) {
    if (!can_probe()) return nullptr;
    char const* const stop = first_of_sixteen(
        begin, at, end, [](trotline::detail::sixteen_bytes bytes) __attribute__((always_inline)) {
            // a comma, ] or }, or any byte up to the blank
            return bytes.equal(',') | bytes.with(' ').equal('}') | bytes.at_most(' ');
        });
    if (stop != nullptr && is_delimiter(*stop)) [[likely]]
        return stop;
    return nullptr;
}

// A number of few digits, without an exponent: (-1)^negative * significand / 10^fraction.
struct near_number {
    char const* end = nullptr;  // nullptr: some other number, or not a number
    std::uint64_t significand = 0;
    unsigned fraction = 0;
    bool negative = false;
};
template <bool Fraction>
[[gnu::always_inline]] constexpr near_number probe_number(char const* begin, char const* at,
                                                          char const* end) {
    if (!can_probe() || at == end) return {};
    bool const negative = *at == '-';
    digits_at const whole = read_digits(read_word(begin, at, end).bytes, negative);
    if (whole.count == negative || (at[negative] == '0' && whole.count != 1U + negative))
        [[unlikely]]
        return {};
    std::uint64_t significand = whole.value;
    unsigned fraction = 0;
    at += whole.count;
    if (at == end) return {};
    if ((Fraction && *at == '.') || whole.count == 8) {
        bool const point = *at == '.';
        if (!Fraction && point) return {};
        at += point;
        unsigned const more = append_digits(significand, read_word(begin, at, end).bytes);
        if (point && more == 0) return {};
        fraction = point ? more : 0;
        at += more;
        if (Fraction && more == 8 && point) {
            unsigned const last = append_digits(significand, read_word(begin, at, end).bytes);
            if (whole.count + fraction + last > 19) return {};
            fraction += last;
            at += last;
        }
        if (at == end) return {};
    }
    if (!is_delimiter(*at)) [[unlikely]]
        return {};
    return {at, significand, fraction, negative};
}

// The same for an integer. Most integers begin with a digit that is not 0; these need no checks of
// signs and leading zeros.
[[gnu::noinline]] constexpr near_number probe_other_integer(char const* begin, char const* at,
                                                            char const* end) {
    return probe_number<false>(begin, at, end);
}
[[gnu::always_inline]] constexpr near_number probe_integer(char const* begin, char const* at,
                                                           char const* end) {
    if (!can_probe() || at == end) return {};
    if (static_cast<unsigned char>(*at - '1') > 8) return probe_other_integer(begin, at, end);
    digits_at const whole = read_digits(read_word(begin, at, end).bytes, false);
    std::uint64_t significand = whole.value;
    at += whole.count;
    if (at == end) return {};
    if (whole.count == 8) {
        at += append_digits(significand, read_word(begin, at, end).bytes);
        if (at == end) return {};
    }
    if (!is_delimiter(*at)) [[unlikely]]
        return {};
    return {at, significand};
}

// The same for a double, also with more digits or an exponent: its end, or nullptr.
[[gnu::noinline]] constexpr char const* probe_double(char const* begin, char const* at,
                                                     char const* end, double& out) {
    if (!can_probe()) return nullptr;
    near_number const number = probe_number<true>(begin, at, end);
    if (number.end == nullptr) {
        char const* const after = floating_at(at, end, out);
        return after != nullptr && after != end && is_delimiter(*after) ? after : nullptr;
    }
    if (exactly_rounded(number.negative, number.significand, -std::int64_t{number.fraction}, out) ||
        from_chars(at, number.end, out).ec == std::errc{})
        return number.end;
    return nullptr;
}

// true or false with its delimiter. No branch depends on which of them it is: it would be
// mispredicted half of the time.
struct near_boolean {
    char const* end = nullptr;  // nullptr: something else
    bool value = false;
};
struct boolean_word {
    std::uint64_t bytes, kept;
    unsigned size;
};
inline constexpr boolean_word boolean_words[] = {{0x65757274, 0xFFFFFFFF, 4},
                                                 {0x65736C6166, 0xFFFFFFFFFF, 5}};
[[gnu::always_inline]] constexpr near_boolean probe_boolean(char const* begin, char const* at,
                                                            char const* end) {
    if (!can_probe()) return {};
    std::uint64_t const bytes = read_word(begin, at, end).bytes;
    boolean_word const& wanted = boolean_words[bytes >> 1 & 1];  // the bit in which t and f differ
    if ((bytes & wanted.kept) != wanted.bytes) return {};
    at += wanted.size;
    if (at == end || !is_delimiter(*at)) return {};
    return {at, wanted.size == 4};
}

}  // namespace trotline::json::detail
#endif
