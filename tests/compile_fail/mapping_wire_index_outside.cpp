// SPDX-License-Identifier: BSL-1.0
// An index outside of the bounds of an array of the wire type.
// expect: index_outside_of_the_array, .*row_number<0>, .*segment_number<2>
// at most: 9 lines
#include "wire_types.hpp"

#ifdef TROTLINE_REJECT
using todo_rows = trotline::mapping<todo, trotline::row<"data.sizes[3]", &todo::number>>;
#else
using todo_rows = trotline::mapping<todo, trotline::row<"data.sizes[2]", &todo::number>>;
#endif
static_assert(trotline::fits<todo_rows, answer>());
