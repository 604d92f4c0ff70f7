// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_EXAMPLE_CONTRACT_REPORT_HPP
#define TROTLINE_EXAMPLE_CONTRACT_REPORT_HPP

#include <trotline/report/table.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace tool {

// What came of one contract. Contains no secret.
struct contract_result {
    std::string file, name;
    int status = 0;  // 0: there was no answer
    std::chrono::microseconds elapsed{};
    std::vector<std::pair<std::string, std::string>> values;  // parameters and their JSON
    std::vector<std::string> problems;                        // none: as expected
};

// For people.
std::string to_text(std::vector<contract_result> const& all, trotline::report_style style);
// For programs, on one line.
std::string to_json(std::vector<contract_result> const& all);
// For what reads the reports of JUnit: a test suite for each file.
std::string to_junit(std::vector<contract_result> const& all);

}  // namespace tool
#endif
