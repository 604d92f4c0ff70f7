// SPDX-License-Identifier: BSL-1.0
// A row into a member of another class.
// expect: a row of this mapping is wrong
// expect: member_of_another_class
// expect: row_number<0
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))
struct user {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(user, (), (id))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<todo, trotline::row<"id", &user::id>>;
#else
using wanted_rows = trotline::mapping<todo, trotline::row<"id", &todo::id>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
