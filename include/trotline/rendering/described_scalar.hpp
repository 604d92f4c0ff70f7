// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_RENDERING_DESCRIBED_SCALAR_HPP
#define TROTLINE_RENDERING_DESCRIBED_SCALAR_HPP
// The C++ types that can be written as JSON, XML and forms, and the text of a number, an enumerator
// or a map's key.

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/finite.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/json/number.hpp>
#include <trotline/parameter_store/value.hpp>

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI::detail {

template <class T>
concept written_text = std::convertible_to<T const&, std::string_view>;
template <class T>
concept written_digits = std::same_as<T, number> || std::same_as<T, number_view>;
template <class T>
concept written_scalar = std::integral<T> || std::floating_point<T> || described_enum<T> ||
    written_text<T> || written_digits<T>;
template <class T>
using element_of = std::iter_value_t<decltype(std::ranges::begin(std::declval<T const&>()))>;
template <class T>
concept written_map = requires {
    typename element_of<T>;
    typename T::mapped_type;
    typename T::key_type;
};
template <class T> inline constexpr bool is_written_tuple = false;
template <class A, class B> inline constexpr bool is_written_tuple<std::pair<A, B>> = true;
template <class... A> inline constexpr bool is_written_tuple<std::tuple<A...>> = true;
template <class T>
concept written_range = requires {
    typename element_of<T>;
}
&&!written_text<T> && !written_map<T>;
template <class T>
concept written_raw =
    std::same_as<T, raw_text> || std::same_as<T, raw_view> || std::same_as<T, json_text>;

template <class T> inline constexpr bool cannot_be_written = false;

// Calls write(made) with what the type's conversion returns.
template <class T, class Form> refusal write_converted(T const& from, auto&& write) {
    auto made = conversion<T, Form>::write(from);
    if constexpr (requires {
                      { made.error() } -> std::convertible_to<refusal>;
                  })
        return made.has_value() ? write(*made) : made.error();
    else
        return write(made);
}

template <class T> constexpr bool is_written_as_text() {
    if constexpr (described_enum<T>)
        return !enumerators_are_integers<T>;
    else
        return written_text<T>;
}

// The text of a scalar; numbers are written to the buffer.
template <written_scalar T>
refusal scalar_text(T const& from, std::array<char, 64>& buffer, std::string_view& text) {
    if constexpr (std::same_as<T, bool>) {
        text = from ? "true" : "false";
    } else if constexpr (described_enum<T>) {
        std::size_t const place = place_of_enumerator(from);
        if (place == values_of_enumerators<T>.size())
            return "an enum's value must be one of its enumerators";
        if constexpr (enumerators_are_integers<T>)
            return scalar_text(static_cast<std::underlying_type_t<T>>(from), buffer, text);
        text = names_of_enumerators<T>[place];
    } else if constexpr (written_text<T>) {
        text = from;
    } else if constexpr (written_digits<T>) {
        text = from.text;
        if (!json::is_number(text)) return "a number has to be written as JSON writes it";
    } else {
        if constexpr (std::floating_point<T>)
            if (!is_finite(from)) return "a number must be finite";
        // A character type is a number too.
        auto const number = [&] {
            if constexpr (std::integral<T> && sizeof(T) == 1)
                return static_cast<int>(from);
            else
                return from;
        }();
        text = {buffer.data(),
                static_cast<std::size_t>(
                    std::to_chars(buffer.data(), buffer.data() + buffer.size(), number).ptr -
                    buffer.data())};
    }
    return {};
}

// Calls use(text) with a map's key as a name.
template <class K> refusal write_key(K const& key, auto const& use) {
    if constexpr (writable_by_conversion<K>) {
        return write_converted<K, void>(key,
                                        [&](auto const& made) { return write_key(made, use); });
    } else {
        static_assert(written_scalar<K>,
                      "a map's key is a text, an integer, an enum or a type with a conversion");
        std::array<char, 64> buffer;
        std::string_view text;
        refusal const refused = scalar_text(key, buffer, text);
        return refused.empty() ? use(text) : refused;
    }
}

}  // namespace trotline::detail
#endif
