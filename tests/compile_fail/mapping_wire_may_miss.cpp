// SPDX-License-Identifier: BSL-1.0
// A required row for a member of the wire type that may be missing.
// expect: may_be_missing_or_null_make_the_row_or_its_member_optional, .*row_number<0>,
// .*segment_number<2>
// at most: 9 lines
#include "wire_types.hpp"

#ifdef TROTLINE_REJECT
using todo_rows = trotline::mapping<todo, trotline::row<"data.note", &todo::text>>;
#else
using todo_rows = trotline::mapping<todo, trotline::optional_row<"data.note", &todo::text>>;
#endif
static_assert(trotline::fits<todo_rows, answer>());
