// SPDX-License-Identifier: BSL-1.0
// A member of a row's path occurs twice in a sample.
// expect: ambiguous, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include <trotline/mapping/check/sample_check.hpp>

#include <boost/describe/class.hpp>

#include <string_view>

struct todo {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (number))

#ifdef TROTLINE_REJECT
constexpr std::string_view sample = R"({"data": {"number": 7, "number": 8}})";
#else
constexpr std::string_view sample = R"({"data": {"number": 7, "other": 8}})";
#endif

using todo_rows = trotline::mapping<todo, trotline::row<"data.number", &todo::number>>;
static_assert(trotline::finds<todo_rows, sample>());
