// SPDX-License-Identifier: BSL-1.0
// A function after a path that does not exist: the error has what was probably meant.
// expect: did you mean trim\?
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/row_functions.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct user {
    std::string name;
};
BOOST_DESCRIBE_STRUCT(user, (), (name))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<user, trotline::row<"name | trimm", &user::name>>;
#else
using wanted_rows = trotline::mapping<user, trotline::row<"name | trim", &user::name>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
