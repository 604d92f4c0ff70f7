// SPDX-License-Identifier: BSL-1.0
// An index into something that is not an array in the wire type.
// expect: index_on_something_that_is_not_an_array, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include "wire_types.hpp"

#ifdef TROTLINE_REJECT
using todo_rows = trotline::mapping<todo, trotline::row<"data[0]", &todo::number>>;
#else
using todo_rows = trotline::mapping<todo, trotline::row<"data.sizes[0]", &todo::number>>;
#endif
static_assert(trotline::fits<todo_rows, answer>());
