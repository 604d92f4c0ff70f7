// SPDX-License-Identifier: BSL-1.0
// A filter that is not well-typed: a literal is not a list of nodes.
// expect: this text is not an object query
// expect: trotline::path::reason::expected_query, trotline::path::at_byte<12>
// expect: path_query_expected_query\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?count(@.*)==1]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?count(1)==1]"_query;
#endif
