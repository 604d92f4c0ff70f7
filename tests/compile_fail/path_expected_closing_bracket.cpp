// SPDX-License-Identifier: BSL-1.0
// Two indexes without a bracket between.
// expect: this text is not an object path
// expect: trotline::path::reason::expected_closing_bracket, trotline::path::at_byte<7>
// expect: path_expected_closing_bracket\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[0][2]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data[0 2]"_path;
#endif
