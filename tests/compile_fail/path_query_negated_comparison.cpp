// SPDX-License-Identifier: BSL-1.0
// A negated comparison without parentheses.
// expect: this text is not an object query
// expect: trotline::path::reason::negated_comparison, trotline::path::at_byte<10>
// expect: path_query_negated_comparison\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?!(@.a==1)]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?!@.a==1]"_query;
#endif
