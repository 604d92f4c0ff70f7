// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PARSER_XML_HPP
#define TROTLINE_PARSER_XML_HPP

#include <trotline/parser/format_parser.hpp>
#include <trotline/xml/format.hpp>

namespace trotline::inline TROTLINE_ABI {

// A parser that reads every content as XML, whatever its media type is.
using xml_parser = format_parser<xml::checked_format>;

}  // namespace trotline
#endif
