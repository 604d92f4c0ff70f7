// SPDX-License-Identifier: BSL-1.0
// A path with a prefix that its mapping does not bind.
// expect: a row of this mapping is wrong
// expect: prefix_is_not_bound_add_it_to_prefixes.*row_number<0>
// at most: 9 lines
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/prefixes.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))

using bound = trotline::prefixes<"s", "http://schemas.xmlsoap.org/soap/envelope/">;
#ifdef TROTLINE_REJECT
using wanted_rows =
    trotline::mapping<todo, bound, trotline::row<"s:Envelope.saop:Body", &todo::id>>;
#else
using wanted_rows = trotline::mapping<todo, bound, trotline::row<"s:Envelope.s:Body", &todo::id>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
