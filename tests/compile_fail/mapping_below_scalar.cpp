// SPDX-License-Identifier: BSL-1.0
// A row below a row with a scalar.
// expect: a row of this mapping is wrong
// expect: goes_on_below_a_row_that_takes_a_scalar
// expect: row_number<0
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0, rank = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, rank))

using trotline::row;
#ifdef TROTLINE_REJECT
using wanted_rows =
    trotline::mapping<todo, row<"data['a'].b", &todo::id>, row<"data.a", &todo::rank>>;
#else
using wanted_rows =
    trotline::mapping<todo, row<"data['a'].b", &todo::id>, row<"data.ab", &todo::rank>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
