// SPDX-License-Identifier: BSL-1.0
// A view of a text that has escapes in a sample.
// expect: needs_decoding_take_a_string_instead_of_a_view, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include <trotline/mapping/check/sample_check.hpp>

#include <boost/describe/class.hpp>

#include <string_view>

struct todo {
    std::string_view text;
};
BOOST_DESCRIBE_STRUCT(todo, (), (text))

#ifdef TROTLINE_REJECT
constexpr std::string_view sample = R"({"text": "a\tb"})";
#else
constexpr std::string_view sample = R"({"text": "ab"})";
#endif

using todo_rows = trotline::mapping<todo, trotline::row<"text", &todo::text>>;
static_assert(trotline::finds<todo_rows, sample>());
