// SPDX-License-Identifier: BSL-1.0
// A class that is not described: which macro to add.
// expect: a row of this mapping is wrong
// expect: class_is_not_described_write_BOOST_DESCRIBE_STRUCT_after_it
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
};
#ifndef TROTLINE_REJECT
BOOST_DESCRIBE_STRUCT(todo, (), (id))
#endif

using wanted_rows = trotline::mapping<todo, trotline::row<"id", &todo::id>>;
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
