// SPDX-License-Identifier: BSL-1.0
// A filter that ends too early.
// expect: this text is not an object query
// expect: trotline::path::reason::unfinished_filter, trotline::path::at_byte<9>
// expect: path_query_unfinished_filter\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?@.a]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?@.a"_query;
#endif
