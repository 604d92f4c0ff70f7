// SPDX-License-Identifier: BSL-1.0
// Two arguments where one is needed.
// expect: this text is not an object query
// expect: trotline::path::reason::too_many_arguments, trotline::path::at_byte<16>
// expect: path_query_too_many_arguments\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?length(@.a)==1]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?length(@.a,@.b)==1]"_query;
#endif
