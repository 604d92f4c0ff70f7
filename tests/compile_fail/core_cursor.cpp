// SPDX-License-Identifier: BSL-1.0
// A type that is not a cursor is refused with the name of the concept.
// expect: (constraints not satisfied|no matching function)
// expect: cursor
#include <trotline/core/cursor.hpp>

void walk(trotline::cursor auto) {}
void walk_anything(auto) {}

#ifdef TROTLINE_REJECT
void use() { walk(7); }
#else
void use() { walk_anything(7); }
#endif
