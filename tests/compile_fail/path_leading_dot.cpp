// SPDX-License-Identifier: BSL-1.0
// A dot before the first name.
// expect: this text is not an object path
// expect: trotline::path::reason::leading_dot, trotline::path::at_byte<0>
// expect: path_leading_dot\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "$.data"_path;
#ifdef TROTLINE_REJECT
auto rejected = ".data"_path;
#endif
