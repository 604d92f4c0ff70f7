// SPDX-License-Identifier: BSL-1.0
// One argument where two are needed.
// expect: this text is not an object query
// expect: trotline::path::reason::too_few_arguments, trotline::path::at_byte<15>
// expect: path_query_too_few_arguments\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?match(@.a,'x')]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?match(@.a)]"_query;
#endif
