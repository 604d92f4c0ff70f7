// SPDX-License-Identifier: BSL-1.0
// Brackets without an index or a name.
// expect: this text is not an object path
// expect: trotline::path::reason::expected_selector, trotline::path::at_byte<5>
// expect: path_expected_selector\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[0]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data[]"_path;
#endif
