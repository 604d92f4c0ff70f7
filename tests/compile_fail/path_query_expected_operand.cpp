// SPDX-License-Identifier: BSL-1.0
// An empty filter.
// expect: this text is not an object query
// expect: trotline::path::reason::expected_operand, trotline::path::at_byte<6>
// expect: path_query_expected_operand\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?@.a]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?]"_query;
#endif
