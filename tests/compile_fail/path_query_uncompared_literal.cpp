// SPDX-License-Identifier: BSL-1.0
// A literal is not a test.
// expect: this text is not an object query
// expect: trotline::path::reason::uncompared_literal, trotline::path::at_byte<10>
// expect: path_query_uncompared_literal\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?@.a==true]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?true]"_query;
#endif
