// SPDX-License-Identifier: BSL-1.0
// A row into a member that is not described: which row, counted from 0.
// expect: a row of this mapping is wrong
// expect: member_is_not_described_add_it_to_BOOST_DESCRIBE_STRUCT
// expect: row_number<1
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
    int rank = 0;
    int note = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id, rank))

#ifdef TROTLINE_REJECT
using wanted_rows =
    trotline::mapping<todo, trotline::row<"id", &todo::id>, trotline::row<"note", &todo::note>>;
#else
using wanted_rows =
    trotline::mapping<todo, trotline::row<"id", &todo::id>, trotline::row<"rank", &todo::rank>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
