// SPDX-License-Identifier: BSL-1.0
// A filter that names a member which the wire type does not have: which row, which segment, and the
// name that was probably meant.
// expect: no_member_of_that_name, .*row_number<0>, .*segment_number<1>, .*name_of<'a', 'c', 't',
// 'i', 'v', 'e'>
// at most: 9 lines
#include "query_types.hpp"

#include <trotline/mapping/check/wire_check.hpp>

#ifdef TROTLINE_REJECT
using rows = names_by<"items[?@.activ].name">;
#else
using rows = names_by<"items[?@.active].name">;
#endif
static_assert(trotline::fits<rows, list>());
