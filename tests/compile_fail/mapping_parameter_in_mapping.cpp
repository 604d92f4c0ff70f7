// SPDX-License-Identifier: BSL-1.0
// A row with a parameter among rows with members.
// expect: a row of this mapping is wrong
// expect: has_a_parameter_and_belongs_into_parameters_from
// expect: row_number<0
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<todo, trotline::row<"id", "ID">>;
#else
using wanted_rows = trotline::mapping<todo, trotline::row<"id", &todo::id>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
