// SPDX-License-Identifier: BSL-1.0
// An each_row into something that is not a container of a described class.
// expect: a row of this mapping is wrong
// expect: each_row_needs_a_vector_of_a_described_class.*row_number<0
// at most: 9 lines
#include <trotline/mapping/query_rows.hpp>

#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <vector>

struct line {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(line, (), (id))
struct order {
    std::vector<line> lines;
    std::vector<int> ids;
};
BOOST_DESCRIBE_STRUCT(order, (), (lines, ids))

#ifdef TROTLINE_REJECT
using line_rows = trotline::each_row<"a[*]", &order::ids, trotline::row<"id", &line::id>>;
#else
using line_rows = trotline::each_row<"a[*]", &order::lines, trotline::row<"id", &line::id>>;
#endif
bool use() { return trotline::map<trotline::mapping<order, line_rows>>("{}").has_value(); }
