// SPDX-License-Identifier: BSL-1.0
// Parsing a query at run time without including the parser's header: the error names it.
// expect: object_query\.hpp:.*error
// expect: parser_in_path_parse_hpp
// at most: 10 lines
#ifndef TROTLINE_REJECT
#include <trotline/path/parse.hpp>
#endif
#include <trotline/path/object_query.hpp>

bool is_query(char const* text) { return trotline::object_query::parse(text).has_value(); }
