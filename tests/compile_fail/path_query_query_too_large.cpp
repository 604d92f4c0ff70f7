// SPDX-License-Identifier: BSL-1.0
// More selectors than an object query holds.
// expect: this text is not an object query
// expect: trotline::path::reason::query_too_large, trotline::path::at_byte<193>
// expect: path_query_query_too_large\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal_query.hpp>

using namespace trotline::literals;

auto accepted = "[*,*,*]"_query;
#ifdef TROTLINE_REJECT
auto rejected =
    "[*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,"
    "*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,"
    "*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*,*]"_query;
#endif
