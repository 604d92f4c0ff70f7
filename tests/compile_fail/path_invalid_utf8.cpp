// SPDX-License-Identifier: BSL-1.0
// A name in Latin-1.
// expect: this text is not an object path
// expect: trotline::path::reason::invalid_utf8, trotline::path::at_byte<2>
// expect: path_invalid_utf8\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted =
    "gr\xC3\xB6"
    "sse"_path;
#ifdef TROTLINE_REJECT
auto rejected =
    "gr\xF6"
    "sse"_path;
#endif
