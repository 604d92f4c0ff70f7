// SPDX-License-Identifier: BSL-1.0
// Any prefix without a name.
// expect: this text is not an object query
// expect: trotline::path::reason::expected_any_prefix_name, trotline::path::at_byte<7>
// expect: path_query_expected_any_prefix_name\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data.*:Body"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data.*:1"_query;
#endif
