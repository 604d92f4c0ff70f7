// SPDX-License-Identifier: BSL-1.0
// A row into a pointer.
// expect: a row of this mapping is wrong
// expect: member_is_a_pointer_use_a_value_or_optional
// expect: row_number<0
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <optional>

struct todo {
    int* owned = nullptr;
    std::optional<int> kept;
};
BOOST_DESCRIBE_STRUCT(todo, (), (owned, kept))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<todo, trotline::row<"id", &todo::owned>>;
#else
using wanted_rows = trotline::mapping<todo, trotline::row<"id", &todo::kept>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
