// SPDX-License-Identifier: BSL-1.0
// A filter that names a member which the wire type does not have: which row, which segment, and the
// name that was probably meant.
// expect: no_member_of_that_name, .*row_number<0>, .*segment_number<1>, .*name_of<'a', 'c', 't',
// 'i', 'v', 'e'>
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
using rows = trotline::mapping<names, trotline::query_row<"items[?@.activ].name", &names::all>>;
#else
using rows = trotline::mapping<names, trotline::query_row<"items[?@.active].name", &names::all>>;
#endif
static_assert(trotline::fits<rows, answer>());
