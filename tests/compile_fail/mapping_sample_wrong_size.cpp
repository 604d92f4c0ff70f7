// SPDX-License-Identifier: BSL-1.0
// An array of another size in a sample.
// expect: wrong_size, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include <trotline/mapping/check/sample_check.hpp>

#include <boost/describe/class.hpp>

#include <array>
#include <string_view>

struct todo {
    std::array<int, 3> sizes{};
};
BOOST_DESCRIBE_STRUCT(todo, (), (sizes))

#ifdef TROTLINE_REJECT
constexpr std::string_view sample = R"({"sizes": [1, 2]})";
#else
constexpr std::string_view sample = R"({"sizes": [1, 2, 3]})";
#endif

using todo_rows = trotline::mapping<todo, trotline::row<"sizes", &todo::sizes>>;
static_assert(trotline::finds<todo_rows, sample>());
