// SPDX-License-Identifier: BSL-1.0
// Something after a complete path.
// expect: this text is not an object path
// expect: trotline::path::reason::expected_segment, trotline::path::at_byte<1>
// expect: path_expected_segment\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "$.data"_path;
#ifdef TROTLINE_REJECT
auto rejected = "$data"_path;
#endif
