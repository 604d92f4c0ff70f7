// SPDX-License-Identifier: BSL-1.0
// A \u escape of three digits.
// expect: this text is not an object path
// expect: trotline::path::reason::malformed_unicode_escape, trotline::path::at_byte<11>
// expect: path_malformed_unicode_escape\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data['\\u00e9']"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data['\\u0e9']"_path;
#endif
