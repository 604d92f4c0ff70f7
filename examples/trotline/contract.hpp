// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_CONTRACT_HPP
#define TROTLINE_EXAMPLE_CONTRACT_HPP

#include <trotline/configuration.hpp>
#include <trotline/parameter_store/value.hpp>

#include "document_tree.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tool {

// A call, and what is expected of it.
struct contract {
    std::string name;
    trotline::configuration webhook;
    std::map<std::string, trotline::value> parameters;
    std::vector<std::string> secrets;    // parameters that are never shown
    std::optional<int> status;           // the expected status
    std::optional<std::string> failure;  // the code of the expected failure; nothing: mapped
    std::map<std::string, node> values;  // the expected parameters
};

// Reads a file of contracts, a JSON array of
//   {"name": "no such todo", "webhook": {configuration} or "FILE.json",
//    "parameters": {"TODO_ID": 7}, "secrets": ["TOKEN"],
//    "expect": {"status": 404, "failure": "unexpected_status", "values": {"TITLE": "Ada"}}}
// of which only the webhook is required. Webhooks may send files from below that directory, or none if
// it is empty. Throws usage_error, with the place in the file.
std::vector<contract> read_contracts(std::string const& file, std::string const& files_below);

}  // namespace tool
#endif
