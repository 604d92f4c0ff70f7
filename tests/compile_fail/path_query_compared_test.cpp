// SPDX-License-Identifier: BSL-1.0
// A filter that is not well-typed: a test is not a value.
// expect: this text is not an object query
// expect: trotline::path::reason::compared_test, trotline::path::at_byte<20>
// expect: path_query_compared_test\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?match(@.a,'x')]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?match(@.a,'x')==true]"_query;
#endif
