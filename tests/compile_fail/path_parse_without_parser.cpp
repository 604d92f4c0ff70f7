// SPDX-License-Identifier: BSL-1.0
// Parsing at run time without including the parser's header: the error names it.
// expect: object_path\.hpp:.*error
// expect: parser_in_path_parse_hpp
// at most: 10 lines
#ifndef TROTLINE_REJECT
#include <trotline/path/parse.hpp>
#endif
#include <trotline/path/object_path.hpp>

bool is_path(char const* text) { return trotline::object_path::parse(text).has_value(); }
