// SPDX-License-Identifier: BSL-1.0
// Takes long.
// Many deliveries, handled by one, two and four worker processes.
#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

namespace outbox_nats_drain_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {

// TROTLINE_DELIVERIES sets the number; the full run uses 100000.
int deliveries() {
    char const* const asked = std::getenv("TROTLINE_DELIVERIES");
    return asked != nullptr ? std::atoi(asked) : 3000;
}

// The resident memory of a process in bytes.
long resident(pid_t id) {
    std::ifstream in("/proc/" + std::to_string(id) + "/statm");
    long all = 0, pages = 0;
    in >> all >> pages;
    return pages * ::sysconf(_SC_PAGESIZE);
}

}  // namespace

TEST_CASE("every one is delivered, by one, two and four processes, in constant memory") {
    nats_server server;
    auto where = settings_for(server.url());
    // Longer than a busy machine keeps a worker from running.
    where.hold = 60s;
    int const count = deliveries();
    for (std::size_t const processes : {1u, 2u, 4u}) {
        counting_server destination;
        where.name = "drain" + std::to_string(processes);
        auto box = opened(where);
        std::vector<std::jthread> posters;
        for (int part = 0; part < 4; ++part)
            posters.emplace_back([&, part] {
                for (int i = part; i < count; i += 4)
                    REQUIRE(tl::post(box, to(destination.url("/count")), {},
                                     {.key = std::to_string(i)}));
            });
        for (auto& each : posters) each.join();
        auto const begin = std::chrono::steady_clock::now();
        std::vector<process> workers;
        for (std::size_t i = 0; i < processes; ++i)
            workers.push_back(worker_process(server.url(), 0, where.name, where.hold));
        REQUIRE(eventually([&] { return destination.total() >= count / 10; }, 60s));
        long const early = resident(workers[0].id());
        REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }, 600s));
        long const late = resident(workers[0].id());
        std::chrono::duration<double> const took = std::chrono::steady_clock::now() - begin;
        workers.clear();
        CHECK(destination.keys() == static_cast<std::size_t>(count));
        // Nothing fails here, and no worker loses what it holds.
        CHECK(destination.total() == count);
        CHECK(late - early < 16 << 20);
        MESSAGE(processes, " processes: ", static_cast<int>(count / took.count()),
                " deliveries a second, memory ", early >> 10, " KiB, then ", late >> 10, " KiB");
    }
}

}  // namespace outbox_nats_drain_test
