// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_FORMAT_HPP
#define TROTLINE_JSON_FORMAT_HPP
// The two ways to read JSON, as values that a mapping takes: `checked` and `on_demand`.

#include <trotline/json/cursor.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::json {

// The whole text is validated before a cursor is handed out: RFC 8259, UTF-8, nothing behind the value, at most depth_limit arrays
// and objects inside each other (most_depth_limit at most).
struct checked_format {
    using cursor_type = basic_cursor<mode::checked>;
    std::size_t depth_limit = default_depth_limit;

    // A cursor at the root; or, where `why` says so, one that must not be used. A byte order mark is skipped; offsets count it.
    [[gnu::always_inline]] constexpr cursor_type open(std::string_view text, document_failure& why) const {
        std::size_t const mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        why = validate(text.substr(mark), depth_limit);
        if (!why) return cursor_type(text);
        why.offset += mark;
        return cursor_type();
    }
};

// Nothing is validated but what the cursor hands out: what no row needs is skipped, and what stands behind the last row is not
// read.
struct on_demand_format {
    using cursor_type = basic_cursor<mode::on_demand>;

    [[gnu::always_inline]] constexpr cursor_type open(std::string_view text, document_failure& why) const {
        why = {};
        return cursor_type(text, why);
    }
};

inline constexpr checked_format checked{};
inline constexpr on_demand_format on_demand{};

}  // namespace trotline::json
#endif
