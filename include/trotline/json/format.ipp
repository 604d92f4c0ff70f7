// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_JSON_FORMAT_IPP
#define TROTLINE_JSON_FORMAT_IPP

#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>

#include <cstddef>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::json {

namespace detail {

// By its byte order mark, or by the zero in its first character.
constexpr bool is_utf16(std::string_view text) {
    return text.starts_with("\xFE\xFF") || text.starts_with("\xFF\xFE") ||
           (text.size() > 1 && (text[0] == '\0') != (text[1] == '\0'));
}
[[gnu::always_inline]] constexpr bool is_valid_document(std::string_view text,
                                                        std::size_t depth_limit,
                                                        document_failure& why,
                                                        member_index* index) {
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

}  // namespace detail

[[gnu::always_inline]] constexpr checked_format::cursor_type checked_format::open(
    std::string_view text, document_failure& why) const {
    return detail::is_valid_document(text, depth_limit, why, nullptr) ? cursor_type(text)
                                                                      : cursor_type();
}
[[gnu::always_inline]] constexpr checked_format::cursor_type checked_format::open(
    std::string_view text, document_failure& why, index_type& index) const {
    index.clear();
    return detail::is_valid_document(text, depth_limit, why, &index) ? cursor_type(text, index)
                                                                     : cursor_type();
}

[[gnu::always_inline]] constexpr on_demand_format::cursor_type on_demand_format::open(
    std::string_view text, document_failure& why) const {
    why = {};
    return cursor_type(text, why);
}
[[gnu::always_inline]] constexpr on_demand_format::cursor_type on_demand_format::open(
    std::string_view text, document_failure& why, index_type& index) const {
    why = {};
    index.clear();
    return cursor_type(text, why, index);
}

}  // namespace trotline::json
#endif
