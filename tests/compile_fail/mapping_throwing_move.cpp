// SPDX-License-Identifier: BSL-1.0
// A mapping into an existing object needs move assignments that cannot throw.
// expect: a member whose move assignment may throw cannot be mapped in place: map by value
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <memory_resource>
#include <string>

struct todo {
    std::pmr::string name;
};
BOOST_DESCRIBE_STRUCT(todo, (), (name))

using wanted_rows = trotline::mapping<todo, trotline::row<"name", &todo::name>>;
#ifdef TROTLINE_REJECT
bool use(todo& t) { return trotline::map_into<wanted_rows>(t, "{}").has_value(); }
#else
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
#endif
