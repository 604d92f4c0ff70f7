// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_COMPILE_FAIL_QUERY_TYPES_HPP
#define TROTLINE_TESTS_COMPILE_FAIL_QUERY_TYPES_HPP
// A list as the other side writes it, what its names are read into, and a row for them.

#include <trotline/mapping/query_rows.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <vector>

struct item {
    std::string name;
    bool active = false;
};
BOOST_DESCRIBE_STRUCT(item, (), (name, active))
struct list {
    std::vector<item> items;
};
BOOST_DESCRIBE_STRUCT(list, (), (items))
struct names {
    std::vector<std::string> all;
};
BOOST_DESCRIBE_STRUCT(names, (), (all))

template <trotline::fixed_string Query>
using names_by = trotline::mapping<names, trotline::query_row<Query, &names::all>>;

#endif
