// SPDX-License-Identifier: BSL-1.0
// A blank after a path.
// expect: this text is not an object path
// expect: trotline::path::reason::trailing_blank, trotline::path::at_byte<5>
// expect: path_trailing_blank\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data "_path;
#endif
