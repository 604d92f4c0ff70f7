// SPDX-License-Identifier: BSL-1.0
// Half of a surrogate pair.
// expect: this text is not an object path
// expect: trotline::path::reason::lone_surrogate, trotline::path::at_byte<12>
// expect: path_lone_surrogate\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data['\\uD834\\uDD1E']"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data['\\uD834']"_path;
#endif
