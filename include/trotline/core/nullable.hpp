// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_NULLABLE_HPP
#define TROTLINE_CORE_NULLABLE_HPP

#include <trotline/core/abi.hpp>

#include <concepts>
#include <memory>
#include <optional>
#include <type_traits>

// Types that hold one value or none, such as std::optional: null and missing values become none.
namespace trotline::inline TROTLINE_ABI {

// How the library uses such a type. Specialise it for your own types. Its members:
//   value_type               the type of the value; it has a default constructor
//   emplace(T&)              makes a new value_type, and returns it by reference
//   inside(T const&)         a pointer to the value, or null
//   reset(T&)                removes the value
// For a type with the members of std::optional:
//   template <> struct trotline::nullable<mine> : trotline::nullable_as_optional<mine> {};
template <class T> struct nullable {};

template <class T> struct nullable_as_optional {
    using value_type = typename T::value_type;
    static value_type& emplace(T& to) {
        to.emplace();
        return *to;
    }
    static value_type* inside(T& from) { return from.has_value() ? &*from : nullptr; }
    static value_type const* inside(T const& from) { return from.has_value() ? &*from : nullptr; }
    static void reset(T& to) { to.reset(); }
};
template <class V> struct nullable<std::optional<V>> : nullable_as_optional<std::optional<V>> {};

template <class V> struct nullable<std::unique_ptr<V>> {
    using value_type = V;
    static V& emplace(std::unique_ptr<V>& to) { return *(to = std::make_unique<V>()); }
    static V* inside(std::unique_ptr<V> const& from) { return from.get(); }
    static void reset(std::unique_ptr<V>& to) { to.reset(); }
};
template <class V> struct nullable<std::shared_ptr<V>> {
    using value_type = V;
    static V& emplace(std::shared_ptr<V>& to) { return *(to = std::make_shared<V>()); }
    static V* inside(std::shared_ptr<V> const& from) { return from.get(); }
    static void reset(std::shared_ptr<V>& to) { to.reset(); }
};

// A type that holds one value or none.
template <class T>
concept is_nullable = requires {
    typename nullable<T>::value_type;
};

}  // namespace trotline
#endif
