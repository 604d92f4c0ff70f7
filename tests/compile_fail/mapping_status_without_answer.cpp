// SPDX-License-Identifier: BSL-1.0
// A status row in a mapping over a text.
// expect: a status, field or elapsed row needs the answer of a webhook: use a webhook node
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<todo, trotline::status_row<&todo::id>>;
#else
using wanted_rows = trotline::mapping<todo, trotline::row<"status", &todo::id>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
