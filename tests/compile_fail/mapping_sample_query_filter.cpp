// SPDX-License-Identifier: BSL-1.0
// A filter that names a member which no element of the sample has: which row, and which segment.
// expect: no_element_has_what_the_filter_names, .*row_number<0>, .*segment_number<1>
// at most: 10 lines
#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/query_rows.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>
#include <vector>

constexpr std::string_view sample = R"({"items": [{"name": "a", "active": true}]})";

struct names {
    std::vector<std::string> all;
};
BOOST_DESCRIBE_STRUCT(names, (), (all))

#ifdef TROTLINE_REJECT
using rows = trotline::mapping<names, trotline::query_row<"items[?@.activ].name", &names::all>>;
#else
using rows = trotline::mapping<names, trotline::query_row<"items[?@.active].name", &names::all>>;
#endif
static_assert(trotline::finds<rows, sample>());
