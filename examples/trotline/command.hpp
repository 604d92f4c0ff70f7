// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_COMMAND_HPP
#define TROTLINE_EXAMPLE_COMMAND_HPP

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The commands, and their options on the command line. They return exit codes.
namespace tool {

inline constexpr int mapped = 0, failed = 1, wrong_usage = 2;

struct map_options {
    bool batch = false;
    std::string format = "auto";
    bool on_demand = false;
    bool all = false;               // every node of a query
    std::vector<std::string> rows;  // PATH or PATH=NAME
    std::string file = "-";
};
int map(map_options const& options);

int paths(std::vector<std::string> const& texts);

int render_batch();

struct transport_options {
    unsigned redirects = 0;
    std::string proxy, ca_file, client_certificate, client_key;
    std::size_t content_limit = 0;  // bytes; 0: the library's default
    std::vector<std::string> resolve;
    bool guard = false;
    std::vector<std::string> allowed;  // networks that the guard allows
    unsigned retries = 0;
};

struct request_options {
    std::string target;  // a configuration, or a URL
    std::string method;
    std::vector<std::string> fields, query, encoded_query, rows, parameters, secrets;
    std::optional<std::string> json, xml, html, text, form, file;
    std::vector<std::string> parts;
    std::string files;  // the directory whose files a configuration may send
    std::string response, labels;
    std::string deadline;
    std::string report = "text";
    std::string record, replay;
    std::string output;  // a file for the content of a good answer
    unsigned repeat = 1;
    std::string each;  // a file of parameters
    unsigned parallel = 8;
    bool dry_run = false;
    transport_options transport;
};
int request(request_options const& options);

// A curl command line; - is the standard input.
int import_command(std::string const& text);

// A row on the command line: PATH, or PATH=NAME, where NAME is a parameter's name.
struct row_argument {
    std::string_view path, name;
};
row_argument split_row(std::string_view text);

// The whole file, or the standard input for `-`; nothing if it cannot be read, after a message was
// written.
std::optional<std::string> read_all(std::string const& file);

}  // namespace tool
#endif
