// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/pulls.hpp>

#include "outbox/nats/delivering.hpp"
#include "support/cable.hpp"

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

// Takes until there is one, and removes it.
void take_one(tl::nats::pulls& from, tl::nats_outbox& box) {
    std::vector<tl::outbox_lease> taken;
    REQUIRE(eventually([&] {
        if (auto some = from.take(many, 100ms)) taken = std::move(*some);
        return !taken.empty();
    }));
    for (auto const& each : taken) {
        tl::outbox_settlement done{&each};
        REQUIRE(eventually([&] { return box.settle(std::span(&done, 1)).has_value(); }));
    }
}

// A consumer that somebody else has made.
void make_consumer(tl::nats::connection const& at, auto change) {
    jsConsumerConfig config;
    jsConsumerConfig_Init(&config);
    config.Durable = "x";
    config.FilterSubject = "webhooks.post.x";
    config.DeliverPolicy = js_DeliverAll;
    config.AckPolicy = js_AckExplicit;
    config.AckWait = tl::nats::nanoseconds(60s);
    config.MaxDeliver = -1;
    change(config);
    REQUIRE(js_AddConsumer(nullptr, at.context(), "webhooks", &config, nullptr, nullptr) ==
            NATS_OK);
}

constexpr char next[] = "$JS.API.CONSUMER.MSG.NEXT.webhooks.x ";

}  // namespace

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
    // The same while a request is open: the server says so (409).
    REQUIRE(pulls->take(many, 0ms));
    REQUIRE(eventually([&] {
        jsConsumerInfo* raw = nullptr;
        REQUIRE(js_GetConsumerInfo(&raw, through->context(), "webhooks", "x", nullptr, nullptr) ==
                NATS_OK);
        return tl::nats::consumer_info(raw)->NumWaiting == 1;
    }));
    REQUIRE(js_DeleteConsumer(through->context(), "webhooks", "x", nullptr, nullptr) == NATS_OK);
    one("c");
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

TEST_CASE("a request that has ended without an entry (408) is made again") {
    nats_server server;
    cable wire(server.port());
    auto where = settings_for(wire.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto const pulls = opened_pulls(through, where);
    REQUIRE(box.post({"a", "x", "", "1"}));
    take_one(*pulls, box);
    wire.forget();
    REQUIRE(eventually([&] {
        REQUIRE(pulls->take(many, 100ms));
        return wire.times(cable::to_client, "NATS/1.0 408 Request Timeout") >= 1;
    }));
    REQUIRE(pulls->take(many, 0ms));
    REQUIRE(wire.passed(cable::to_server, next, 2));
    REQUIRE(box.post({"b", "x", "", "2"}));
    take_one(*pulls, box);
    // Not more often than requests end.
    CHECK(wire.times(cable::to_server, next) <= 20);
}

TEST_CASE("a consumer that allows fewer at once, or less time, is asked for what it allows") {
    nats_server server;
    cable wire(server.port());
    auto where = settings_for(wire.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    make_consumer(*through, [](jsConsumerConfig& config) {
        config.MaxRequestBatch = 3;
        config.MaxRequestExpires = tl::nats::nanoseconds(2s);
    });
    for (int i = 0; i < 10; ++i) REQUIRE(box.post({std::to_string(i), "x", "", "1"}));
    auto const pulls = opened_pulls(through, where);
    REQUIRE(eventually([&] {
        take_one(*pulls, box);
        return tl::look_at_queue(box)->depth == 0;
    }));
    CHECK(wire.times(cable::to_client, "NATS/1.0 409") == 0);
}

TEST_CASE("a consumer that has too many requests (409) is a failure, and is asked again later") {
    nats_server server;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    make_consumer(*through, [](jsConsumerConfig& config) { config.MaxWaiting = 1; });
    auto other = *tl::nats::connection::connect(where.server);
    {
        auto const answers = *tl::nats::subscription::open(*other, "other");
        REQUIRE(natsConnection_PublishRequestString(
                    other->get(), "$JS.API.CONSUMER.MSG.NEXT.webhooks.x", "other",
                    R"({"batch": 1000, "expires": 300000000000})") == NATS_OK);
        REQUIRE(natsConnection_Flush(other->get()) == NATS_OK);
        REQUIRE(box.post({"a", "x", "", "1"}));
        auto const pulls = opened_pulls(through, where);
        std::string why;
        REQUIRE(eventually([&] {
            auto const taken = pulls->take(many, 300ms);
            if (!taken) why = to_string(taken.error());
            return !taken;
        }));
        CHECK(why ==
              "receive failed: overloaded (webhooks.post.x): the consumer does not accept "
              "requests; JetStream says: Exceeded MaxWaiting (409)");
        other.reset();
    }
    auto const pulls = opened_pulls(through, where);
    REQUIRE(box.post({"b", "x", "", "2"}));
    take_one(*pulls, box);
}

TEST_CASE("a consumer that can give nothing is a failure with the server's words") {
    nats_server server;
    cable wire(server.port());
    auto where = settings_for(wire.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    make_consumer(*through, [](jsConsumerConfig& config) { config.DeliverSubject = "elsewhere"; });
    REQUIRE(box.post({"a", "x", "", "1"}));
    auto const pulls = opened_pulls(through, where);
    std::string why;
    REQUIRE(eventually([&] {
        auto const taken = pulls->take(many, 300ms);
        if (!taken) why = to_string(taken.error());
        return !taken;
    }));
    CHECK(why ==
          "receive failed: configuration (webhooks.post.x): the consumer does not accept "
          "requests; JetStream says: Consumer is push based (409)");
    // And it is asked again, but not all the time.
    CHECK(wire.times(cable::to_server, next) <= 20);
    REQUIRE(js_DeleteConsumer(through->context(), "webhooks", "x", nullptr, nullptr) == NATS_OK);
    take_one(*pulls, box);
}

TEST_CASE("a consumer that cannot be made is a failure that says why, and delays no other") {
    nats_server server;
    auto where = settings_for(server.url());
    auto const through = *tl::nats::connection::connect(where.server);
    jsStreamConfig config;
    jsStreamConfig_Init(&config);
    char const* subject = "webhooks.post.>";
    config.Name = "webhooks";
    config.Subjects = &subject;
    config.SubjectsLen = 1;
    config.Retention = js_WorkQueuePolicy;
    config.Discard = js_DiscardNew;
    config.MaxConsumers = 1;
    REQUIRE(js_AddStream(nullptr, through->context(), &config, nullptr, nullptr) == NATS_OK);
    auto box = opened(where);
    auto const pulls = opened_pulls(through, where);
    REQUIRE(box.post({"a", "x", "", "1"}));
    take_one(*pulls, box);
    REQUIRE(box.post({"b", "a", "", "2"}));
    std::string why;
    REQUIRE(eventually([&] {
        auto const taken = pulls->take(many, 300ms);
        if (!taken) why = to_string(taken.error());
        return !taken;
    }));
    CHECK(why ==
          "send failed: configuration (webhooks.post.a): JetStream says: maximum consumers limit "
          "reached (10026)");
    REQUIRE(box.post({"c", "x", "", "3"}));
    take_one(*pulls, box);
    CHECK(tl::look_at_queue(box)->depth == 1);
}

TEST_CASE("a server that shuts down tells it (409), and is asked again when it is back") {
    nats_server server;
    cable wire(server.port());
    auto where = settings_for(wire.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto const pulls = opened_pulls(through, where);
    REQUIRE(box.post({"a", "x", "", "1"}));
    take_one(*pulls, box);
    wire.forget();
    REQUIRE(pulls->take(many, 0ms));
    REQUIRE(wire.passed(cable::to_server, next));
    server.end();
    static_cast<void>(pulls->take(many, 0ms));
    server.start();
    REQUIRE(eventually([&] { return box.post({"b", "x", "", "2"}).has_value(); }));
    take_one(*pulls, box);
}

TEST_CASE("without JetStream (503) it is a failure that says so; when it is back, it goes on") {
    nats_server server;
    auto where = settings_for(server.url());
    where.server.request_limit = 500ms;
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto const pulls = opened_pulls(through, where);
    REQUIRE(box.post({"a", "x", "", "1"}));
    take_one(*pulls, box);
    server.end();
    server.start(false);
    std::string why;
    REQUIRE(eventually([&] {
        auto const taken = pulls->take(many, 300ms);
        if (!taken) why = to_string(taken.error());
        return why.find("JetStream is not enabled") != std::string::npos;
    }));
    CHECK(why ==
          "send failed: configuration (webhooks): JetStream is not enabled: start nats-server with "
          "-js, or enable it for the account (10076)");
    server.end();
    server.start();
    REQUIRE(eventually([&] { return box.post({"b", "x", "", "2"}).has_value(); }));
    take_one(*pulls, box);
}

TEST_CASE("what anybody writes to the subject of news makes no consumers elsewhere") {
    nats_server server;
    cable wire(server.port());
    auto const where = settings_for(wire.url());
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto const pulls = opened_pulls(through, where);
    REQUIRE(pulls->take(many, 0ms));
    for (char const* const text : {"other.post.x", "webhooks.dead.x", "", "."})
        REQUIRE(natsConnection_PublishString(through->get(), "webhooks.wake", text) == NATS_OK);
    REQUIRE(box.post({"a", "x", "", "1"}));
    take_one(*pulls, box);
    REQUIRE(pulls->take(many, 300ms));
    CHECK(wire.times(cable::to_server, "$JS.API.CONSUMER.DURABLE.CREATE.") == 1);
}

TEST_CASE("a destination without entries is not asked for all the time") {
    nats_server server;
    auto where = settings_for(server.url());
    where.forget_after = 0s;
    auto box = opened(where);
    auto const through = *tl::nats::connection::connect(where.server);
    auto const pulls = opened_pulls(through, where);
    REQUIRE(box.post({"a", "x", "", "1"}));
    take_one(*pulls, box);
    REQUIRE(eventually([&] {
        REQUIRE(pulls->take(many, 100ms));
        jsConsumerInfo* raw = nullptr;
        REQUIRE(js_GetConsumerInfo(&raw, through->context(), "webhooks", "x", nullptr, nullptr) ==
                NATS_OK);
        tl::nats::consumer_info const info(raw);
        return info->NumWaiting == 0;
    }));
    REQUIRE(box.post({"b", "x", "", "2"}));
    take_one(*pulls, box);
}

}  // namespace outbox_nats_pulls_test
