// SPDX-License-Identifier: BSL-1.0
// An empty path selects nothing; the whole document is `$`.
// expect: this text is not an object path
// expect: trotline::path::reason::empty_path, trotline::path::at_byte<0>
// expect: path_empty_path\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "$"_path;
#ifdef TROTLINE_REJECT
auto rejected = ""_path;
#endif
