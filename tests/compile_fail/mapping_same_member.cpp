// SPDX-License-Identifier: BSL-1.0
// Two rows into one member; an inherited member is the same in both classes.
// expect: a row of this mapping is wrong
// expect: has_the_same_destination_as_an_earlier_row
// expect: row_number<2
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct base {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(base, (), (id))
struct todo : base {
    int rank = 0, size = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (base), (rank, size))

using trotline::row;
#ifdef TROTLINE_REJECT
using wanted_rows =
    trotline::mapping<todo, row<"id", &todo::id>, row<"rank", &todo::rank>, row<"size", &base::id>>;
#else
using wanted_rows = trotline::mapping<todo, row<"id", &todo::id>, row<"rank", &todo::rank>,
                                      row<"size", &todo::size>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
