// SPDX-License-Identifier: BSL-1.0
// A name below something that has no members in the wire type.
// expect: name_on_something_that_is_not_an_object, .*row_number<0>, .*segment_number<2>
// at most: 9 lines
#include "wire_types.hpp"

#ifdef TROTLINE_REJECT
using todo_rows = trotline::mapping<todo, trotline::row<"data.title.text", &todo::text>>;
#else
using todo_rows = trotline::mapping<todo, trotline::row<"data.title", &todo::text>>;
#endif
static_assert(trotline::fits<todo_rows, answer>());
