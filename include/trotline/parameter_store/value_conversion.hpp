// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_CONVERSION_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_CONVERSION_HPP

#include <trotline/core/described.hpp>
#include <trotline/parameter_store/value.hpp>
#include <trotline/parameter_store/value_text.hpp>

#include <cmath>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

template <class T> inline constexpr bool is_optional = false;
template <class T> inline constexpr bool is_optional<std::optional<T>> = true;

template <class T> constexpr bool is_storable() {
    if constexpr (is_optional<T>)
        return !is_optional<typename T::value_type> && is_storable<typename T::value_type>();
    else
        return std::integral<T> || std::floating_point<T> || described_enum<T> ||
               std::same_as<T, std::string> || std::same_as<T, json_text> ||
               std::same_as<T, secret> || std::same_as<T, value>;
}

template <std::integral T> bool integral_to(auto from, T& to) {
    if (!std::in_range<T>(from)) return false;
    to = static_cast<T>(from);
    return true;
}

template <class T> bool number_to(value const& from, T& to) {
    if (auto const* n = std::get_if<std::int64_t>(&from.get())) {
        if constexpr (std::integral<T>) return integral_to(*n, to);
        to = static_cast<T>(*n);
        return true;
    }
    if (auto const* n = std::get_if<std::uint64_t>(&from.get())) {
        if constexpr (std::integral<T>) return integral_to(*n, to);
        to = static_cast<T>(*n);
        return true;
    }
    auto const* n = std::get_if<double>(&from.get());
    if (n == nullptr) return false;
    if constexpr (std::integral<T>) {
        // 2^digits, which a double holds exactly: the first value beyond the largest.
        double const beyond = std::ldexp(1.0, std::numeric_limits<T>::digits);
        double const least = std::is_signed_v<T> ? -beyond : 0.0;
        if (!(*n >= least && *n < beyond) || std::trunc(*n) != *n) return false;
    } else if (std::isfinite(*n) &&
               std::fabs(*n) > static_cast<double>((std::numeric_limits<T>::max)())) {
        return false;
    }
    to = static_cast<T>(*n);
    return true;
}

}  // namespace detail

// The C++ types that a parameter can be converted to and from: numbers, bool, std::string,
// described enums, json_text, secret, value itself, and std::optional of these.
template <class T>
concept storable = detail::is_storable<T>();

// Converts a parameter's value to a C++ value exactly; otherwise returns false and leaves `to`
// unchanged. Numbers become other numbers that can hold them, or texts; only std::optional (and
// value) takes null; an enum is read from its enumerator's name.
template <storable T> bool value_to(value const& from, T& to) {
    if constexpr (std::same_as<T, value>) {
        to = from;
        return true;
    } else if constexpr (detail::is_optional<T>) {
        if (std::holds_alternative<std::nullptr_t>(from.get())) {
            to.reset();
            return true;
        }
        typename T::value_type held{};
        if (!value_to(from, held)) return false;
        to = std::move(held);
        return true;
    } else if constexpr (std::same_as<T, bool>) {
        auto const* held = std::get_if<bool>(&from.get());
        if (held != nullptr) to = *held;
        return held != nullptr;
    } else if constexpr (described_enum<T>) {
        auto const* held = std::get_if<std::string>(&from.get());
        for (std::size_t i = 0; held != nullptr && i < names_of_enumerators<T>.size(); ++i) {
            if (names_of_enumerators<T>[i] != *held) continue;
            to = values_of_enumerators<T>[i];
            return true;
        }
        return false;
    } else if constexpr (std::same_as<T, json_text>) {
        auto const* held = std::get_if<json_text>(&from.get());
        if (held != nullptr) to = *held;
        return held != nullptr;
    } else if constexpr (std::same_as<T, std::string> || std::same_as<T, secret>) {
        if (std::holds_alternative<std::nullptr_t>(from.get()) ||
            std::holds_alternative<bool>(from.get()))
            return false;
        std::string text(value_text(from).view());
        if constexpr (std::same_as<T, secret>)
            to.text = std::move(text);
        else
            to = std::move(text);
        return true;
    } else {
        return detail::number_to(from, to);
    }
}

// Converts a C++ value to a parameter's value.
template <storable T> value value_of(T const& from) {
    if constexpr (detail::is_optional<T>)
        return from ? value_of(*from) : value();
    else if constexpr (described_enum<T>) {
        for (std::size_t i = 0; i < values_of_enumerators<T>.size(); ++i)
            if (values_of_enumerators<T>[i] == from) return value(names_of_enumerators<T>[i]);
        return value(static_cast<std::underlying_type_t<T>>(from));
    } else if constexpr (std::floating_point<T>)
        return value(static_cast<double>(from));
    else
        return value(from);
}

}  // namespace trotline
#endif
