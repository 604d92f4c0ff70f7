// SPDX-License-Identifier: BSL-1.0
// A condition that a sample does not meet.
// expect: unmet_condition, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include <trotline/mapping/check/sample_check.hpp>

#include <boost/describe/class.hpp>

#include <string_view>

struct todo {
    int number = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (number))

#ifdef TROTLINE_REJECT
constexpr std::string_view sample = R"({"ok": false})";
#else
constexpr std::string_view sample = R"({"ok": true})";
#endif

using todo_rows = trotline::mapping<todo, trotline::condition<"ok", true>>;
static_assert(trotline::finds<todo_rows, sample>());
