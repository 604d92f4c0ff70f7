// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_TO_FAILURE_HPP
#define TROTLINE_MAPPING_TO_FAILURE_HPP

#include <trotline/core/failure.hpp>
#include <trotline/mapping/failure.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// The failure of a call whose answer could not be mapped. For a text that is not a document the
// stage is parse; for rows it is map, with the code and the offset of the first row.
inline failure to_failure(document_failure const& why) {
    failure made;
    made.stage = stage::parse;
    made.code = why.code;
    if (!why.expected.empty()) made.detail.append("expected ").append(why.expected);
    made.offset = why.offset;
    return made;
}

// The same, with the start of the content: it may be an HTML page.
inline failure to_failure(document_failure const& why, std::string_view content) {
    constexpr std::size_t shown = 60;
    failure made = to_failure(why);
    if (!made.detail.empty()) made.detail += "; ";
    if (content.empty()) {
        made.detail += "the content is empty";
    } else {
        made.detail.append("the content begins with ").append(content.substr(0, shown));
        if (content.size() > shown) made.detail += "...";
    }
    return made;
}

inline failure to_failure(std::span<row_failure const> rows) {
    failure made;
    made.stage = stage::map;
    if (rows.empty()) return made;
    made.code = rows.front().code;
    made.offset = rows.front().offset;
    made.rows.assign(rows.begin(), rows.end());
    return made;
}

template <std::size_t Rows> failure to_failure(mapping_failure<Rows> const& why) {
    return why.document() ? to_failure(why.document()) : to_failure(why.rows());
}

}  // namespace trotline
#endif
