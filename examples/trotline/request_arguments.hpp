// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_REQUEST_ARGUMENTS_HPP
#define TROTLINE_EXAMPLE_REQUEST_ARGUMENTS_HPP

#include <trotline/configuration.hpp>
#include <trotline/parameter_store/value.hpp>

#include "command.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tool {

// The webhook and its rows, from a file or from the command line itself. Throws usage_error.
trotline::configuration configuration_from(request_options const& options);

// `5s`, `500ms`, `2m`, `3h`, `1d`; without a unit, seconds. Throws usage_error.
double seconds_of(std::string_view text, char const* option);

// A value on the command line: JSON if the text is valid JSON, otherwise a string.
trotline::value value_of(std::string const& text);

// From -p NAME=VALUE and --secret NAME. Throws usage_error.
std::map<std::string, trotline::value> parameters_from(std::vector<std::string> const& parameters,
                                                       std::vector<std::string> const& secrets);

}  // namespace tool
#endif
