// SPDX-License-Identifier: BSL-1.0
// get() with a type that cannot have a value.
// expect: a value cannot have this type: use a number
// at most: 9 lines
#include <trotline/mapping/get.hpp>

using namespace trotline::literals;

#ifdef TROTLINE_REJECT
using asked = int*;
#else
using asked = int;
#endif
bool use() { return trotline::get<asked>("{}", "id"_path).has_value(); }
