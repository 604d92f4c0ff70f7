// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ENGINE_EXPECTED_HPP
#define TROTLINE_MAPPING_ENGINE_EXPECTED_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/error.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

// What a type would accept, as text for messages: constants that are made at compile time.
namespace trotline::inline TROTLINE_ABI::detail {

// Appends decimal digits, also at compile time.
template <std::size_t Capacity>
constexpr void append_integer(short_text<Capacity>& to, std::integral auto n) {
    char digits[24]{};
    std::size_t at = sizeof digits;
    auto magnitude = static_cast<std::uint64_t>(static_cast<std::int64_t>(n));
    bool const negative = std::is_signed_v<decltype(n)> && static_cast<std::int64_t>(n) < 0;
    if (negative) magnitude = 0 - magnitude;
    do digits[--at] = static_cast<char>('0' + magnitude % 10);
    while ((magnitude /= 10) != 0);
    if (negative) digits[--at] = '-';
    to.append({digits + at, sizeof digits - at});
}

template <class T>
inline constexpr auto expected_integer = [] {
    short_text<64> text("an integer from ");
    append_integer(text, (std::numeric_limits<T>::min)());
    text.append(" to ");
    append_integer(text, (std::numeric_limits<T>::max)());
    return text;
}();

template <class E>
inline constexpr auto expected_enumerator = [] {
    short_text<200> text("one of ");
    for (std::size_t i = 0; i < names_of_enumerators<E>.size(); ++i) {
        if (i != 0) text.append(", ");
        if constexpr (enumerators_are_integers<E>)
            append_integer(text,
                           static_cast<std::underlying_type_t<E>>(values_of_enumerators<E>[i]));
        else
            text.append(names_of_enumerators<E>[i]);
    }
    return text;
}();

template <std::size_t N>
inline constexpr auto expected_elements = [] {
    short_text<64> text;
    append_integer(text, N);
    text.append(N == 1 ? " element" : " elements");
    return text;
}();

inline constexpr std::string_view expected_number = "a number";
inline constexpr std::string_view expected_string = "a string";
inline constexpr std::string_view expected_array = "an array";
inline constexpr std::string_view expected_object = "an object";
inline constexpr std::string_view expected_one = "only one: write [0] for the first";

}  // namespace trotline::detail
#endif
