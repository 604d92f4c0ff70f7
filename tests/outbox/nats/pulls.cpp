// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/pulls.hpp>

#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>

namespace outbox_nats_pulls_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {
auto const many = [](std::string_view) -> std::size_t { return 100; };
}

TEST_CASE("what arrived and was not handed out goes back at once") {
    nats_server server;
    auto where = settings_for(server.url());
    where.hold = 1h;
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto first = *tl::nats::pulls::open(through, where);
    REQUIRE(box.post({"a", "x", "", "1"}));
    // The request is sent, and nobody takes the entries that arrive.
    REQUIRE(first->take(many, 0ms));
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->destinations[0].unsettled == 1; }));
    first.reset();
    auto const second = *tl::nats::pulls::open(through, where);
    std::vector<tl::outbox_lease> taken;
    REQUIRE(eventually([&] {
        taken = *second->take(many, 100ms);
        return !taken.empty();
    }));
    CHECK(taken[0].attempt == 2);
}

TEST_CASE("a consumer that was deleted is created again") {
    nats_server server;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto const pulls = *tl::nats::pulls::open(through, where);
    auto const one = [&](char const* key) {
        REQUIRE(box.post({key, "x", "", key}));
        std::vector<tl::outbox_lease> taken;
        REQUIRE(eventually([&] {
            taken = *pulls->take(many, 100ms);
            return !taken.empty();
        }));
        tl::outbox_settlement done{&taken[0]};
        REQUIRE(box.settle(std::span(&done, 1)));
    };
    one("a");
    REQUIRE(js_DeleteConsumer(through->context(), "webhooks", "x", nullptr, nullptr) == NATS_OK);
    one("b");
}

TEST_CASE("a stream that is gone is a failure, after the patience") {
    nats_server server;
    auto where = settings_for(server.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    REQUIRE(js_DeleteStream(through->context(), "webhooks", nullptr, nullptr) == NATS_OK);
    auto const pulls = *tl::nats::pulls::open(through, where);
    auto const taken = pulls->take(many, 50ms);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == tl::code::missing);
}

}  // namespace outbox_nats_pulls_test
