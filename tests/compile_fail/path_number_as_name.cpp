// SPDX-License-Identifier: BSL-1.0
// A dotted name that is a number: an array element is written in brackets.
// expect: this text is not an object path
// expect: trotline::path::reason::number_as_name, trotline::path::at_byte<5>
// expect: path_number_as_name\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[0]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data.0"_path;
#endif
