// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_ROW_OPTION_HPP
#define TROTLINE_MAPPING_ROW_OPTION_HPP

#include <trotline/core/abi.hpp>
// The options of a row, and the sources of its value.
namespace trotline::inline TROTLINE_ABI {

// Options of a row, combined with |.
enum class row_option : unsigned char {
    none = 0,
    optional = 1,  // a missing value or null leaves the destination unchanged
    // a string may become a number or a boolean, a number a boolean, if its whole text can be
    // converted
    coerce = 2
};
constexpr row_option operator|(row_option a, row_option b) {
    return static_cast<row_option>(static_cast<unsigned char>(a) | static_cast<unsigned char>(b));
}
constexpr bool has(row_option options, row_option one) {
    return (static_cast<unsigned char>(options) & static_cast<unsigned char>(one)) != 0;
}

// Where a row's value comes from. query: from the document, by a query that may select several
// nodes (query_rows.hpp).
enum class row_source : unsigned char { document, status, field, elapsed, query };

}  // namespace trotline
#endif
