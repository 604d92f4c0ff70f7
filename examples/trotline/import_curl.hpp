// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_IMPORT_CURL_HPP
#define TROTLINE_EXAMPLE_IMPORT_CURL_HPP

#include <trotline/configuration/webhook_parts.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tool {

// What a curl command line says, and what a person has to know about it.
struct imported {
    trotline::webhook_parts webhook;
    std::vector<std::string> notes;
};

// Reads a command line as browsers and documentation give it, for a POSIX shell. Credentials become
// parameters. Throws usage_error, with the option that cannot be taken.
imported import_curl(std::string_view command_line);

}  // namespace tool
#endif
