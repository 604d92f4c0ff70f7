// SPDX-License-Identifier: BSL-1.0
// A comparison of a text with a number, which never holds: which row, and which segment.
// expect: comparison_never_holds, .*row_number<0>, .*segment_number<1>
// at most: 9 lines
#include "query_types.hpp"

#include <trotline/mapping/check/wire_check.hpp>

#ifdef TROTLINE_REJECT
using rows = names_by<"items[?@.name == 3].name">;
#else
using rows = names_by<"items[?@.active].name">;
#endif
static_assert(trotline::fits<rows, list>());
