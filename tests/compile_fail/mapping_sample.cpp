// SPDX-License-Identifier: BSL-1.0
// A row that finds nothing in a sample document: the error has the row, the segment, and the name
// that was probably meant.
// expect: no_member_of_that_name, .*row_number<1>, .*segment_number<1>, .*name_of<'t', 'i', 't',
// 'l', 'e'>
// at most: 9 lines
#include <trotline/mapping/check/sample_check.hpp>

#include <boost/describe/class.hpp>

#include <string>
#include <string_view>

struct todo {
    signed char user_id = 0;
    std::string title;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id, title))

constexpr std::string_view sample = R"({"data": {"userId": 127, "title": "a"}})";

using trotline::row;
#ifdef TROTLINE_REJECT
using todo_rows =
    trotline::mapping<todo, row<"data.userId", &todo::user_id>, row<"data.titel", &todo::title>>;
#else
using todo_rows =
    trotline::mapping<todo, row<"data.userId", &todo::user_id>, row<"data.title", &todo::title>>;
#endif
static_assert(trotline::finds<todo_rows, sample>());
