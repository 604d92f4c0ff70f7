// SPDX-License-Identifier: BSL-1.0
// A number that JSON does not have.
// expect: this text is not an object query
// expect: trotline::path::reason::malformed_number, trotline::path::at_byte<11>
// expect: path_query_malformed_number\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?@.a==1.5]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?@.a==.5]"_query;
#endif
