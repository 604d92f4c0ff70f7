// SPDX-License-Identifier: BSL-1.0
// A row with a member among rows with parameters.
// expect: a row of this mapping is wrong
// expect: has_a_member_and_belongs_into_mapping
// expect: row_number<0
// at most: 9 lines
#include <trotline/mapping/map_into.hpp>

#include <boost/describe/class.hpp>

#include <span>
#include <string_view>

struct nothing {
    bool read(std::string_view, auto&&) const { return false; }
    trotline::result<void> apply(std::span<trotline::assignment>) { return {}; }
};
struct todo {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::parameters_from<trotline::row<"id", &todo::id>>;
#else
using wanted_rows = trotline::parameters_from<trotline::row<"id", "ID">>;
#endif
bool use(nothing& store) { return trotline::map_into<wanted_rows>(store, "{}").has_value(); }
