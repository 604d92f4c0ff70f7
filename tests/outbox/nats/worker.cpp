// SPDX-License-Identifier: BSL-1.0
// Takes long.
// Workers on a real server, with real calls.
#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <set>
#include <string>

namespace outbox_nats_worker_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;
using tl::operator""_path;

TEST_CASE("rows land in the worker's parameters, and the outcome is published") {
    nats_server server;
    counting_server destination;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    tl::configuration what;
    what.webhook = to(destination.url("/count"));
    what.rows = *tl::run_time_mapping::build({{"id", "ID"}});
    REQUIRE(tl::post(box, what, {}, {.key = "k", .topic = "answers"}));
    worker_here worker(where);
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
    worker.stop();
    CHECK(worker.parameters.get("ID") == tl::value(7));
    natsMsg* raw = nullptr;
    REQUIRE(js_GetLastMsg(&raw, box.through().context(), "webhooks-outcomes",
                          "webhooks.outcome.answers", nullptr, nullptr) == NATS_OK);
    tl::nats::message const owner(raw);
    std::string const report = natsMsg_GetData(raw);
    CHECK(*tl::get<std::string>(report, "key"_path) == "k");
    CHECK(*tl::get<int>(report, "parameters.ID"_path) == 7);
}

TEST_CASE("two workers share the work, and a key that is posted again is one delivery") {
    nats_server server;
    counting_server destination;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    worker_here one(where), two(where);
    for (int round = 0; round < 2; ++round)
        for (int i = 0; i < 200; ++i)
            REQUIRE(tl::post(box, to(destination.url("/count")), {}, {.key = std::to_string(i)}));
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
    one.stop();
    two.stop();
    CHECK(destination.keys() == 200);
    CHECK(destination.total() == 200);
    CHECK(one.counts().delivered + two.counts().delivered == 200);
}

TEST_CASE("destinations that never answer do not delay others") {
    nats_server server;
    counting_server hanging, fine;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    tl::webhook dead = to(hanging.url("/hang"));
    dead.deadline = 60s;
    for (int i = 0; i < 100; ++i)
        REQUIRE(tl::post(box, dead, {}, {.key = "dead" + std::to_string(i)}));
    auto settings = impatient();
    settings.limits.per_destination = 8;
    worker_here worker(where, settings);
    REQUIRE(eventually([&] { return hanging.keys() == 8; }));
    for (int i = 0; i < 100; ++i)
        REQUIRE(tl::post(box, to(fine.url("/count")), {}, {.key = std::to_string(i)}));
    REQUIRE(eventually([&] { return fine.keys() == 100; }));
    CHECK(hanging.total() == 8);
    auto const queue = tl::look_at_queue(box);
    CHECK(queue->depth >= 100);
    worker.stop();
    // Calls that are broken off go back to the queue.
    CHECK(worker.counts().handed_back == 8);
    CHECK(tl::look_at_queue(box)->depth == 100);
}

TEST_CASE("a call that takes longer than a lease is made once") {
    nats_server server;
    std::mutex mutex;
    std::condition_variable called;
    int calls = 0;
    faults::server slow([&](faults::peer& peer, faults::received const&) {
        std::unique_lock lock(mutex);
        ++calls;
        called.notify_all();
        // As long as four leases; a second call would end it.
        called.wait_for(lock, 2s, [&] { return calls > 1; });
        lock.unlock();
        peer.send(faults::answer("{}"));
    });
    auto where = settings_for(server.url());
    where.hold = 500ms;
    auto box = opened(where);
    REQUIRE(tl::post(box, to(slow.url("/slow")), {}));
    worker_here worker(where);
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
    worker.stop();
    CHECK(calls == 1);
}

TEST_CASE("what is posted in order arrives in order, through failures, with two workers") {
    nats_server server;
    std::mutex mutex;
    std::map<std::string, std::string> seen;  // by customer
    std::set<std::string> failed;
    faults::server destination([&](faults::peer& peer, faults::received const& got) {
        // /CUSTOMER/NUMBER; every third number fails once.
        std::string const customer = got.target.substr(1, got.target.find('/', 1) - 1);
        std::string const number = got.target.substr(got.target.rfind('/') + 1);
        std::lock_guard const lock(mutex);
        bool const fails = std::stoi(number) % 3 == 0 && failed.insert(customer + number).second;
        if (!fails) seen[customer] += number;
        peer.send(faults::answer("{}", "", fails ? "503 Later" : "200 OK"));
    });
    auto const where = settings_for(server.url());
    auto box = opened(where);
    for (int i = 0; i < 9; ++i)
        for (std::string const customer : {"a", "b", "c"})
            REQUIRE(tl::post(box, to(destination.url("/" + customer + "/" + std::to_string(i))), {},
                             {.order = customer}));
    worker_here one(where), two(where);
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
    one.stop();
    two.stop();
    CHECK(seen == std::map<std::string, std::string>{
                      {"a", "012345678"}, {"b", "012345678"}, {"c", "012345678"}});
}

TEST_CASE("the server dies and comes back while calls are under way") {
    nats_server server;
    counting_server destination;
    auto where = settings_for(server.url());
    where.server.request_limit = 500ms;
    auto box = opened(where);
    for (int i = 0; i < 300; ++i)
        REQUIRE(tl::post(box, to(destination.url("/count")), {}, {.key = std::to_string(i)}));
    auto settings = impatient();
    settings.limits.per_destination = 4;
    worker_here worker(where, settings);
    REQUIRE(eventually([&] { return destination.keys() >= 20; }));
    server.kill();
    server.start();
    REQUIRE(eventually([&] {
        auto const queue = tl::look_at_queue(box);
        return queue && queue->depth == 0;
    }));
    worker.stop();
    CHECK(destination.keys() == 300);
    // Only deliveries that were in flight, or whose confirmation the server had not written to
    // disk, are called twice.
    MESSAGE("delivered more than once: ", destination.total() - 300);
    CHECK(destination.total() <= 300 + 150);
}

}  // namespace outbox_nats_worker_test
