// SPDX-License-Identifier: BSL-1.0
// A path that is a template argument is checked like a literal.
// expect: this text is not an object path
// expect: trotline::path::reason::descendant_selects_several, trotline::path::at_byte<5>
// expect: path_literal_path\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

auto const& accepted = trotline::literal_path<"data.x">::value;
#ifdef TROTLINE_REJECT
auto const& rejected = trotline::literal_path<"data..x">::value;
#endif
