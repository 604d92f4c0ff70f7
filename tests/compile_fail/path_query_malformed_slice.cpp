// SPDX-License-Identifier: BSL-1.0
// A slice with something other than numbers.
// expect: this text is not an object query
// expect: trotline::path::reason::malformed_slice, trotline::path::at_byte<7>
// expect: path_query_malformed_slice\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[1:2]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[1:x]"_query;
#endif
