// SPDX-License-Identifier: BSL-1.0
// A class that contains itself would be read by recursion as deep as the document.
// expect: a row of this mapping is wrong
// expect: type_cannot_take_a_value
// expect: row_number<0
// at most: 10 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <optional>
#include <vector>

struct leaf {
    int n = 0;
};
BOOST_DESCRIBE_STRUCT(leaf, (), (n))
struct branch {
    std::optional<std::vector<branch>> branches;
    std::vector<leaf> leaves;
};
BOOST_DESCRIBE_STRUCT(branch, (), (branches, leaves))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<branch, trotline::row<"b", &branch::branches>>;
#else
using wanted_rows = trotline::mapping<branch, trotline::row<"b", &branch::leaves>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
