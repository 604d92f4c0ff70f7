// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_FORMAT_HPP
#define TROTLINE_JSON_FORMAT_HPP
// The two ways of reading JSON, as values that a mapping takes: `checked` and `on_demand`. To call
// their open() yourself, include json/cursor.hpp, which has what it returns.

#include <trotline/core/cursor.hpp>
#include <trotline/json/container_stack.hpp>
#include <trotline/json/mode.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json {

template <mode Mode> class basic_cursor;
struct member_index;

// Validates the whole text before it returns a cursor: RFC 8259, UTF-8, nothing after the value, at
// most depth_limit nested arrays and objects (up to most_depth_limit).
struct checked_format {
    using cursor_type = basic_cursor<mode::checked>;
    using index_type = member_index;
    static constexpr bool repeats_by_name = false;
    std::size_t depth_limit = default_depth_limit;

    // A cursor at the root. If `why` is set, do not use the cursor. A byte order mark is skipped,
    // but offsets count it.
    constexpr cursor_type open(std::string_view text, document_failure& why) const;
    constexpr cursor_type open(std::string_view text, document_failure& why,
                               index_type& index) const;
};

// Checks only what the cursor returns: what no row needs is skipped, and what follows the last row
// is not read.
struct on_demand_format {
    using cursor_type = basic_cursor<mode::on_demand>;
    using index_type = member_index;
    static constexpr bool repeats_by_name = false;

    constexpr cursor_type open(std::string_view text, document_failure& why) const;
    constexpr cursor_type open(std::string_view text, document_failure& why,
                               index_type& index) const;
};

// The two formats, to be passed to map(), get() and select().
inline constexpr checked_format checked{};
inline constexpr on_demand_format on_demand{};

}  // namespace trotline::json

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/json/format.ipp>
#endif
#endif
