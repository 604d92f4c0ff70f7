// SPDX-License-Identifier: BSL-1.0
// A function behind a query that does not exist: the error has what was probably meant.
// expect: did you mean trim\?
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_functions.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <vector>

struct users {
    std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(users, (), (names))

#ifdef TROTLINE_REJECT
using wanted_rows =
    trotline::mapping<users, trotline::query_row<"[*].name | trimm", &users::names>>;
#else
using wanted_rows = trotline::mapping<users, trotline::query_row<"[*].name | trim", &users::names>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
