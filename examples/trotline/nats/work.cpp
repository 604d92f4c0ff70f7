// SPDX-License-Identifier: BSL-1.0
// trotline work: delivers the entries of the outbox.
#include <trotline/configuration.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/outbox/letter.hpp>
#include <trotline/outbox/nats/queue.hpp>
#include <trotline/outbox/worker.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>

#include "../line.hpp"
#include "../request_arguments.hpp"
#include "command.hpp"

#include <signal.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <iostream>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

namespace tool {

namespace {

namespace tl = trotline;

std::chrono::milliseconds time_of(std::string const& text, char const* option) {
    return std::chrono::milliseconds(static_cast<long>(seconds_of(text, option) * 1000));
}

// A line of JSON for each delivery that has ended.
void print(tl::delivery_event const& event) {
    if (event.step != tl::delivery_step::settled) return;
    constexpr char const* names[] = {"delivered", "again", "dead"};
    std::string line;
    answer to(line);
    to.number("sequence", event.lease.sequence)
        .text("destination", event.lease.destination)
        .number("attempt", event.lease.attempt)
        .text("outcome", names[static_cast<std::size_t>(event.settlement->verdict)]);
    if (event.settlement->verdict == tl::outbox_verdict::again)
        to.number("again_in_ms", static_cast<std::size_t>(event.settlement->delay.count()));
    using tl::operator""_path;
    if (event.why != nullptr)
        to.text("message", to_string(*event.why));
    else if (auto const why = tl::get<std::string>(event.settlement->letter, "reason"_path))
        to.text("message", *why);
    to.end();
    std::cout << line << '\n' << std::flush;
}

}  // namespace

int work(work_command const& options) {
    tl::worker_settings settings;
    settings.limits.in_flight = options.in_flight;
    settings.limits.per_destination = options.per_destination;
    settings.schedule.attempts = options.attempts;
    settings.schedule.age = time_of(options.age, "--age");
    settings.schedule.backoff.base = time_of(options.first_pause, "--first-pause");
    settings.grace = time_of(options.grace, "--grace");
    if (!options.quiet) settings.observer = print;
    settings.trouble = [](tl::failure const& why) {
        std::cerr << "trotline work: " << why << '\n';
    };
    tl::memory_parameter_store parameters, secrets;
    for (std::string const& name : options.secrets) {
        char const* const held = std::getenv(name.c_str());
        if (held == nullptr)
            throw usage_error("--secret " + name + ": this environment variable is not set");
        secrets.set(name, tl::secret{held});
    }

    // Blocked before there are threads, so that none of them gets the signal.
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    auto box = open_outbox(options.where), questions = open_outbox(options.where);
    tl::async_curl_transport transport(
        {}, {.connections_per_host = std::max<std::size_t>(options.per_destination, 1)});
    tl::worker worker(box, transport, parameters, secrets, settings);
    for (std::string const& each : options.webhooks) {
        auto const equals = each.find('=');
        auto const text = equals == each.npos ? std::nullopt : read_all(each.substr(equals + 1));
        if (!text) throw usage_error("--webhook " + each + ": expected NAME=FILE");
        auto what = tl::read_configuration(*text);
        if (!what) throw usage_error(to_string(what.error(), each.substr(equals + 1) + ":"));
        worker.add(each.substr(0, equals), std::move(*what));
    }
    std::jthread working([&](std::stop_token stop) { worker.run(std::move(stop)); });
    for (timespec const pause{0, 200'000'000}; sigtimedwait(&ending, nullptr, &pause) < 0;) {
        if (!options.until_empty) continue;
        auto const seen = tl::look_at_queue(questions);
        if (seen && seen->depth == 0) break;
    }
    working.request_stop();
    working.join();
    auto const counts = worker.counts();
    std::cerr << counts.delivered << " delivered, " << counts.again << " to be tried again, "
              << counts.dead << " dead, " << counts.handed_back << " handed back\n";
    return mapped;
}

}  // namespace tool
