// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ROW_OPTION_HPP
#define TROTLINE_MAPPING_ROW_OPTION_HPP

// What a row may be told besides its source and its destination: these, and as<Form>
// (core/conversion.hpp).
namespace trotline {

// Combined with |.
enum class row_option : unsigned char {
    none = 0,
    optional = 1,  // nothing found, or null, leaves the destination as it is
    // a string may become a number or a boolean, a number a boolean, if its whole text converts
    coerce = 2
};
constexpr row_option operator|(row_option a, row_option b) {
    return static_cast<row_option>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}
constexpr bool has(row_option options, row_option one) {
    return (static_cast<unsigned char>(options) & static_cast<unsigned char>(one)) != 0;
}

namespace detail {
constexpr row_option plain_option(row_option one) { return one; }
constexpr row_option plain_option(auto) { return row_option::none; }
}  // namespace detail
// Those of a row's options that are a row_option, combined.
template <auto... Options>
inline constexpr row_option plain_options = (row_option::none | ... |
                                             detail::plain_option(Options));

// Where a row's value comes from.
// query: from the document, by a query that may select several nodes (query_rows.hpp).
enum class row_source : unsigned char { document, status, field, elapsed, query };

}  // namespace trotline
#endif
