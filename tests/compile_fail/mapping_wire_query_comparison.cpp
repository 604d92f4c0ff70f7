// SPDX-License-Identifier: BSL-1.0
// A comparison of a text with a number, which never holds: which row, and which segment.
// expect: comparison_never_holds, .*row_number<0>, .*segment_number<1>
// at most: 10 lines
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/query_rows.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <vector>

struct item {
    std::string name;
    bool active = false;
};
BOOST_DESCRIBE_STRUCT(item, (), (name, active))
struct answer {
    std::vector<item> items;
};
BOOST_DESCRIBE_STRUCT(answer, (), (items))
struct names {
    std::vector<std::string> all;
};
BOOST_DESCRIBE_STRUCT(names, (), (all))

#ifdef TROTLINE_REJECT
using rows = trotline::mapping<names, trotline::query_row<"items[?@.name == 3].name", &names::all>>;
#else
using rows = trotline::mapping<names, trotline::query_row<"items[?@.active].name", &names::all>>;
#endif
static_assert(trotline::fits<rows, answer>());
