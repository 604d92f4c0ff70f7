// SPDX-License-Identifier: BSL-1.0
// Parameters go into a store; there is no class to return.
// expect: parameters_from has no class to return: pass a parameter store
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::parameters_from<trotline::row<"id", "ID">>;
#else
using wanted_rows = trotline::mapping<todo, trotline::row<"id", &todo::id>>;
#endif
void use() { (void)trotline::map<wanted_rows>("{}"); }
