// SPDX-License-Identifier: BSL-1.0
// Reads parameters for many calls from a file.
#include "each.hpp"

#include <trotline/mapping/get.hpp>

#include "command.hpp"
#include "request_arguments.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

namespace tool {

namespace {

namespace tl = trotline;

[[noreturn]] void wrong(std::string const& file, std::size_t line, std::string const& why) {
    throw usage_error("--each " + file + ":" + std::to_string(line) + ": " + why);
}

// Takes one record from the text; `line` is counted up.
std::vector<std::string> take_record(std::string_view& text, std::size_t& line,
                                     std::string const& file) {
    std::vector<std::string> cells(1);
    for (std::size_t at = 0;;) {
        if (text.substr(at).starts_with('"') && cells.back().empty()) {
            std::size_t const begin = line;
            for (++at;; ++at) {
                if (at == text.size()) wrong(file, begin, "a quote is not closed");
                line += text[at] == '\n';
                if (text[at] == '"' && !text.substr(at + 1).starts_with('"')) break;
                at += text[at] == '"';
                cells.back() += text[at];
            }
            ++at;
            if (at != text.size() &&
                std::string_view(",\r\n").find(text[at]) == std::string_view::npos)
                wrong(file, line, "expected a comma behind the quote");
        }
        if (at == text.size() || text[at] == '\n') {
            ++line;
            text.remove_prefix(std::min(at + 1, text.size()));
            return cells;
        }
        if (text[at] == ',')
            cells.emplace_back();
        else if (text[at] != '\r')
            cells.back() += text[at];
        ++at;
    }
}

std::vector<parameter_set> read_csv(std::string_view text, std::string const& file) {
    std::size_t line = 1;
    auto const names = take_record(text, line, file);
    for (auto name = names.begin(); name != names.end(); ++name)
        if (std::find(names.begin(), name, *name) != name)
            wrong(file, 1, "the parameter " + *name + " is there twice");
    std::vector<parameter_set> sets;
    while (!text.empty()) {
        std::size_t const here = line;
        auto cells = take_record(text, line, file);
        if (cells.size() == 1 && cells[0].empty() && names.size() > 1) continue;
        if (cells.size() != names.size())
            wrong(file, here,
                  "expected " + std::to_string(names.size()) + " values, found " +
                      std::to_string(cells.size()));
        auto& set = sets.emplace_back();
        for (std::size_t i = 0; i < names.size(); ++i)
            set.insert_or_assign(names[i], value_of(cells[i]));
    }
    return sets;
}

std::vector<parameter_set> read_lines(std::string_view text, std::string const& file) {
    using tl::operator""_path;
    std::vector<parameter_set> sets;
    for (std::size_t line = 1; !text.empty(); ++line) {
        std::size_t const end = text.find('\n');
        std::string_view const one = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (one.find_first_not_of(" \t\r") == one.npos) continue;
        auto read = tl::get<parameter_set>(one, "$"_path);
        if (!read)
            wrong(file, line, "expected an object of parameters: " + to_string(read.error()));
        sets.push_back(*std::move(read));
    }
    return sets;
}

}  // namespace

std::vector<parameter_set> read_sets(std::string const& file) {
    bool const csv = file.ends_with(".csv");
    if (!csv && !file.ends_with(".jsonl"))
        throw usage_error("--each " + file + ": expected a file that ends with .csv or .jsonl");
    auto const text = read_all(file);
    if (!text) throw usage_error("--each " + file + ": it cannot be read");
    std::string_view const all = std::string_view(*text).starts_with("\xEF\xBB\xBF")
                                     ? std::string_view(*text).substr(3)
                                     : std::string_view(*text);
    return csv ? read_csv(all, file) : read_lines(all, file);
}

}  // namespace tool
