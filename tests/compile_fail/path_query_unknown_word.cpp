// SPDX-License-Identifier: BSL-1.0
// A function that does not exist.
// expect: this text is not an object query
// expect: trotline::path::reason::unknown_word, trotline::path::at_byte<7>
// expect: path_query_unknown_word\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "data[?length(@.a)==1]"_query;
#ifdef TROTLINE_REJECT
auto rejected = "data[?size(@.a)==1]"_query;
#endif
