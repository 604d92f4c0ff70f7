// SPDX-License-Identifier: BSL-1.0
// A row of a list's elements with a prefix that the mapping does not bind.
// expect: a row of this mapping is wrong
// expect: prefix_is_not_bound_add_it_to_prefixes.*row_number<1>
// at most: 9 lines
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/prefixes.hpp>
#include <trotline/mapping/query_rows.hpp>

#include <boost/describe/class.hpp>

#include <vector>

struct line {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(line, (), (id))
struct order {
    int id = 0;
    std::vector<line> lines;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, lines))

template <trotline::fixed_string Path>
using rows = trotline::mapping<
    order, trotline::prefixes<"o", "urn:orders">, trotline::row<"o:id", &order::id>,
    trotline::each_row<"o:line[*]", &order::lines, trotline::row<Path, &line::id>>>;
#ifdef TROTLINE_REJECT
using wanted_rows = rows<"q:id">;
#else
using wanted_rows = rows<"o:id">;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
