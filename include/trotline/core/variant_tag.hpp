// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_VARIANT_TAG_HPP
#define TROTLINE_CORE_VARIANT_TAG_HPP

#include <trotline/core/abi.hpp>

#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <variant>

// Chooses the alternative of a std::variant by a member of the document, such as
// `"type": "circle"`. Without a tag, the first alternative that the value fits is used.
namespace trotline::inline TROTLINE_ABI {

// The tag of a variant of described classes; specialise it. `member` is the tag's name (in XML,
// `@type` is an attribute), `names` its value for each alternative, in their order. The tag is also
// written.
//   using shape = std::variant<circle, square>;
//   template <> struct trotline::variant_tag<shape> {
//       static constexpr std::string_view member = "type";
//       static constexpr std::string_view names[] = {"circle", "square"};
//   };
template <class Variant> struct variant_tag {};

namespace detail {
template <class T> inline constexpr bool is_variant = false;
template <class... A> inline constexpr bool is_variant<std::variant<A...>> = true;
}  // namespace detail

// A std::variant with a variant_tag.
template <class T>
concept tagged_variant = detail::is_variant<T> && requires {
    { variant_tag<T>::member } -> std::convertible_to<std::string_view>;
    requires std::extent_v<decltype(variant_tag<T>::names)>
    == std::variant_size_v<T>;
};

}  // namespace trotline
#endif
