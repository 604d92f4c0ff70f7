// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_NUMBER_HPP
#define TROTLINE_JSON_NUMBER_HPP
// Reads numbers as RFC 8259 section 6 defines them, and their exact values in C++ types. Does not
// allocate, ignores the locale, and rounds only to a floating-point target.

#include <trotline/core/scalar.hpp>
#include <trotline/json/character.hpp>
#include <trotline/json/digits.hpp>

#include <bit>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <version>
#ifndef __cpp_lib_to_chars
#include <trotline/core/from_chars_substitute.hpp>
#endif

namespace trotline::inline TROTLINE_ABI::json {

namespace detail {
#ifdef __cpp_lib_to_chars
using std::from_chars;
#else
using trotline::detail::substitute::from_chars;
#endif

// 1*DIGIT
constexpr lexed lex_digits(char const* at, char const* end, char const* expected) {
    if (at == end || !is_digit(*at)) return {at, expected};
    while (at != end && is_digit(*at)) ++at;
    return {at};
}
}  // namespace detail

// Matches [ frac ] [ exp ].
constexpr lexed lex_fraction_and_exponent(char const* at, char const* end) {
    if (at != end && *at == '.') {
        lexed const fraction = detail::lex_digits(at + 1, end, "a digit");
        if (fraction.expected != nullptr) return fraction;
        at = fraction.at;
    }
    if (at == end || (*at != 'e' && *at != 'E')) return {at};
    ++at;
    bool const sign = at != end && (*at == '+' || *at == '-');
    return detail::lex_digits(sign ? at + 1 : at, end, sign ? "a digit" : "a digit or a sign");
}

// Matches number = [ minus ] int [ frac ] [ exp ].
constexpr lexed lex_number(char const* at, char const* end) {
    if (at != end && *at == '-') ++at;
    if (at != end && *at == '0') {
        ++at;
    } else {
        lexed const whole = detail::lex_digits(at, end, "a digit");
        if (whole.expected != nullptr) return whole;
        at = whole.at;
    }
    return lex_fraction_and_exponent(at, end);
}

// True if the whole text is a number of RFC 8259 section 6.
constexpr bool is_number(std::string_view text) {
    char const* const end = text.data() + text.size();
    lexed const number = lex_number(text.data(), end);
    return number.expected == nullptr && number.at == end;
}

// true, false or null: matches `name`, or stops at the first byte that differs.
constexpr lexed lex_literal_name(char const* at, char const* end, std::string_view name) {
    for (char const c : name) {
        if (at == end || *at != c) return {at, name.data()};
        ++at;
    }
    return {at};
}

// The result of reading a number.
enum class number_status : unsigned char {
    exact,  // the value, or for a floating-point target the nearest one
    // an integer that the type cannot hold; a floating-point value beyond the largest
    out_of_range,
    not_integral,  // a fraction, but the target is an integer
    malformed      // not a number of RFC 8259
};

namespace detail {

// The parts of a number: its value is (-1)^negative * 0.d1 d2 d3 ... * 10^point, with the digits of
// `whole` and `fraction`.
struct decimal {
    char const* end = nullptr;  // nullptr: not a number
    bool negative = false;
    std::string_view whole, fraction;
    std::uint64_t significand = 0;  // all digits as an integer, if they are at most 19
    // as written, but limited to +-10^17: no text is so long that it needs more
    std::int64_t exponent = 0;

    constexpr std::size_t digits() const { return whole.size() + fraction.size(); }
    constexpr unsigned digit(std::size_t i) const {
        return static_cast<unsigned>((i < whole.size() ? whole[i] : fraction[i - whole.size()]) -
                                     '0');
    }
};

// The digits from `at` to their end, which are appended to the significand.
constexpr std::string_view take_digits(char const*& at, char const* end,
                                       std::uint64_t& significand) {
    char const* const begin = at;
    at = append_digits(at, end, significand);
    return {begin, static_cast<std::size_t>(at - begin)};
}

// Takes the number apart that begins at `at`, in one pass. More may follow it.
constexpr decimal decimal_at(char const* at, char const* end) {
    decimal number;
    number.negative = at != end && *at == '-';
    if (number.negative) ++at;
    number.whole = take_digits(at, end, number.significand);
    if (number.whole.empty() || (number.whole.front() == '0' && number.whole.size() != 1))
        return {};
    if (at != end && *at == '.') {
        number.fraction = take_digits(++at, end, number.significand);
        if (number.fraction.empty()) return {};
    }
    if (at != end && (*at == 'e' || *at == 'E')) {
        ++at;
        bool const minus = at != end && *at == '-';
        if (minus || (at != end && *at == '+')) ++at;
        if (at == end || !is_digit(*at)) return {};
        for (; at != end && is_digit(*at); ++at)
            if (number.exponent < 10'000'000'000'000'000)
                number.exponent = number.exponent * 10 + (*at - '0');
        if (minus) number.exponent = -number.exponent;
    }
    number.end = at;
    return number;
}
// The same for a text that is nothing else.
constexpr decimal take_apart(std::string_view text) {
    char const* const end = text.data() + text.size();
    decimal const number = decimal_at(text.data(), end);
    return number.end == end ? number : decimal{};
}

// to_integer for numbers with a fraction or an exponent.
constexpr number_status integral_value(decimal const& number, integer_value& out) {
    std::size_t last = number.digits();  // after the last digit that is not 0
    while (last != 0 && number.digit(last - 1) == 0) --last;
    out = {0, number.negative};
    if (last == 0) return number_status::exact;
    std::size_t first = 0;
    while (number.digit(first) == 0) ++first;
    // digits before the decimal point
    std::int64_t const units = static_cast<std::int64_t>(number.whole.size()) + number.exponent;
    if (static_cast<std::int64_t>(last) > units) return number_status::not_integral;
    if (units - static_cast<std::int64_t>(first) > 20) return number_status::out_of_range;
    constexpr std::uint64_t most = (std::numeric_limits<std::uint64_t>::max)();
    for (std::int64_t i = static_cast<std::int64_t>(first); i < units; ++i) {
        unsigned const digit =
            i < static_cast<std::int64_t>(last) ? number.digit(static_cast<std::size_t>(i)) : 0;
        if (out.magnitude > (most - digit) / 10) return number_status::out_of_range;
        out.magnitude = out.magnitude * 10 + digit;
    }
    return number_status::exact;
}

}  // namespace detail

// The integers of a type: magnitudes up to `positive`, or up to `negative` below zero.
struct integer_range {
    std::uint64_t positive = 0, negative = 0;

    [[gnu::always_inline]] constexpr bool has(integer_value n) const {
        return n.magnitude <= (n.negative ? negative : positive);
    }
};
// The range of an integer type.
template <std::integral T>
inline constexpr integer_range range_of{
    static_cast<std::uint64_t>((std::numeric_limits<T>::max)()),
    std::is_signed_v<T> ? static_cast<std::uint64_t>((std::numeric_limits<T>::max)()) + 1 : 0};

// The integer that a number's text means, if its magnitude has at most 64 bits: `1.0`, `1e2`, `-0`
// and `10e-1` are integers. Exact; never uses double. `out` is undefined after a failure.
[[gnu::noinline]] constexpr number_status to_integer(std::string_view text, integer_value& out) {
    auto const number = detail::take_apart(text);
    if (number.end == nullptr) return number_status::malformed;
    if (number.whole.data() + number.whole.size() == number.end && number.digits() <= 19) {
        out = {number.significand, number.negative};
        return number_status::exact;
    }
    return detail::integral_value(number, out);
}
// The same for a C++ type. `out` is written on success only.
template <std::integral T>
    requires(!std::same_as<std::remove_cv_t<T>, bool> && sizeof(T) <= 8)
constexpr number_status to_integer(std::string_view text, T& out) {
    integer_value found;
    number_status const status = to_integer(text, found);
    if (status != number_status::exact) return status;
    if (!range_of<T>.has(found)) return number_status::out_of_range;
    out = static_cast<T>(found.negative ? std::uint64_t{0} - found.magnitude : found.magnitude);
    return status;
}

namespace detail {

inline constexpr double exact_powers_of_ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

// Clinger's fast path: a significand below 2^53 and a power of ten that a double holds exactly need
// only one rounding.
[[gnu::always_inline]] constexpr bool exactly_rounded(bool negative, std::uint64_t significand,
                                                      std::int64_t power, double& out) {
    if (significand > std::uint64_t{1} << 53 || power < -22 || power > 22) return false;
    if (!trotline::detail::rounds_once && power != 0) return false;
    auto const magnitude = static_cast<double>(significand);
    double const value = power < 0 ? magnitude / exact_powers_of_ten[-power]
                                   : magnitude * exact_powers_of_ten[power];
    out = negative ? -value : value;
    return true;
}
constexpr bool exactly_rounded(decimal const& number, double& out) {
    return number.digits() <= 19 &&
           exactly_rounded(number.negative, number.significand,
                           number.exponent - static_cast<std::int64_t>(number.fraction.size()),
                           out);
}

// True if `out` is now what the decimal number rounds to of which `nearest` is the nearest double:
// that needs one rounding less, unless it is half-way between two floats, or so small that floats
// have fewer digits.
constexpr bool exactly_rounded(double nearest, float& out) {
    double const magnitude = nearest < 0 ? -nearest : nearest;
    constexpr std::uint64_t below_float = (std::uint64_t{1} << 29) - 1;
    if ((std::bit_cast<std::uint64_t>(nearest) & below_float) == (below_float + 1) / 2 ||
        (magnitude != 0 && magnitude < double{(std::numeric_limits<float>::min)()}) ||
        magnitude > double{(std::numeric_limits<float>::max)()})
        return false;
    out = static_cast<float>(nearest);
    return true;
}

template <class T> bool nearest_value(decimal const& number, char const* begin, T& out) {
    double value = 0;
    if (exactly_rounded(number, value)) {
        if constexpr (std::same_as<T, double>)
            return out = value, true;
        else if (exactly_rounded(value, out))
            return true;
    }
    T read{};
    if (from_chars(begin, number.end, read).ec != std::errc{}) return false;
    out = read;
    return true;
}

// The nearest double of the number that begins at `at`, and where it ends. nullptr: it is not a
// number, or out of a double's range.
[[gnu::noinline]] inline char const* floating_at(char const* at, char const* end, double& out) {
    decimal const number = decimal_at(at, end);
    return number.end != nullptr && nearest_value(number, at, out) ? number.end : nullptr;
}

}  // namespace detail

// The nearest floating-point value of a number's text, ties to even. A value beyond the largest is
// out_of_range; one below the smallest becomes zero. `out` is written on success only.
template <std::floating_point T>
    requires(std::same_as<T, double> || std::same_as<T, float>)
[[gnu::noinline]] inline number_status to_floating(std::string_view text, T& out) {
    auto const number = detail::take_apart(text);
    if (number.end == nullptr) return number_status::malformed;
    if (detail::nearest_value(number, text.data(), out)) return number_status::exact;
    std::size_t first = 0;
    while (first != number.digits() && number.digit(first) == 0) ++first;
    if (static_cast<std::int64_t>(number.whole.size()) + number.exponent >
        static_cast<std::int64_t>(first))
        return number_status::out_of_range;
    out = number.negative ? -T{0} : T{0};
    return number_status::exact;
}

}  // namespace trotline::json
#endif
