// SPDX-License-Identifier: BSL-1.0
// A filter that names a member which no element of the sample has: which row, and which segment.
// expect: no_element_has_what_the_filter_names, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include "query_types.hpp"

#include <trotline/mapping/check/sample_check.hpp>

#include <string_view>

constexpr std::string_view sample = R"({"items": [{"name": "a", "active": true}]})";

#ifdef TROTLINE_REJECT
using rows = names_by<"items[?@.activ].name">;
#else
using rows = names_by<"items[?@.active].name">;
#endif
static_assert(trotline::finds<rows, sample>());
