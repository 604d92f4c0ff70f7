// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_JSON_HPP
#define TROTLINE_PARSER_JSON_HPP

#include <trotline/json/format.hpp>
#include <trotline/parser/format_parser.hpp>

namespace trotline::inline TROTLINE_ABI {

// A parser that reads every content as JSON, whatever its media type is.
using json_parser = format_parser<json::checked_format>;
// The same, but it checks only what rows need, and does not validate the rest.
using on_demand_json_parser = format_parser<json::on_demand_format>;

}  // namespace trotline
#endif
