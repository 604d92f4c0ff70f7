// SPDX-License-Identifier: BSL-1.0
// A filter that is not well-typed: a list of nodes is not a value.
// expect: this text is not an object query
// expect: trotline::path::reason::compared_several, trotline::path::at_byte<12>
// expect: path_query_compared_several\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?@.a[0]==1]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?@.a[*]==1]"_query;
#endif
