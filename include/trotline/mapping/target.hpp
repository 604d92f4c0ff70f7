// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_TARGET_HPP
#define TROTLINE_MAPPING_TARGET_HPP

#include <trotline/core/conversion.hpp>
#include <trotline/core/described.hpp>
#include <trotline/core/nullable.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/core/variant_tag.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

// Concepts for the kinds of types into which a value of a document can be read.
namespace trotline::inline TROTLINE_ABI {

namespace detail {
template <class T> inline constexpr bool is_array = false;
template <class T, std::size_t N> inline constexpr bool is_array<std::array<T, N>> = true;
template <class T> inline constexpr bool is_tuple = false;
template <class A, class B> inline constexpr bool is_tuple<std::pair<A, B>> = true;
template <class... A> inline constexpr bool is_tuple<std::tuple<A...>> = true;

template <class T> struct wire_or_void { using type = void; };
template <readable_by_conversion T> struct wire_or_void<T> { using type = wire_type<T>; };
}  // namespace detail
// The type that a conversion reads T from; void where there is no conversion.
template <class T> using wire_type_or_void = typename detail::wire_or_void<T>::type;

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
// A type that keeps a number as it is written.
template <class T>
concept number_target = std::same_as<T, number> || std::same_as<T, number_view>;
// A type that holds one value or none.
template <class T>
concept optional_target = is_nullable<T>;
// std::array
template <class T>
concept array_target = detail::is_array<T>;
// A map's key, which is made from a member's name: a string, an integer, an enumerator, or a type
// with a conversion from a text.
template <class K>
concept key_target = string_target<K> || integer_target<K> || described_enum<K> ||
    std::same_as<wire_type_or_void<K>, std::string_view>;
// std::map, std::unordered_map
template <class T>
concept map_target = requires(T& t) {
    typename T::mapped_type;
    requires key_target<typename T::key_type>;
    t.try_emplace(typename T::key_type());
};
// std::vector, std::deque, std::list: every container that grows at its end
template <class T>
concept vector_target = !string_target<T> && requires(T & t) {
    typename T::value_type;
    t.emplace_back();
    t.clear();
};
// std::set, std::unordered_set: an element that the set already has is left out
template <class T>
concept set_target = requires(T& t) {
    typename T::key_type;
    requires std::same_as<typename T::key_type, typename T::value_type>;
    t.insert(typename T::value_type());
    t.clear();
};
// A vector_target or a set_target
template <class T>
concept list_target = vector_target<T> || set_target<T>;
// std::pair and std::tuple: an array of exactly these elements
template <class T>
concept tuple_target = detail::is_tuple<T>;
// std::variant: the first alternative that fits, or the one that a tag names (core/variant_tag.hpp)
template <class T>
concept variant_target = detail::is_variant<T>;
// Types with one scalar; no path continues below it.
template <class T>
concept scalar_target = std::same_as<T, bool> || integer_target<T> || floating_target<T> ||
    string_target<T> || std::same_as<T, std::string_view> || described_enum<T> || number_target<T>;

namespace detail {
template <class T> struct inner { using type = void; };
template <class T>
    requires array_target<T> || list_target<T>
struct inner<T> {
    using type = typename T::value_type;
};
template <optional_target T> struct inner<T> { using type = typename nullable<T>::value_type; };
template <map_target T> struct inner<T> { using type = typename T::mapped_type; };
}  // namespace detail

// The element, mapped or contained type.
template <class T> using inner_type = typename detail::inner<T>::type;

}  // namespace trotline
#endif
