// SPDX-License-Identifier: BSL-1.0
// A row whose text is not an object path: the error has the reason and the byte.
// expect: a row of this mapping is wrong
// expect: text_is_not_an_object_path.*row_number<0.*descendant_selects_several
// expect: at_byte<5>
// at most: 9 lines
#include <trotline/mapping/map.hpp>

#include <boost/describe/class.hpp>

struct todo {
    int id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (id))

#ifdef TROTLINE_REJECT
using wanted_rows = trotline::mapping<todo, trotline::row<"data..id", &todo::id>>;
#else
using wanted_rows = trotline::mapping<todo, trotline::row<"data.id", &todo::id>>;
#endif
bool use() { return trotline::map<wanted_rows>("{}").has_value(); }
