// SPDX-License-Identifier: BSL-1.0
// A quoted name that is not closed.
// expect: this text is not an object path
// expect: trotline::path::reason::unclosed_quote, trotline::path::at_byte<8>
// expect: path_unclosed_quote\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data['a']"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data['a]"_path;
#endif
