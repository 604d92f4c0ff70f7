// SPDX-License-Identifier: BSL-1.0
// JSONPath, but not one value: a slice.
// expect: this text is not an object path
// expect: trotline::path::reason::slice_selects_several, trotline::path::at_byte<6>
// expect: path_slice_selects_several\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[1]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data[1:3]"_path;
#endif
