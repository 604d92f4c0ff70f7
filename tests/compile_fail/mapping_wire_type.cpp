// SPDX-License-Identifier: BSL-1.0
// A row whose type cannot be converted from that in the wire type.
// expect: wrong_type, .*row_number<0>, .*segment_number<2>
// at most: 9 lines
#include "wire_types.hpp"

#ifdef TROTLINE_REJECT
using todo_rows = trotline::mapping<todo, trotline::row<"data.title", &todo::number>>;
#else
using todo_rows = trotline::mapping<todo, trotline::row<"data.title", &todo::text>>;
#endif
static_assert(trotline::fits<todo_rows, answer>());
