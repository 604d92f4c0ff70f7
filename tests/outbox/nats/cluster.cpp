// SPDX-License-Identifier: BSL-1.0
// Takes long.
// Three servers that replicate, and what happens to deliveries when some of them die.
#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <set>
#include <string>

namespace outbox_nats_cluster_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {

tl::nats_outbox_settings replicated(nats_cluster const& cluster) {
    auto made = settings_for(cluster.url());
    made.replicas = 3;
    made.server.request_limit = 1s;
    return made;
}

// The server that leads the stream; empty while there is no leader.
std::string leader_of(tl::nats_outbox const& box) {
    jsStreamInfo* raw = nullptr;
    if (js_GetStreamInfo(&raw, box.through().context(), "webhooks", nullptr, nullptr) != NATS_OK)
        return {};
    tl::nats::stream_info const info(raw);
    return info->Cluster != nullptr && info->Cluster->Leader != nullptr ? info->Cluster->Leader
                                                                        : "";
}

// Posts with a key until it is acknowledged, as a caller does. Returns every key that was
// acknowledged.
void post_all(tl::nats_outbox& box, std::string const& url, int first, int count,
              std::set<std::string>& acknowledged) {
    for (int i = first; i < first + count; ++i) {
        std::string const key = std::to_string(i);
        REQUIRE(eventually([&] { return tl::post(box, to(url), {}, {.key = key}).has_value(); }));
        acknowledged.insert(key);
    }
}

bool empty(tl::nats_outbox const& box) {
    auto const queue = tl::look_at_queue(box);
    return queue && queue->depth == 0;
}

}  // namespace

TEST_CASE("the leader and then a follower are killed in the middle: nothing acknowledged is lost") {
    nats_cluster cluster;
    counting_server destination;
    auto const where = replicated(cluster);
    auto box = opened(where);
    worker_here one(where), two(where);
    std::set<std::string> acknowledged;
    std::string const url = destination.url("/count");
    post_all(box, url, 0, 60, acknowledged);
    std::string const leader = leader_of(box);
    REQUIRE_FALSE(leader.empty());
    cluster.called(leader).kill();
    post_all(box, url, 60, 60, acknowledged);
    REQUIRE(eventually([&] { return empty(box); }, 60s));
    cluster.called(leader).start();
    std::string next;
    REQUIRE(eventually([&] { return !(next = leader_of(box)).empty(); }));
    std::string const follower = next == "s0" ? "s1" : "s0";
    cluster.called(follower).kill();
    post_all(box, url, 120, 60, acknowledged);
    REQUIRE(eventually([&] { return empty(box); }, 60s));
    one.stop();
    two.stop();
    auto const calls = destination.calls();
    CHECK(acknowledged.size() == 180);
    for (std::string const& key : acknowledged) CHECK_MESSAGE(calls.contains(key), key);
    // Only deliveries that were in flight, or acknowledged and not yet replicated, when a server
    // died, are called twice.
    MESSAGE("delivered more than once: ", destination.total() - 180);
    CHECK(destination.total() <= 180 + 120);
}

TEST_CASE("without a majority posts fail; when it is back, nothing acknowledged is lost") {
    nats_cluster cluster;
    counting_server destination;
    auto const where = replicated(cluster);
    auto box = opened(where);
    std::set<std::string> acknowledged;
    std::string const url = destination.url("/count");
    post_all(box, url, 0, 30, acknowledged);
    cluster[1].kill();
    cluster[2].kill();
    for (int i = 0; i < 2; ++i) {
        auto const refused = tl::post(box, to(url), {}, {.key = "unsure" + std::to_string(i)});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().stage == tl::stage::send);
    }
    cluster[1].start();
    cluster[2].start();
    post_all(box, url, 30, 30, acknowledged);
    worker_here worker(where);
    REQUIRE(eventually([&] { return empty(box); }, 60s));
    worker.stop();
    auto const calls = destination.calls();
    for (std::string const& key : acknowledged) CHECK_MESSAGE(calls.contains(key), key);
}

}  // namespace outbox_nats_cluster_test
