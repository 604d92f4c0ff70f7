// SPDX-License-Identifier: BSL-1.0
#include "contract_report.hpp"

#include <trotline/core/message.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/xml/writer.hpp>

#include "line.hpp"

#include <algorithm>
#include <span>
#include <string_view>

namespace tool {

namespace {

namespace tl = trotline;
using results = std::span<contract_result const>;

std::size_t failed_of(results all) {
    return static_cast<std::size_t>(
        std::ranges::count_if(all, [](auto const& each) { return !each.problems.empty(); }));
}
std::chrono::microseconds elapsed_of(results all) {
    std::chrono::microseconds sum{};
    for (contract_result const& each : all) sum += each.elapsed;
    return sum;
}

// Text that XML and a terminal can contain, line by line.
std::string visible_lines(std::string_view text) {
    std::string made;
    for (bool more = true; more;) {
        std::size_t const end = text.find('\n');
        more = end != text.npos;
        tl::append_visible(made, text.substr(0, end));
        if (more) made += '\n', text.remove_prefix(end + 1);
    }
    return made;
}

// 1.002003
std::string seconds(std::chrono::microseconds time) {
    std::string const digits = std::to_string(time.count() % 1000000);
    return std::to_string(time.count() / 1000000) + "." + std::string(6 - digits.size(), '0') +
           digits;
}

}  // namespace

std::string to_text(std::vector<contract_result> const& all, tl::report_style style) {
    using tl::detail::paint;
    std::string text;
    for (contract_result const& each : all) {
        bool const right = each.problems.empty();
        tl::detail::append_painted(text, right ? paint::good : paint::bad,
                                   right ? "ok    " : "WRONG ", style);
        text += visible_lines(each.name);
        if (!right) tl::detail::append_painted(text, paint::dim, "  " + each.file, style);
        text += '\n';
        for (std::string problem : each.problems) {
            problem = visible_lines(problem);
            for (std::size_t at = 0; (at = problem.find('\n', at)) != problem.npos; at += 7)
                problem.insert(at + 1, "      ");
            text += "      " + problem + '\n';
        }
    }
    std::size_t const wrong = failed_of(all);
    text += std::to_string(all.size()) + (all.size() == 1 ? " call, " : " calls, ");
    return text + (wrong == 0 ? "all as expected" : std::to_string(wrong) + " wrong") + '\n';
}

std::string to_json(std::vector<contract_result> const& all) {
    std::string out, list;
    tl::json::writer results_to(list);
    results_to.begin_array();
    for (contract_result const& each : all) {
        std::string one, inner;
        answer to(one);
        to.text("file", each.file).text("name", each.name);
        to.text("outcome", each.problems.empty() ? "passed" : "failed");
        if (each.status != 0) to.number("status", static_cast<std::size_t>(each.status));
        to.number("elapsed_us", static_cast<std::size_t>(each.elapsed.count()));
        answer values(inner);
        for (auto const& [name, value] : each.values) values.json(name, value);
        values.end();
        to.json("values", inner);
        inner.clear();
        tl::json::writer problems(inner);
        problems.begin_array();
        for (std::string const& problem : each.problems) problems.string(visible_lines(problem));
        problems.end_array();
        to.json("problems", inner);
        to.end();
        results_to.raw(one);
    }
    results_to.end_array();
    answer to(out);
    to.number("calls", all.size()).number("failed", failed_of(all));
    to.number("elapsed_us", static_cast<std::size_t>(elapsed_of(all).count()));
    to.json("results", list).end();
    return out += '\n';
}

std::string to_junit(std::vector<contract_result> const& all) {
    std::string out;
    tl::xml::writer to(out);
    auto const counts = [&](results of) {
        to.attribute("tests", std::to_string(of.size()))
            .attribute("failures", std::to_string(failed_of(of)))
            .attribute("errors", "0")
            .attribute("time", seconds(elapsed_of(of)));
    };
    to.declaration().begin("testsuites");
    counts(all);
    for (auto from = all.begin(); from != all.end();) {
        auto const end = std::find_if(
            from, all.end(), [&](contract_result const& each) { return each.file != from->file; });
        std::string const file = visible_lines(from->file);
        to.text("\n ").begin("testsuite").attribute("name", file);
        counts({from, end});
        for (; from != end; ++from) {
            to.text("\n  ").begin("testcase").attribute("name", visible_lines(from->name));
            to.attribute("classname", file).attribute("time", seconds(from->elapsed));
            if (!from->problems.empty()) {
                std::string problems;
                for (std::string const& each : from->problems)
                    problems.append(problems.empty() ? "" : "\n").append(visible_lines(each));
                to.text("\n   ").begin("failure").attribute(
                    "message", problems.substr(0, problems.find('\n')));
                to.text(problems).end("failure").text("\n  ");
            }
            to.end("testcase");
        }
        to.text("\n ").end("testsuite");
    }
    to.text("\n").end("testsuites");
    return out += '\n';
}

}  // namespace tool
