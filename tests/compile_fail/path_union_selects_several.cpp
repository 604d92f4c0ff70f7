// SPDX-License-Identifier: BSL-1.0
// JSONPath, but not one value: a union.
// expect: this text is not an object path
// expect: trotline::path::reason::union_selects_several, trotline::path::at_byte<8>
// expect: path_union_selects_several\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data['a']"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data['a','b']"_path;
#endif
