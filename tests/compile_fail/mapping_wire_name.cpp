// SPDX-License-Identifier: BSL-1.0
// A row whose path does not exist in the wire type: the error has the row, the segment, and the
// name that was probably meant.
// expect: no_member_of_that_name, .*row_number<0>, .*segment_number<1>, .*name_of<'u', 's', 'e',
// 'r', 'I', 'd'>
// at most: 9 lines
#include <trotline/mapping/check/wire_check.hpp>

#include <boost/describe/class.hpp>

struct data_on_the_wire {
    int userId = 0;
};
BOOST_DESCRIBE_STRUCT(data_on_the_wire, (), (userId))
struct answer {
    data_on_the_wire data;
};
BOOST_DESCRIBE_STRUCT(answer, (), (data))
struct todo {
    int user_id = 0;
};
BOOST_DESCRIBE_STRUCT(todo, (), (user_id))

#ifdef TROTLINE_REJECT
using todo_rows = trotline::mapping<todo, trotline::row<"data.userID", &todo::user_id>>;
#else
using todo_rows = trotline::mapping<todo, trotline::row<"data.userId", &todo::user_id>>;
#endif
static_assert(trotline::fits<todo_rows, answer>());
