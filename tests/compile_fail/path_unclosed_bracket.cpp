// SPDX-License-Identifier: BSL-1.0
// A bracket that is not closed.
// expect: this text is not an object path
// expect: trotline::path::reason::unclosed_bracket, trotline::path::at_byte<6>
// expect: path_unclosed_bracket\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[0]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data[0"_path;
#endif
