// SPDX-License-Identifier: BSL-1.0
// Too many nested parentheses.
// expect: this text is not an object query
// expect: trotline::path::reason::nested_too_deep, trotline::path::at_byte<13>
// expect: path_query_nested_too_deep\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?((@.a))]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?((((((((@.a))))))))]"_query;
#endif
