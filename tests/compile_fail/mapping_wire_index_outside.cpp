// SPDX-License-Identifier: BSL-1.0
// An index outside of the bounds of an array of the wire type.
// expect: index_outside_of_the_array, .*row_number<0>, .*segment_number<2>
// at most: 10 lines
#include <trotline/mapping/wire_check.hpp>

#include <boost/describe/class.hpp>

#include <array>
#include <optional>
#include <string>

struct payload {
    int user_id = 0;
    std::string title;
    std::optional<std::string> note;
    std::array<int, 3> sizes{};
};
BOOST_DESCRIBE_STRUCT(payload, (), (user_id, title, note, sizes))
struct answer {
    payload data;
};
BOOST_DESCRIBE_STRUCT(answer, (), (data))
struct todo {
    int number = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(todo, (), (number, text))

#ifdef TROTLINE_REJECT
using todo_rows = trotline::mapping<todo, trotline::row<"data.sizes[3]", &todo::number>>;
#else
using todo_rows = trotline::mapping<todo, trotline::row<"data.sizes[2]", &todo::number>>;
#endif
static_assert(trotline::fits<todo_rows, answer>());
