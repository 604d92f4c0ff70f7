// SPDX-License-Identifier: BSL-1.0
// A filter that is not well-typed: a value is not a test.
// expect: this text is not an object query
// expect: trotline::path::reason::uncompared_function, trotline::path::at_byte<17>
// expect: path_query_uncompared_function\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?length(@.a)==1]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?length(@.a)]"_query;
#endif
