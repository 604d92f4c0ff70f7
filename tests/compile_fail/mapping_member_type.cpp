// SPDX-License-Identifier: BSL-1.0
// The member of a class inside of a vector that is the reason why a row's type takes no value.
// expect: a row of this mapping is wrong
// expect: type_cannot_take_a_value
// expect: time_needs_include_of_trotline_types_chrono_hpp<line, .*name_of<'d', 'u', 'e'>,
// std::chrono::duration at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <chrono>
#include <optional>
#include <vector>

struct line {
    int id = 0;
    std::optional<std::chrono::seconds> due;
};
struct plain_line {
    int id = 0;
};
struct order {
    std::vector<line> lines;
    std::vector<plain_line> plain_lines;
};
BOOST_DESCRIBE_STRUCT(line, (), (id, due))
BOOST_DESCRIBE_STRUCT(plain_line, (), (id))
BOOST_DESCRIBE_STRUCT(order, (), (lines, plain_lines))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<order, trotline::row<"lines", &order::lines>>;
#else
using wanted_rows = trotline::mapping<order, trotline::row<"lines", &order::plain_lines>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
