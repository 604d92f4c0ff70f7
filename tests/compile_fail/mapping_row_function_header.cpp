// SPDX-License-Identifier: BSL-1.0
// A function after a path, without the header that has the functions: the error names it.
// expect: functions_need_include_of_row_functions_hpp.*row_number<1
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <string>

struct labelled {
    int id = 0;
    std::string name;
};
BOOST_DESCRIBE_STRUCT(labelled, (), (id, name))

#ifdef TROTLINE_REJECT
using labelled_rows = trotline::mapping<labelled, trotline::row<"id", &labelled::id>,
                                        trotline::row<"name | trim", &labelled::name>>;
#else
using labelled_rows = trotline::mapping<labelled, trotline::row<"id", &labelled::id>,
                                        trotline::row<"name", &labelled::name>>;
#endif
bool use() { return trotline::map<labelled_rows>("{}").has_value(); }
