// SPDX-License-Identifier: BSL-1.0
// A pattern that is not an I-Regexp.
// expect: this text is not an object query
// expect: trotline::path::reason::malformed_pattern, trotline::path::at_byte<19>
// expect: path_query_malformed_pattern\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?match(@.a,'[0-9]')]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?match(@.a,'\\\\d')]"_query;
#endif
