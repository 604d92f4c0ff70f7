// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TYPES_BOOST_OPTIONAL_HPP
#define TROTLINE_TYPES_BOOST_OPTIONAL_HPP
// boost::optional as a member, read and written like std::optional.

#include <boost/optional/optional.hpp>
#include <trotline/core/nullable.hpp>

namespace trotline::inline TROTLINE_ABI {

template <class V>
struct nullable<boost::optional<V>> : nullable_as_optional<boost::optional<V>> {};

}  // namespace trotline
#endif
