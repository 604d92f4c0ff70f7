// SPDX-License-Identifier: BSL-1.0
// An index with a leading zero.
// expect: this text is not an object path
// expect: trotline::path::reason::leading_zero, trotline::path::at_byte<6>
// expect: path_leading_zero\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[1]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data[01]"_path;
#endif
