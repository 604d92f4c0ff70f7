// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_COMMAND_HPP
#define TROTLINE_EXAMPLE_COMMAND_HPP

#include <trotline/mapping/run_time_mapping.hpp>

#include <cstddef>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

// The commands, and their options on the command line. They return exit codes.
namespace tool {

inline constexpr int mapped = 0, failed = 1, wrong_usage = 2;

// The command line cannot be used, for this reason.
struct usage_error : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct map_options {
    bool batch = false;
    std::string format = "auto";
    bool on_demand = false;
    bool all = false;                   // every node of a query
    std::vector<std::string> rows;      // PATH or PATH=NAME
    std::vector<std::string> prefixes;  // PREFIX=URI
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

// Files of recorded calls; empty: none.
struct tape_options {
    std::string record, replay;
};

struct request_options {
    std::string target;  // a configuration, or a URL
    std::string method;
    std::vector<std::string> fields, query, encoded_query, rows, prefixes, parameters, secrets;
    std::optional<std::string> json, xml, html, text, form, file;
    std::vector<std::string> parts;
    std::string files;  // the directory whose files a configuration may send
    std::string response, labels;
    std::string deadline;
    std::string report = "text";
    tape_options tape;
    std::string output;  // a file for the content of a good answer
    unsigned repeat = 1;
    std::string each;  // a file of parameters
    unsigned parallel = 8;
    bool dry_run = false;
    transport_options transport;
};
int request(request_options const& options);

struct import_options {
    std::string from;    // curl, openapi, postman
    std::string what;    // a command line, or a file
    std::string choice;  // an operation, or a request's name
};
int import_command(import_options const& options);

struct test_command_options {
    std::vector<std::string> files, parameters, secrets;
    std::string json, junit;  // files for reports
    std::string files_below;  // the directory whose files a webhook may send
    tape_options tape;
    transport_options transport;
};
int test(test_command_options const& options);

struct generate_options {
    std::string file;
    std::string name = "answer";
    std::string format = "auto";
};
int generate_rows(generate_options const& options);

// A row on the command line: PATH, or PATH=NAME, where NAME is a parameter's name.
struct row_argument {
    std::string_view path, name;
};
row_argument split_row(std::string_view text);
// Prefixes on the command line, each PREFIX=URI.
std::vector<trotline::run_time_prefix> prefixes_of(std::vector<std::string> const& given);

// The whole file, or the standard input for `-`; nothing if it cannot be read, after a message was
// written.
std::optional<std::string> read_all(std::string const& file);

}  // namespace tool
#endif
