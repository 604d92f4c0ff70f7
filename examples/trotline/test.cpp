// SPDX-License-Identifier: BSL-1.0
// trotline test: makes calls and compares what comes back with what is expected.
#include <trotline/http/redact.hpp>
#include <trotline/report/terminal.hpp>

#include "command.hpp"
#include "contract.hpp"
#include "contract_report.hpp"
#include "line.hpp"
#include "request_arguments.hpp"
#include "taped.hpp"
#include "tried_node.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;
using parameter_set = std::map<std::string, tl::value>;

bool is_among(std::vector<std::string> const& names, std::string const& name) {
    return std::ranges::find(names, name) != names.end();
}

// The parameters of one call: its own, those that earlier calls of the file found, and those of the
// command line.
parameter_set parameters_of(contract const& made, parameter_set const& known) {
    parameter_set all = made.parameters;
    all.insert(known.begin(), known.end());
    for (std::string const& name : made.secrets) {
        auto const found = all.find(name);
        if (found != all.end()) {
            if (!found->second.is_secret()) found->second = tl::secret{to_string(found->second)};
        } else if (char const* const variable = std::getenv(name.c_str())) {
            all.emplace(name, tl::secret{variable});
        }
    }
    return all;
}

// The row that has found something for the parameter; null if none has.
tl::row_report const* row_into(std::string_view parameter, tl::test_report const& report) {
    for (auto const* const rows : {&report.rows, &report.failure_rows})
        for (tl::row_report const& row : *rows)
            if (row.destination == parameter && !row.value.empty()) return &row;
    return nullptr;
}

// What differs from what is expected.
std::vector<std::string> problems_of(contract const& expected, tl::test_report const& found) {
    std::vector<std::string> all;
    std::string const code =
        found.failure ? identifier(name(found.failure->code)) : std::string("none");
    if (expected.failure && !found.failure)
        all.push_back("expected the failure " + *expected.failure + ", but the call was mapped");
    else if (expected.failure && *expected.failure != code)
        all.push_back("expected the failure " + *expected.failure + ", found " + code + ": " +
                      to_string(*found.failure));
    else if (!expected.failure && found.failure)
        all.push_back(to_string(*found.failure));
    if (expected.status && (!found.answer || found.answer->status != *expected.status))
        all.push_back("expected the status " + std::to_string(*expected.status) + ", found " +
                      (found.answer ? std::to_string(found.answer->status) : "no answer"));
    for (auto const& [called, value] : expected.values) {
        tl::row_report const* const row = row_into(called, found);
        if (row == nullptr) {
            if (!found.failure || expected.failure)
                all.push_back(called + ": expected " + to_json(value) + ", found nothing");
            continue;
        }
        auto const is = read_json(row->value);
        if (!is || !equal(value, *is))
            all.push_back(called + ": expected " + to_json(value) + ", found " +
                          on_one_line(row->value));
    }
    return all;
}

// Makes one call. What its rows find is known to later calls.
contract_result try_out(contract const& expected, tried_node& node, parameter_set& known) {
    parameter_set const parameters = parameters_of(expected, known);
    tl::call_options call;
    for (auto const& [name, value] : parameters) call.parameters.push_back({name, value});
    tl::test_report const report = node.test_request(expected.webhook, call);
    contract_result made;
    made.name = expected.name;
    made.status = report.answer ? report.answer->status : 0;
    made.elapsed = report.elapsed.total;
    made.problems = problems_of(expected, report);
    std::vector<std::string> hidden;
    auto rows = report.rows;
    rows.insert(rows.end(), report.failure_rows.begin(), report.failure_rows.end());
    for (tl::row_report const& row : rows) {
        if (row.destination.empty() || row.value.empty()) continue;
        bool const is_secret = is_among(expected.secrets, row.destination);
        tl::value const value = value_of(row.value);
        if (report.mapped())
            known.insert_or_assign(row.destination,
                                   is_secret ? tl::value(tl::secret{to_string(value)}) : value);
        if (is_secret) hidden.push_back(to_string(value));
        made.values.emplace_back(row.destination, is_secret ? "\"[secret]\"" : row.value);
    }
    for (std::string& problem : made.problems) problem = tl::http::redact(problem, hidden);
    for (auto& [name, value] : made.values)
        if (tl::http::redact(value, hidden) != value) value = "\"[secret]\"";
    return made;
}

bool write(std::string const& text, std::string const& file) {
    if (file == "-") return static_cast<bool>(std::cout << text << std::flush);
    if (std::ofstream(file, std::ios::binary) << text << std::flush) return true;
    std::cerr << "trotline test: cannot write " << file << '\n';
    return false;
}

}  // namespace

int test(test_command_options const& options) try {
    std::vector<std::vector<contract>> files;
    for (std::string const& file : options.files)
        files.push_back(read_contracts(file, options.files_below));
    parameter_set const given = parameters_from(options.parameters, options.secrets);
    taped calls(options.transport, options.tape);
    tried_node node(calls.transport());
    std::vector<contract_result> results;
    for (std::size_t i = 0; i < files.size(); ++i) {
        parameter_set known = given;
        for (contract const& each : files[i]) {
            results.push_back(try_out(each, node, known));
            results.back().file = options.files[i];
        }
    }
    bool written = calls.save("trotline test");
    if (!options.json.empty()) written = write(to_json(results), options.json) && written;
    if (!options.junit.empty()) written = write(to_junit(results), options.junit) && written;
    if (options.json != "-" && options.junit != "-")
        written = write(to_text(results, tl::style_for(STDOUT_FILENO)), "-") && written;
    bool const right =
        std::ranges::all_of(results, [](auto const& each) { return each.problems.empty(); });
    return right && written ? mapped : failed;
} catch (usage_error const& wrong) {
    std::cerr << "trotline test: " << wrong.what() << '\n';
    return wrong_usage;
}

}  // namespace tool
