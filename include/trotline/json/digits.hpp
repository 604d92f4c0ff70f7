// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_DIGITS_HPP
#define TROTLINE_JSON_DIGITS_HPP
// Reads decimal digits, eight at once: their count and their value, without a branch for each of
// them.

#include <trotline/core/sixteen_bytes.hpp>
#include <trotline/json/character.hpp>

#include <bit>
#include <cstdint>
#include <type_traits>

namespace trotline::inline TROTLINE_ABI::json::detail {

// The digits of a word before the first other byte: how many, and, if there are any, their value. A
// sign counts as a digit without a value, so that it does not delay finding their end.
struct digits_at {
    std::uint64_t value;
    unsigned count;
};
[[gnu::always_inline]] constexpr digits_at read_digits(std::uint64_t bytes, bool sign) {
    std::uint64_t digits =
        (bytes ^ 0x3030303030303030) & (sign ? ~std::uint64_t{0xFF} : ~std::uint64_t{0});
    std::uint64_t const others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
    unsigned const bits = static_cast<unsigned>(std::countr_zero(others)) / 8 * 8;
    // moves the digits to the top, with zeros before the first one
    digits <<= (0 - bits) % 64;
    digits = digits * 10 + (digits >> 8);
    digits = ((digits & 0x000000FF000000FF) * (100 + (std::uint64_t{1000000} << 32)) +
              ((digits >> 16) & 0x000000FF000000FF) * (1 + (std::uint64_t{10000} << 32))) >>
             32;
    return {digits, bits / 8};
}

inline constexpr std::uint64_t small_powers_of_ten[] = {
    1, 10, 100, 1'000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};
// Appends the digits of a word to the significand and returns their count.
[[gnu::always_inline]] constexpr unsigned append_digits(std::uint64_t& significand,
                                                        std::uint64_t bytes) {
    digits_at const more = read_digits(bytes, false);
    if (more.count != 0) significand = significand * small_powers_of_ten[more.count] + more.value;
    return more.count;
}

// Appends all digits that begin at `at` and returns their end. The significand wraps beyond 64
// bits: that of up to 19 digits is exact.
[[gnu::noinline]] constexpr char const* append_digits(char const* at, char const* end,
                                                      std::uint64_t& significand) {
    if (!std::is_constant_evaluated()) {
        while (end - at >= 8) {
            unsigned const more = append_digits(significand, trotline::detail::load_word(at));
            at += more;
            if (more != 8) return at;
        }
    }
    for (; at != end && is_digit(*at); ++at)
        significand = significand * 10 + static_cast<std::uint64_t>(*at - '0');
    return at;
}

}  // namespace trotline::json::detail
#endif
