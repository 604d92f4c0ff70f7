// SPDX-License-Identifier: BSL-1.0
// A pattern that repeats too much.
// expect: this text is not an object query
// expect: trotline::path::reason::pattern_too_large, trotline::path::at_byte<19>
// expect: path_query_pattern_too_large\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?match(@.a,'x{100}')]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?match(@.a,'x{1000}')]"_query;
#endif
