// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_EACH_HPP
#define TROTLINE_EXAMPLE_EACH_HPP

#include <trotline/parameter_store/value.hpp>

#include <map>
#include <string>
#include <vector>

namespace tool {

using parameter_set = std::map<std::string, trotline::value>;

// Reads the sets of parameters in a file: a .csv with a line of names (RFC 4180), or a .jsonl with
// an object on each line. Throws usage_error, which names the line.
std::vector<parameter_set> read_sets(std::string const& file);

}  // namespace tool
#endif
