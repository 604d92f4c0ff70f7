// SPDX-License-Identifier: BSL-1.0
// A row into a member whose type cannot have a value.
// expect: a row of this mapping is wrong
// expect: type_cannot_take_a_value, .*row_number<0.*time_needs_include_of_trotline_types_chrono_hpp
// expect: row_number<0
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <chrono>
#include <vector>

struct todo {
    std::vector<std::chrono::seconds> waits;
    std::vector<int> seconds;
};
BOOST_DESCRIBE_STRUCT(todo, (), (waits, seconds))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<todo, trotline::row<"waits", &todo::waits>>;
#else
using wanted_rows = trotline::mapping<todo, trotline::row<"waits", &todo::seconds>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
