// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_FORMAT_HPP
#define TROTLINE_JSON_FORMAT_HPP
// The two ways of reading JSON, as values that a mapping takes: `checked` and `on_demand`.

#include <trotline/json/cursor.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json {

// Validates the whole text before it returns a cursor: RFC 8259, UTF-8, nothing after the value, at
// most depth_limit nested arrays and objects (up to most_depth_limit).
struct checked_format {
    using cursor_type = basic_cursor<mode::checked>;
    using index_type = member_index;
    std::size_t depth_limit = default_depth_limit;

    // A cursor at the root. If `why` is set, do not use the cursor. A byte order mark is skipped,
    // but offsets count it.
    [[gnu::always_inline]] constexpr cursor_type open(std::string_view text,
                                                      document_failure& why) const {
        return validated(text, why, nullptr) ? cursor_type(text) : cursor_type();
    }
    [[gnu::always_inline]] constexpr cursor_type open(std::string_view text, document_failure& why,
                                                      index_type& index) const {
        index.clear();
        return validated(text, why, &index) ? cursor_type(text, index) : cursor_type();
    }

  private:
    // By its byte order mark, or by the zero in its first character.
    static constexpr bool is_utf16(std::string_view text) {
        return text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE") ||
               (text.size() > 1 && (text[0] == '\0') != (text[1] == '\0'));
    }
    [[gnu::always_inline]] constexpr bool validated(std::string_view text, document_failure& why,
                                                    index_type* index) const {
        std::size_t const mark = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
        auto failure = validate(text.substr(mark), depth_limit, index);
        if (failure) [[unlikely]] {
            if (failure.offset < 2 && is_utf16(text))
                failure.expected = "UTF-8: this is UTF-16, and only UTF-8 is JSON";
            failure.offset += mark;
            why = failure;
            return false;
        }
        why = {};
        return true;
    }
};

// Checks only what the cursor returns: what no row needs is skipped, and what follows the last row
// is not read.
struct on_demand_format {
    using cursor_type = basic_cursor<mode::on_demand>;
    using index_type = member_index;

    [[gnu::always_inline]] constexpr cursor_type open(std::string_view text,
                                                      document_failure& why) const {
        why = {};
        return cursor_type(text, why);
    }
    [[gnu::always_inline]] constexpr cursor_type open(std::string_view text, document_failure& why,
                                                      index_type& index) const {
        why = {};
        index.clear();
        return cursor_type(text, why, index);
    }
};

// The two formats, to be passed to map(), get() and select().
inline constexpr checked_format checked{};
inline constexpr on_demand_format on_demand{};

}  // namespace trotline::json
#endif
