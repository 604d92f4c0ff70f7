// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_MAPPING_TO_FAILURE_IPP
#define TROTLINE_MAPPING_TO_FAILURE_IPP

#include <trotline/mapping/to_failure.hpp>

#include <cstddef>
#include <span>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

TROTLINE_INLINE failure to_failure(document_failure const& why) {
    failure made;
    made.stage = stage::parse;
    made.code = why.code;
    if (!why.expected.empty()) made.detail.append("expected ").append(why.expected);
    made.offset = why.offset;
    return made;
}

TROTLINE_INLINE failure to_failure(document_failure const& why, std::string_view content) {
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

TROTLINE_INLINE failure to_failure(std::span<row_failure const> rows) {
    failure made;
    made.stage = stage::map;
    if (rows.empty()) return made;
    made.code = rows.front().code;
    made.offset = rows.front().offset;
    made.rows.assign(rows.begin(), rows.end());
    return made;
}

}  // namespace trotline
#endif
