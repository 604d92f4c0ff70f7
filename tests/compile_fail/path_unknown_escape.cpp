// SPDX-License-Identifier: BSL-1.0
// An escape that RFC 9535 does not have.
// expect: this text is not an object path
// expect: trotline::path::reason::unknown_escape, trotline::path::at_byte<7>
// expect: path_unknown_escape\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data['\\n']"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data['\\q']"_path;
#endif
