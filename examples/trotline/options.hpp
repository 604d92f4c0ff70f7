// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_OPTIONS_HPP
#define TROTLINE_EXAMPLE_OPTIONS_HPP
// Options that several commands have.
#include <CLI/CLI.hpp>

#include "command.hpp"

#include <string>
#include <vector>

namespace tool {

// One value for each occurrence of the option, whatever the value looks like.
CLI::Option* add_list(CLI::App& command, char const* names, std::vector<std::string>& into,
                      char const* says);

inline constexpr char const* prefix_says =
    "XML: a prefix of the paths, and the namespace that it stands for";

// The options for a webhook and its parameters.
void add_webhook_options(CLI::App& command, request_options& options);

// -p, --files, and --secret.
void add_parameters(CLI::App& command, std::vector<std::string>& into);
void add_files(CLI::App& command, std::string& into);
void add_secrets(CLI::App& command, std::vector<std::string>& into);

// How the request is sent, which a configuration cannot say.
void add_transport_options(CLI::App& command, transport_options& options);

}  // namespace tool
#endif
