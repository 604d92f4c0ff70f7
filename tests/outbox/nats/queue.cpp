// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/queue.hpp>

#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <string_view>

namespace outbox_nats_queue_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

TEST_CASE("how much waits, for whom, since when") {
    nats_server server;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    auto queue = tl::look_at_queue(box);
    REQUIRE(queue);
    CHECK(queue->depth == 0);
    CHECK_FALSE(queue->oldest);
    CHECK(queue->destinations.empty());
    auto const before = std::chrono::system_clock::now();
    REQUIRE(box.post({"a", "x.example", "", "1"}));
    REQUIRE(box.post({"b", "x.example", "order", "2"}));
    REQUIRE(box.post({"c", "y.example", "", "3"}));
    std::size_t taken = 0;
    REQUIRE(eventually([&] {
        auto const some = box.take(
            [](std::string_view d) -> std::size_t { return d == "x.example" ? 9 : 0; }, 50ms);
        for (auto const& each : *some) {
            ++taken;
            tl::outbox_settlement one{&each, tl::outbox_verdict::again};
            if (each.attempt == 1) REQUIRE(box.settle(std::span(&one, 1)));
        }
        return taken >= 4;
    }));
    queue = tl::look_at_queue(box);
    REQUIRE(queue);
    CHECK(queue->depth == 3);
    CHECK(queue->bytes > 0);
    CHECK(queue->dead == 0);
    REQUIRE(queue->oldest);
    CHECK(*queue->oldest >= before - 1s);
    CHECK(*queue->oldest <= std::chrono::system_clock::now() + 1s);
    REQUIRE(queue->destinations.size() == 2);
    auto const& x = queue->destinations[0];
    CHECK(x.destination == "x.example");
    CHECK(x.depth == 2);
    CHECK(x.unsettled == 2);
    CHECK(x.redelivered == 2);
    CHECK(queue->destinations[1].destination == "y.example");
    CHECK(queue->destinations[1].depth == 1);
    CHECK(queue->destinations[1].unsettled == 0);
}

TEST_CASE("of a server that is gone nothing is known") {
    nats_server server;
    auto where = settings_for(server.url());
    where.server.request_limit = 300ms;
    auto box = opened(where);
    server.kill();
    CHECK_FALSE(tl::look_at_queue(box));
}

}  // namespace outbox_nats_queue_test
