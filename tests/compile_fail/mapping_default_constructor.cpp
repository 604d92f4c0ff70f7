// SPDX-License-Identifier: BSL-1.0
// A class without a default constructor.
// expect: a row of this mapping is wrong
// expect: class_needs_a_default_constructor
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
#ifdef TROTLINE_REJECT
    explicit todo(int i) : id(i) {}
#endif
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))

using wanted_rows = trotline::mapping<todo, trotline::row<"id", &todo::id>>;
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
