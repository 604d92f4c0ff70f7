// SPDX-License-Identifier: BSL-1.0
// Null in a sample, for a row that is required.
// expect: source_problem::null, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include <trotline/mapping/check/sample_check.hpp>

#include <boost/describe/class.hpp>

#include <string_view>

struct todo {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (number))

#ifdef TROTLINE_REJECT
constexpr std::string_view sample = R"({"number": null})";
#else
constexpr std::string_view sample = R"({"number": 7})";
#endif

using todo_rows = trotline::mapping<todo, trotline::row<"number", &todo::number>>;
static_assert(trotline::finds<todo_rows, sample>());
