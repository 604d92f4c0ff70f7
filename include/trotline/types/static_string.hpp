// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TYPES_STATIC_STRING_HPP
#define TROTLINE_TYPES_STATIC_STRING_HPP
// boost::static_string<N> as a member: a text of at most N bytes, kept in place, without
// allocation. A longer text is refused. Strings of other libraries with a fixed capacity are
// converted in the same way:
//   template <> struct trotline::conversion<mine> : trotline::fixed_capacity_conversion<mine> {};

#include <boost/static_string/static_string.hpp>
#include <trotline/core/conversion.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// For a T with max_size(), assign(char const*, std::size_t), data() and size().
template <class T> struct fixed_capacity_conversion {
    static constexpr bool keeps_blanks = true;
    static refusal read(std::string_view text, T& to) {
        if (text.size() > to.max_size()) return "a text that is not longer than its member";
        to.assign(text.data(), text.size());
        return {};
    }
    static std::string_view write(T const& from) { return {from.data(), from.size()}; }
};

template <std::size_t N>
struct conversion<boost::static_strings::static_string<N>>
    : fixed_capacity_conversion<boost::static_strings::static_string<N>> {};

}  // namespace trotline
#endif
