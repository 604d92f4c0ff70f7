// SPDX-License-Identifier: BSL-1.0
// JSONPath, but not one value: a filter.
// expect: this text is not an object path
// expect: trotline::path::reason::filter_selects_several, trotline::path::at_byte<5>
// expect: path_filter_selects_several\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[0]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data[?@.a]"_path;
#endif
