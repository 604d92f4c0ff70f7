// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_JSON_HPP
#define TROTLINE_PARSER_JSON_HPP

#include <trotline/json/format.hpp>
#include <trotline/parser/format_parser.hpp>

namespace trotline::inline TROTLINE_ABI {

// Every content is JSON, whatever its media type says.
using json_parser = format_parser<json::checked_format>;
// The same, but only what rows need is looked at, and the rest is not validated.
using on_demand_json_parser = format_parser<json::on_demand_format>;

}  // namespace trotline
#endif
