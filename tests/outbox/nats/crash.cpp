// SPDX-License-Identifier: BSL-1.0
// Takes long.
// Workers that are killed at every step of a delivery, and the results.
#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <signal.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>

namespace outbox_nats_crash_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

// Runs only when worker_process() starts it.
TEST_CASE("a worker process" * doctest::skip()) {
    char const* const url = std::getenv("TROTLINE_TEST_NATS");
    REQUIRE(url != nullptr);
    int const dies_at = std::atoi(std::getenv("TROTLINE_TEST_DIES_AT"));
    int steps = 0;
    auto const step = [&] {
        if (++steps == dies_at) ::raise(SIGKILL);
    };
    auto where = settings_for(url);
    where.name = std::getenv("TROTLINE_TEST_OUTBOX");
    where.hold = std::chrono::milliseconds(std::atoi(std::getenv("TROTLINE_TEST_HOLD")));
    where.after_publication = step;
    auto settings = impatient();
    settings.observer = [&](tl::delivery_event const&) { step(); };
    auto box = opened(where);
    tl::async_curl_transport transport;
    tl::memory_parameter_store parameters, secrets;
    tl::worker worker(box, transport, parameters, secrets, settings);
    // Until it is killed.
    worker.run({});
}

TEST_CASE("a worker is killed at every step: another one delivers, with the same key") {
    nats_server server;
    counting_server destination;
    auto where = settings_for(server.url());
    where.hold = 300ms;
    auto box = opened(where);
    // taken, started, answered, landed, published, settled: the next step is never reached.
    constexpr int steps = 6;
    for (int dies_at = 1; dies_at <= steps; ++dies_at) {
        std::string const key = "dies-at-" + std::to_string(dies_at);
        REQUIRE(tl::post(box, to(destination.url("/count")), {}, {.key = key, .topic = key}));
        process victim = worker_process(server.url(), dies_at);
        int const status = victim.wait();
        REQUIRE(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == SIGKILL);
        auto const calls = destination.calls();
        auto const before = calls.contains(key) ? calls.at(key) : 0;
        CHECK(before <= 1);
        if (dies_at == 1) CHECK(before == 0);
        if (dies_at >= 3) CHECK(before == 1);
        CHECK(tl::look_at_queue(box)->depth == (dies_at == steps ? 0 : 1));
        worker_here next(where);
        REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
        next.stop();
        // Called again, unless the first worker had not called, or had settled it.
        int const after = destination.calls().at(key);
        CHECK(after >= 1);
        CHECK(after <= 2);
        if (dies_at == 1 || dies_at == steps) CHECK(after == 1);
        if (dies_at >= 3 && dies_at < steps) CHECK(after == 2);
    }
    CHECK(destination.keys() == steps);
    // A report that was published twice is stored once.
    jsStreamInfo* raw = nullptr;
    REQUIRE(js_GetStreamInfo(&raw, box.through().context(), "webhooks-outcomes", nullptr,
                             nullptr) == NATS_OK);
    tl::nats::stream_info const info(raw);
    CHECK(info->State.Msgs == steps);
}

TEST_CASE("a worker is killed at every step of giving up: the dead letter is there once") {
    nats_server server;
    counting_server destination;
    auto where = settings_for(server.url());
    where.hold = 300ms;
    auto box = opened(where);
    tl::webhook lost = to(destination.url("/count"));
    lost.success = {{404}};
    constexpr int steps = 6;
    for (int dies_at = 1; dies_at <= steps; ++dies_at) {
        REQUIRE(tl::post(box, lost, {}, {.key = "k" + std::to_string(dies_at)}));
        process victim = worker_process(server.url(), dies_at);
        CHECK(WIFSIGNALED(victim.wait()));
        worker_here next(where);
        REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
        next.stop();
        CHECK(tl::look_at_queue(box)->dead == static_cast<std::uint64_t>(dies_at));
    }
}

TEST_CASE("workers are killed all the time: everything arrives") {
    nats_server server;
    counting_server destination;
    auto where = settings_for(server.url());
    where.hold = 300ms;
    auto box = opened(where);
    constexpr int count = 400;
    for (int i = 0; i < count; ++i)
        REQUIRE(tl::post(box, to(destination.url("/count")), {}, {.key = std::to_string(i)}));
    for (int kills = 0; kills < 5; ++kills) worker_process(server.url(), 300 + kills).wait();
    worker_here rest(where);
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }, 60s));
    rest.stop();
    CHECK(destination.keys() == count);
    // Only deliveries that were in flight when a worker was killed are called twice.
    CHECK(destination.total() - count <= 5 * 64);
}

TEST_CASE("a message that kills its workers is given up in the end") {
    nats_server server;
    auto where = settings_for(server.url());
    where.hold = 300ms;
    auto box = opened(where);
    REQUIRE(tl::post(box, to("http://127.0.0.1:1/"), {}, {.key = "poison"}));
    auto settings = impatient();
    settings.schedule.attempts = 3;
    for (int i = 0; i < 3; ++i) {
        process victim = worker_process(server.url(), 1);
        CHECK(WIFSIGNALED(victim.wait()));
    }
    worker_here next(where, settings);
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
    next.stop();
    tl::nats_dead_letters dead(box);
    auto const letters = dead.list();
    REQUIRE(letters);
    REQUIRE(letters->size() == 1);
    using tl::operator""_path;
    CHECK(*tl::get<std::string>(letters->front().letter, "reason"_path) ==
          "no attempts are left, and the last one did not end");
}

}  // namespace outbox_nats_crash_test
