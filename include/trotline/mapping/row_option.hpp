// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ROW_OPTION_HPP
#define TROTLINE_MAPPING_ROW_OPTION_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/fixed_string.hpp>

#include <cstddef>

// The options of a row, and the sources of its value. as<Form> (core/conversion.hpp) is a further
// option. A member of a described class can have the same options, after its name in member_names.
//
// What counts as null, for a row and for a member: in JSON `null`; in XML an element with
// `xsi:nil="true"` (with any prefix). An empty element or attribute counts as null for a number, a
// boolean, an enumeration and a type that a conversion reads from a text; for a string it is the
// empty text, unless empty_is_null is set.
// What null does: a std::optional (or pointer) becomes empty. An optional row, or a member of a
// class that has defaults (members_have_defaults), stays as it is. Anything else is an error.
// that has defaults (members_have_defaults), stays as it is; anything else is an error.
namespace trotline::inline TROTLINE_ABI {

// Options of a row, combined with |.
enum class row_option : unsigned char {
    none = 0,
    optional = 1,  // a missing value or null leaves the destination unchanged
    // a string may become a number or a boolean, a number a boolean, if its whole text can be
    // converted
    coerce = 2,
    not_null = 4,      // null is an error, even if the row is optional
    empty_is_null = 8  // an empty text counts as null
};
constexpr row_option operator|(row_option a, row_option b) {
    return static_cast<row_option>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}
constexpr bool has(row_option options, row_option one) {
    return (static_cast<unsigned char>(options) & static_cast<unsigned char>(one)) != 0;
}

// True if null leaves the destination unchanged.
constexpr bool leaves_null_out(row_option options) {
    return has(options, row_option::optional) && !has(options, row_option::not_null);
}

namespace detail {
constexpr row_option plain_option(row_option one) { return one; }
constexpr row_option plain_option(auto) { return row_option::none; }
}  // namespace detail
// Those of a row's options that are a row_option, combined.
template <auto... Options>
inline constexpr row_option plain_options = (row_option::none | ... |
                                             detail::plain_option(Options));

namespace detail {
template <class Naming> inline constexpr row_option options_of_naming = row_option::none;
template <auto Member, fixed_string Name, auto... Options>
inline constexpr row_option options_of_naming<trotline::named<Member, Name, Options...>> =
    plain_options<Options...>;
}  // namespace detail
// The row_options of a member when its class is read as a whole.
template <described_class T, std::size_t I>
inline constexpr row_option member_options = (members_have_defaults<T> ? row_option::optional
                                                                       : row_option::none) |
                                             detail::options_of_naming<member_naming<T, I>>;

// Where a row's value comes from. query: from the document, by a query that may select several
// nodes (query_rows.hpp).
enum class row_source : unsigned char { document, status, field, elapsed, query };

}  // namespace trotline
#endif
