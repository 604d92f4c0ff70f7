// SPDX-License-Identifier: BSL-1.0
// More than 32 segments.
// expect: this text is not an object path
// expect: trotline::path::reason::too_many_segments, trotline::path::at_byte<63>
// expect: path_too_many_segments\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"_path;
#ifdef TROTLINE_REJECT
auto rejected = "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a"_path;
#endif
