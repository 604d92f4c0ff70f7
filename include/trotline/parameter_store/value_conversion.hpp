// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARAMETER_STORE_VALUE_CONVERSION_HPP
#define TROTLINE_PARAMETER_STORE_VALUE_CONVERSION_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/json/number.hpp>
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

template <class Wire>
inline constexpr bool is_text_wire =
    std::same_as<Wire, std::string_view> || std::same_as<Wire, number_view>;

template <class T> constexpr bool is_storable() {
    if constexpr (readable_by_conversion<T> && writable_by_conversion<T>)
        return is_text_wire<wire_type<T>> || is_storable<wire_type<T>>();
    else if constexpr (is_optional<T>)
        return !is_optional<typename T::value_type> && is_storable<typename T::value_type>();
    else
        return std::integral<T> || std::floating_point<T> || described_enum<T> ||
               std::same_as<T, std::string> || std::same_as<T, json_text> ||
               std::same_as<T, number> || std::same_as<T, secret> || std::same_as<T, value>;
}

inline bool holds_number(value const& v) {
    return std::holds_alternative<std::int64_t>(v.get()) ||
           std::holds_alternative<std::uint64_t>(v.get()) ||
           std::holds_alternative<double>(v.get()) || std::holds_alternative<number>(v.get());
}

// Converts what a type's conversion has written to a parameter's value.
template <class T> value written_value(T const& made) {
    if constexpr (requires { made.value(), made.error(); })
        return written_value(made.value());
    else if constexpr (writable_by_conversion<T>)
        return written_value(conversion<T>::write(made));
    else if constexpr (std::floating_point<T>)
        return value(static_cast<double>(made));
    else
        return value(made);
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
    if (auto const* digits = std::get_if<number>(&from.get())) {
        if constexpr (std::integral<T>)
            return json::to_integer(digits->text, to) == json::number_status::exact;
        else if constexpr (std::same_as<T, float>)
            return json::to_floating(digits->text, to) == json::number_status::exact;
        double nearest = 0;
        if (json::to_floating(digits->text, nearest) != json::number_status::exact) return false;
        to = static_cast<T>(nearest);
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
// described enums, json_text, number, secret, types with a conversion, value itself, and
// std::optional of these.
template <class T>
concept storable = detail::is_storable<T>();

// Converts a parameter's value to a C++ value exactly; otherwise returns false and leaves `to`
// unchanged. Numbers become other numbers that can hold them, or texts; only std::optional (and
// value) takes null; an enum is read from its enumerator's name or number, a type with a conversion
// from a text, a number or whatever it is read from.
template <storable T> bool value_to(value const& from, T& to) {
    if constexpr (std::same_as<T, value>) {
        to = from;
        return true;
    } else if constexpr (readable_by_conversion<T>) {
        using wire = wire_type<T>;
        if constexpr (detail::is_text_wire<wire>) {
            value_text const text(from);
            bool const fits =
                detail::holds_number(from) || (std::same_as<wire, std::string_view> &&
                                               std::holds_alternative<std::string>(from.get()));
            T made{};
            if (!fits || !conversion<T>::read(wire{text.view()}, made).empty()) return false;
            to = std::move(made);
        } else {
            wire held{};
            T made{};
            if (!value_to(from, held) || !conversion<T>::read(held, made).empty()) return false;
            to = std::move(made);
        }
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
        std::size_t place = values_of_enumerators<T>.size();
        if constexpr (enumerators_are_integers<T>) {
            using wide = std::conditional_t<std::is_signed_v<std::underlying_type_t<T>>,
                                            std::int64_t, std::uint64_t>;
            if (wide held = 0; detail::number_to(from, held))
                place = find_enumerator<T>([&](std::size_t i) {
                    return static_cast<wide>(values_of_enumerators<T>[i]) == held;
                });
        } else if (auto const* held = std::get_if<std::string>(&from.get())) {
            place = find_enumerator<T>(
                [&](std::size_t i) { return names_of_enumerators<T>[i] == *held; });
        }
        if (place == values_of_enumerators<T>.size()) return false;
        to = values_of_enumerators<T>[place];
        return true;
    } else if constexpr (std::same_as<T, json_text>) {
        auto const* held = std::get_if<json_text>(&from.get());
        if (held != nullptr) to = *held;
        return held != nullptr;
    } else if constexpr (std::same_as<T, number>) {
        if (!detail::holds_number(from)) return false;
        to.text.assign(value_text(from).view());
        return true;
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

// Converts a C++ value to a parameter's value. Throws bad_result if a conversion refuses to write
// it.
template <storable T> value value_of(T const& from) {
    if constexpr (writable_by_conversion<T>)
        return detail::written_value(from);
    else if constexpr (detail::is_optional<T>)
        return from ? value_of(*from) : value();
    else if constexpr (described_enum<T>) {
        std::size_t const place = place_of_enumerator(from);
        if (!enumerators_are_integers<T> && place != values_of_enumerators<T>.size())
            return value(names_of_enumerators<T>[place]);
        return value(static_cast<std::underlying_type_t<T>>(from));
    } else if constexpr (std::floating_point<T>)
        return value(static_cast<double>(from));
    else
        return value(from);
}

}  // namespace trotline
#endif
