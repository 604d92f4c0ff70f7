// SPDX-License-Identifier: BSL-1.0
#include <trotline/nats.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>

#include "contest.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace {

namespace tl = trotline;

tl::nats_outbox opened(std::string const& nats, std::string const& outbox) {
    tl::nats_outbox_settings settings;
    settings.server.url = nats;
    settings.name = outbox;
    auto box = tl::nats_outbox::open(settings);
    if (box) return std::move(*box);
    std::cerr << box.error() << '\n';
    std::exit(1);
}

void post(std::string const& nats, std::string const& outbox, std::string const& url, int count) {
    auto box = opened(nats, outbox);
    tl::webhook hook;
    hook.method = tl::method::post;
    hook.url = url;
    hook.body = tl::body(tl::stored_text(contest::body), tl::syntax::json,
                         tl::stored_text(std::string("application/json")));
    for (int i = 0; i < count; ++i)
        if (!tl::post(box, hook, {}, {.key = std::to_string(i)})) std::exit(1);
}

void deliver(std::string const& nats, std::string const& outbox, int count, int workers) {
    std::atomic<int> left = count;
    std::stop_source stop;
    std::vector<std::jthread> threads;  // joined before the others go
    for (int i = 0; i < workers; ++i)
        threads.emplace_back([&] {
            auto box = opened(nats, outbox);
            tl::async_curl_transport transport;
            tl::memory_parameter_store parameters, secrets;
            tl::worker_settings settings;
            settings.limits.per_destination = 32;
            settings.trouble = [](tl::failure const& f) { std::cerr << f << "\n"; };
            settings.observer = [&](tl::delivery_event const& event) {
                if (event.step == tl::delivery_step::settled && --left == 0) stop.request_stop();
            };
            tl::worker worker(box, transport, parameters, secrets, settings);
            worker.run(stop.get_token());
        });
}

}  // namespace

contest::contender const contest::trotline{"trotline", &post, &deliver};
