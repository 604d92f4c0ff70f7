// SPDX-License-Identifier: BSL-1.0
// An index beyond 2^53-1.
// expect: this text is not an object path
// expect: trotline::path::reason::index_out_of_range, trotline::path::at_byte<16>
// expect: path_index_out_of_range\.cpp:[0-9]+
// at most: 9 lines
#include <trotline/path/literal.hpp>

using namespace trotline::literals;

auto accepted = "[9007199254740991]"_path;
#ifdef TROTLINE_REJECT
auto rejected = "[9007199254740992]"_path;
#endif
