// SPDX-License-Identifier: BSL-1.0
// A line end in a quoted name, which must be written as an escape.
// expect: this text is not an object path
// expect: trotline::path::reason::control_character, trotline::path::at_byte<7>
// expect: path_control_character\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data['a\\nb']"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data['a\nb']"_path;
#endif
