// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_ONE_OR_MANY_HPP
#define TROTLINE_CORE_ONE_OR_MANY_HPP

#include <trotline/core/abi.hpp>

#include <initializer_list>
#include <vector>

// A list type for services that write a list of one element without its brackets.
namespace trotline::inline TROTLINE_ABI {

// A vector that is read from an array, or from a single value instead of one. It is written as an
// array.
template <class T> struct one_or_many : std::vector<T> { using std::vector<T>::vector; };

namespace detail {
template <class T> inline constexpr bool takes_one = false;
template <class T> inline constexpr bool takes_one<one_or_many<T>> = true;
}  // namespace detail

}  // namespace trotline
#endif
