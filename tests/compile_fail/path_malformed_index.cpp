// SPDX-License-Identifier: BSL-1.0
// An index that is not a whole number.
// expect: this text is not an object path
// expect: trotline::path::reason::malformed_index, trotline::path::at_byte<6>
// expect: path_malformed_index\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "data[1]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "data[1.0]"_path;
#endif
