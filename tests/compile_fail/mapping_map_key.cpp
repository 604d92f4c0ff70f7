// SPDX-License-Identifier: BSL-1.0
// A map whose keys cannot be made from names.
// expect: a row of this mapping is wrong
// expect: type_cannot_take_a_value
// expect: row_number<0
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <map>

struct table {
    std::map<double, int> by_size;
    std::map<int, int> by_number;
};
BOOST_DESCRIBE_STRUCT(table, (), (by_size, by_number))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<table, trotline::row<"b", &table::by_size>>;
#else
using wanted_rows = trotline::mapping<table, trotline::row<"b", &table::by_number>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
