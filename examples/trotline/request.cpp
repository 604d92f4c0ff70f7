// SPDX-License-Identifier: BSL-1.0
// trotline request: tries a webhook.
#include <trotline/node/batch.hpp>
#include <trotline/report/curl_command.hpp>
#include <trotline/report/json.hpp>
#include <trotline/report/terminal.hpp>
#include <trotline/report/text.hpp>

#include "command.hpp"
#include "each.hpp"
#include "line.hpp"
#include "request_arguments.hpp"
#include "taped.hpp"
#include "tried_node.hpp"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <iostream>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tool {

namespace {

namespace tl = trotline;

// Times of several calls, in microseconds.
struct summary {
    std::vector<std::chrono::microseconds::rep> times;
    unsigned failed = 0;

    void add(tl::test_report const& report) {
        times.push_back(report.elapsed.total.count());
        failed += !report.mapped();
    }
    struct middle {
        std::chrono::microseconds::rep minimum, median, maximum;
    };
    middle of_times() const {
        auto sorted = times;
        std::ranges::sort(sorted);
        std::size_t const half = sorted.size() / 2;
        return {sorted.front(),
                sorted.size() % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2,
                sorted.back()};
    }
};

std::string milliseconds(std::chrono::microseconds::rep time) {
    auto const tenths = (time + 50) / 100;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " ms";
}

void print_text(tl::test_report const& last, summary const& all) {
    std::cout << to_text(last, tl::style_for(STDOUT_FILENO)) << '\n';
    if (all.times.size() < 2) return;
    auto const [minimum, median, maximum] = all.of_times();
    std::cout << '\n'
              << all.times.size() << " calls, " << all.failed << " failed; minimum "
              << milliseconds(minimum) << ", median " << milliseconds(median) << ", maximum "
              << milliseconds(maximum) << '\n';
}

void print_json(tl::test_report const& last, summary const& all) {
    if (all.times.size() < 2) {
        std::cout << to_json(last) << '\n';
        return;
    }
    auto const [minimum, median, maximum] = all.of_times();
    std::string out;
    tl::json::writer to(out);
    to.begin_object().name("calls").number(all.times.size()).name("failed").number(all.failed);
    to.name("total_us")
        .begin_object()
        .name("minimum")
        .number(minimum)
        .name("median")
        .number(median);
    to.name("maximum").number(maximum).end_object().name("last").raw(to_json(last)).end_object();
    std::cout << out << '\n';
}

// A line of JSON for one of several calls.
std::string line_of(std::size_t number, tl::test_report const& report) {
    std::string line;
    answer to(line);
    to.number("line", number)
        .text("outcome", report.failure   ? "failed"
                         : report.dry_run ? "rendered"
                                          : "mapped");
    if (report.answer) to.number("status", static_cast<std::size_t>(report.answer->status));
    std::string values;
    tl::json::writer all(values);
    all.begin_object();
    for (auto const* const rows : {&report.rows, &report.failure_rows})
        for (tl::row_report const& row : *rows)
            if (!row.destination.empty() && !row.value.empty())
                all.name(row.destination).raw(on_one_line(row.value));
    all.end_object();
    to.json("values", values);
    if (report.failure) to.text("message", to_string(*report.failure));
    to.end();
    return line;
}

// Makes one call for each set of parameters. Lines are printed in order, each as soon as those
// before it.
int run_each(request_options const& options, tl::configuration const& tried, tried_node& node,
             tl::call_options const& call) {
    auto const sets = read_sets(options.each);
    tl::test_options const how{.dry_run = options.dry_run};
    std::vector<std::optional<std::string>> lines(sets.size());
    std::mutex mutex;
    std::size_t printed = 0, wrong = 0;
    bool const bar = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1;
    static_cast<void>(tl::in_parallel(
        sets.size(),
        {.parallel = options.parallel,
         .progress =
             [&](std::size_t ended, std::size_t all) {
                 if (!bar) return;
                 constexpr std::size_t width = 40;
                 std::size_t const full = width * ended / all;
                 std::cerr << "\r[" << std::string(full, '#') << std::string(width - full, '.')
                           << "] " << ended << '/' << all << (ended == all ? "\n" : "")
                           << std::flush;
             }},
        [&](std::size_t i) {
            tl::call_options one = call;
            for (auto const& [name, value] : sets[i]) {
                // a line's parameters override the command line's
                std::erase_if(one.parameters,
                              [&called = name](auto const& each) { return each.name == called; });
                one.parameters.push_back({name, value});
            }
            auto const report = node.test_request(tried, one, how);
            std::lock_guard const lock(mutex);
            wrong += report.failure.has_value();
            lines[i] = line_of(i + 1, report);
            for (; printed < lines.size() && lines[printed]; ++printed) {
                std::cout << *lines[printed] << '\n';
                lines[printed]->clear();
            }
            return 0;
        }));
    std::cout << std::flush;
    return wrong == 0 ? mapped : failed;
}

std::uint64_t content_limit(request_options const& options) {
    return options.transport.content_limit != 0 ? options.transport.content_limit
                                                : std::uint64_t{1} << 30;
}

int run(request_options const& options, tl::configuration const& tried, tried_node& node,
        tl::call_options const& call) {
    if (!options.each.empty()) return run_each(options, tried, node, call);
    tl::call_options one = call;
    tl::test_options const how{.dry_run = options.dry_run || options.report == "curl"};
    std::optional<tl::test_report> last;
    summary all;
    for (unsigned i = 0; i < (how.dry_run ? 1 : options.repeat); ++i) {
        if (!options.output.empty()) one.download.emplace(options.output, content_limit(options));
        last = node.test_request(tried, one, how);
        if (one.download && last->mapped())
            if (auto written = one.download->commit(); !written)
                last->failure = std::move(written).error();
        all.add(*last);
    }
    if (options.report == "json") {
        print_json(*last, all);
    } else if (options.report == "curl" && last->request) {
        std::cout << tl::curl_command(*last->request, tried.webhook.deadline) << '\n';
    } else {
        print_text(*last, all);
    }
    return how.dry_run ? (last->failure ? failed : mapped) : (all.failed == 0 ? mapped : failed);
}

}  // namespace

int request(request_options const& options) try {
    tl::configuration const tried = configuration_from(options);
    auto const parameters = parameters_from(options.parameters, options.secrets);
    if (options.report == "configuration") {
        std::cout << to_json(tried) << '\n';
        return mapped;
    }
    tl::call_options call;
    for (auto const& [name, value] : parameters) call.parameters.push_back({name, value});

    taped calls(options.transport, options.tape);
    tried_node node(calls.transport());
    int const status = run(options, tried, node, call);
    bool const sends = !options.dry_run && options.report != "curl";
    if (sends && !calls.save("trotline request")) return failed;
    return status;
} catch (usage_error const& wrong) {
    std::cerr << "trotline request: " << wrong.what() << '\n';
    return wrong_usage;
}

}  // namespace tool
