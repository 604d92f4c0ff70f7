// SPDX-License-Identifier: BSL-1.0
// Takes long.
// What goes wrong with one destination, or with what the server keeps for it, while others go on.
#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace outbox_nats_apart_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;
using enum tl::delivery_step;

namespace {

tl::nats_outbox_settings patient(nats_server const& server) {
    auto made = settings_for(server.url());
    made.hold = 60s;
    return made;
}
void post(tl::nats_outbox& box, tl::webhook const& what, std::string const& destination,
          std::string const& key) {
    REQUIRE(tl::post(box, what, {}, {.key = key, .destination = destination}));
}

}  // namespace

TEST_CASE("a consumer is deleted while its entry is delivered: others are settled meanwhile") {
    nats_server server;
    waiting_server slow;
    counting_server fast;
    auto const where = patient(server);
    // There is room for one consumer, so the test says which one exists.
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
    auto const only = [&](char const* gone, std::string const& there) {
        js_DeleteConsumer(through->context(), "webhooks", gone, nullptr, nullptr);
        std::string const posted = "webhooks.post." + there;
        return tl::nats::have_consumer(*through, where, posted, *tl::posted_subject::read(posted))
            .has_value();
    };
    auto box = opened(where);
    steps seen;
    auto settings = impatient();
    settings.limits.per_destination = 1;  // so no request for x is open now
    worker_here worker(where, seen.observed(settings));
    post(box, to(slow.url("/x")), "x", "x");
    REQUIRE(slow.called(1));
    REQUIRE(only("x", "y"));
    slow.release();
    REQUIRE(seen.reached(landed, 1));
    // The queue does not take the end of x now.
    for (int i = 0; i < 3; ++i) post(box, to(fast.url("/count")), "y", "y" + std::to_string(i));
    REQUIRE(seen.reached(settled, 3));
    CHECK(seen.order_of(settled) == std::vector<std::string>(3, "y"));
    REQUIRE(eventually([&] { return only("y", "x"); }));
    REQUIRE(seen.reached(settled, 4));
    worker.stop();
    CHECK(tl::look_at_queue(box)->depth == 0);
    CHECK(slow.calls() == std::map<std::string, int>{{"/x", 1}});
    CHECK(fast.total() == 3);
    CHECK(worker.counts().taken == 4);
    CHECK(worker.counts().delivered == 4);
}

TEST_CASE(
    "the queue is purged while an entry is delivered: it ends, and what comes later arrives") {
    nats_server server;
    waiting_server slow;
    auto box = opened(patient(server));
    steps seen;
    worker_here worker(patient(server), seen.observed());
    post(box, to(slow.url("/x")), "x", "x");
    REQUIRE(slow.called(1));
    REQUIRE(js_PurgeStream(box.through().context(), "webhooks", nullptr, nullptr) == NATS_OK);
    post(box, to(slow.url("/y")), "y", "y");
    REQUIRE(slow.called(2));
    slow.release();
    REQUIRE(seen.reached(settled, 2));
    post(box, to(slow.url("/x2")), "x", "x2");
    REQUIRE(seen.reached(settled, 3));
    worker.stop();
    CHECK(tl::look_at_queue(box)->depth == 0);
    CHECK(slow.calls() == std::map<std::string, int>{{"/x", 1}, {"/x2", 1}, {"/y", 1}});
    CHECK(worker.counts().delivered == 3);
}

TEST_CASE(
    "dead letters find no room: what was delivered is settled, and the dead stay in the queue") {
    nats_server server;
    counting_server destination;
    auto box = opened(patient(server));
    jsStreamConfig* config = nullptr;
    auto const dead = *tl::nats::info_of(box.through(), "webhooks-dead");
    config = dead->Config;
    config->MaxBytes = 10;
    REQUIRE(js_UpdateStream(nullptr, box.through().context(), config, nullptr, nullptr) == NATS_OK);
    auto lost = to(destination.url("/count"));
    lost.success = {{404}};
    steps seen;
    auto settings = impatient();
    settings.limits.in_flight = 8;
    worker_here worker(patient(server), seen.observed(settings));
    auto const post_lost = [&](int from, int to) {
        for (int i = from; i < to; ++i) post(box, lost, "x", "lost" + std::to_string(i));
    };
    // Fewer than in_flight, so that there is room for others.
    post_lost(0, 4);
    REQUIRE(seen.reached(landed, 4));
    for (int i = 0; i < 4; ++i)
        post(box, to(destination.url("/count")), "y", "y" + std::to_string(i));
    REQUIRE(seen.reached(settled, 4));
    CHECK(seen.order_of(settled) == std::vector<std::string>(4, "y"));
    CHECK(seen.troubled(
        "send failed: overloaded (webhooks.dead.x): JetStream says: maximum bytes exceeded "
        "(10077)"));
    post_lost(4, 20);
    // It does not take more and more of what it cannot settle.
    REQUIRE(seen.reached(landed, 4 + 8));
    CHECK(worker.counts().dead <= 16);
    config->MaxBytes = -1;
    REQUIRE(js_UpdateStream(nullptr, box.through().context(), config, nullptr, nullptr) == NATS_OK);
    REQUIRE(seen.reached(settled, 24));
    worker.stop();
    CHECK(tl::look_at_queue(box)->depth == 0);
    CHECK(tl::look_at_queue(box)->dead == 20);
    CHECK(worker.counts().delivered == 4);
    CHECK(worker.counts().dead == 20);
    CHECK(destination.total() == 24);
}

}  // namespace outbox_nats_apart_test
