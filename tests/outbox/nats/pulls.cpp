// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/pulls.hpp>

#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace outbox_nats_pulls_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {
auto const many = [](std::string_view) -> std::size_t { return 100; };

std::unique_ptr<tl::nats::pulls> opened_pulls(std::shared_ptr<tl::nats::connection> through,
                                              tl::nats_outbox_settings const& where) {
    return *tl::nats::pulls::open(
        std::move(through),
        *tl::nats::connection::connect(where.server, std::make_unique<tl::nats::event_loop>()),
        where);
}
}

TEST_CASE("what arrived and was not handed out goes back at once") {
    nats_server server;
    auto where = settings_for(server.url());
    where.hold = 1h;
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto first = opened_pulls(through, where);
    REQUIRE(box.post({"a", "x", "", "1"}));
    std::vector<tl::outbox_lease> taken;
    REQUIRE(eventually([&] {
        taken = *first->take(many, 100ms);
        return !taken.empty();
    }));
    // The next request is sent, and nobody takes the entry that arrives.
    REQUIRE(first->take(many, 0ms)->empty());
    REQUIRE(box.post({"b", "x", "", "2"}));
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->destinations[0].unsettled == 2; }));
    first.reset();
    auto const second = opened_pulls(through, where);
    REQUIRE(eventually([&] {
        taken = *second->take(many, 100ms);
        return !taken.empty();
    }));
    CHECK(taken[0].content == "2");
    CHECK(taken[0].attempt == 2);
}

TEST_CASE("a consumer that was deleted is created again") {
    nats_server server;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto const pulls = opened_pulls(through, where);
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
    auto const pulls = opened_pulls(through, where);
    auto const taken = pulls->take(many, 50ms);
    REQUIRE_FALSE(taken);
    CHECK(taken.error().code == tl::code::missing);
}

}  // namespace outbox_nats_pulls_test
