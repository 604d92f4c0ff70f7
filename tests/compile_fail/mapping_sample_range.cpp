// SPDX-License-Identifier: BSL-1.0
// A row whose value in a sample document is out of its range.
// expect: out_of_range, .*row_number<0>, .*segment_number<2>
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

#ifdef TROTLINE_REJECT
constexpr std::string_view sample = R"({"data": {"userId": 128, "title": "a"}})";
#else
constexpr std::string_view sample = R"({"data": {"userId": 127, "title": "a"}})";
#endif

using trotline::row;
using todo_rows =
    trotline::mapping<todo, row<"data.userId", &todo::user_id>, row<"data.title", &todo::title>>;
static_assert(trotline::finds<todo_rows, sample>());
