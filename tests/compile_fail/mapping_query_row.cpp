// SPDX-License-Identifier: BSL-1.0
// A row whose query is not well-typed: the error has the reason and the byte.
// expect: a row of this mapping is wrong
// expect: text_is_not_an_object_path.*row_number<0.*compared_several
// expect: at_byte<
// at most: 9 lines
#include <trotline/mapping/query_rows.hpp>

#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

#include <vector>

struct order {
    std::vector<int> ids;
};
BOOST_DESCRIBE_STRUCT(order, (), (ids))

#ifdef TROTLINE_REJECT
using wanted_rows =
    trotline::mapping<order, trotline::query_row<"a[?@.b[*] == 1].id", &order::ids>>;
#else
using wanted_rows =
    trotline::mapping<order, trotline::query_row<"a[?@.b[0] == 1].id", &order::ids>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
