// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_READABLE_HPP
#define TROTLINE_MAPPING_READABLE_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/nullable.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/parameter_store/value.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

// Concepts for the types that can have a value of a document.
namespace trotline::inline TROTLINE_ABI {

namespace detail {
template <class T> inline constexpr bool is_array = false;
template <class T, std::size_t N> inline constexpr bool is_array<std::array<T, N>> = true;
}  // namespace detail

// An integer type; bool is not one.
template <class T>
concept integer_target = std::integral<T> && !std::same_as<T, bool>;
// A floating-point type.
template <class T>
concept floating_target = std::same_as<T, float> || std::same_as<T, double>;
// std::string, std::pmr::string and strings with any other allocator
template <class T>
concept string_target = requires {
    typename T::allocator_type;
}
&&std::same_as<T, std::basic_string<char, std::char_traits<char>, typename T::allocator_type>>;
// A type that keeps a value as it is written.
template <class T>
concept raw_target = std::same_as<T, raw_text> || std::same_as<T, raw_view>;
// A std::optional, std::array, or map with string keys.
template <class T>
concept number_target = std::same_as<T, number> || std::same_as<T, number_view>;
template <class T>
concept optional_target = is_nullable<T>;
template <class T>
concept array_target = detail::is_array<T>;
template <class T>
concept map_target = requires(T& t, std::string_view name) {
    typename T::mapped_type;
    requires string_target<typename T::key_type>;
    t.try_emplace(typename T::key_type(name));
};
// std::vector, std::deque, std::list: every container that grows at its end
template <class T>
concept vector_target = !string_target<T> && requires(T & t) {
    typename T::value_type;
    t.emplace_back();
    t.clear();
};
// Types with one scalar; no path continues below it.
template <class T>
concept scalar_target = std::same_as<T, bool> || integer_target<T> || floating_target<T> ||
    string_target<T> || std::same_as<T, std::string_view> || described_enum<T> || number_target<T>;

namespace detail {
template <class T> struct inner { using type = void; };
template <class T>
    requires array_target<T> || vector_target<T>
struct inner<T> {
    using type = typename T::value_type;
};
template <optional_target T> struct inner<T> { using type = typename nullable<T>::value_type; };
template <map_target T> struct inner<T> { using type = typename T::mapped_type; };
}  // namespace detail

// The element, mapped or contained type.
template <class T> using inner_type = typename detail::inner<T>::type;

namespace detail {
// Inside: the described classes around T. A class that contains itself would be read by recursion,
// as deep as the document.
template <class T, class Form, class... Inside> constexpr bool is_readable() {
    if constexpr (readable_by_conversion<T, Form>) {
        return is_readable<wire_type<T, Form>, void, Inside...>();
    } else if constexpr (optional_target<T> || array_target<T> || map_target<T> ||
                         vector_target<T>) {
        return is_readable<inner_type<T>, Form, Inside...>();
    } else if constexpr (!std::is_void_v<Form>) {
        return false;
    } else if constexpr (scalar_target<T> || raw_target<T> || std::same_as<T, value>) {
        return true;
    } else if constexpr (described_class<T> && !(std::same_as<T, Inside> || ...)) {
        bool all = true;
        for_each_member<T>([&](auto place) {
            all = all && is_readable<member_type<T, place>, member_form<T, place>, T, Inside...>();
        });
        return all;
    } else {
        return false;
    }
}

// True if T takes one scalar, whatever the scalar is inside of.
template <class T, class Form> constexpr bool takes_scalar() {
    if constexpr (readable_by_conversion<T, Form>)
        return takes_scalar<wire_type<T, Form>, void>();
    else if constexpr (optional_target<T>)
        return takes_scalar<inner_type<T>, Form>();
    else
        return scalar_target<T>;
}
}  // namespace detail

// A type that can be a row's destination. Form: the type in the row's as<>.
template <class T, class Form = void>
concept readable = detail::is_readable<T, Form>();

}  // namespace trotline
#endif
