// SPDX-License-Identifier: BSL-1.0
// A dot without a name after it.
// expect: this text is not an object path
// expect: trotline::path::reason::expected_name, trotline::path::at_byte<5>
// expect: path_expected_name\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data.userId"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data."_path;
#endif
