// SPDX-License-Identifier: BSL-1.0
// A blank between a function and its arguments.
// expect: this text is not an object query
// expect: trotline::path::reason::expected_call, trotline::path::at_byte<11>
// expect: path_query_expected_call\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?count(@.*)==1]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?count (@.*)==1]"_query;
#endif
