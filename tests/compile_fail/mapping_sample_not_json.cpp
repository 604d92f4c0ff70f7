// SPDX-License-Identifier: BSL-1.0
// A sample that is not JSON: the error has the line and the column.
// expect: sample_is_not_JSON, .*line_number<3>, .*column_number<17>
// at most: 9 lines
#include <trotline/mapping/check/sample_check.hpp>

#include <boost/describe/class.hpp>

#include <string_view>

struct todo {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (number))

#ifdef TROTLINE_REJECT
constexpr std::string_view sample = R"({
    "number": 7,
    "other": [1,]
})";
#else
constexpr std::string_view sample = R"({
    "number": 7,
    "other": [1]
})";
#endif

using todo_rows = trotline::mapping<todo, trotline::row<"number", &todo::number>>;
static_assert(trotline::finds<todo_rows, sample>());
