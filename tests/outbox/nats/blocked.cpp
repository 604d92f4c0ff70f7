// SPDX-License-Identifier: BSL-1.0
// A worker whose thread is blocked for longer than a lease: its observer waits for a latch, which a
// test opens when the server has handed out the entries again.
#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <cstddef>
#include <latch>
#include <mutex>
#include <semaphore>
#include <set>
#include <string>

namespace outbox_nats_blocked_test {

namespace tl = trotline;
using namespace trotline_tests;

namespace {

// The settings of a worker that stops at the first event of a step, until release().
struct blocking {
    std::latch reached{1}, released{1};
    std::atomic<bool> once = false;

    tl::worker_settings at(tl::delivery_step step) {
        auto made = impatient();
        made.observer = [this, step](tl::delivery_event const& event) {
            if (event.step != step || once.exchange(true)) return;
            reached.count_down();
            released.wait();
        };
        return made;
    }
    void release() { released.count_down(); }
};

// The settings of a worker whose settled deliveries are waited for.
struct counting {
    std::counting_semaphore<> settled{0};

    tl::worker_settings settings() {
        auto made = impatient();
        made.observer = [this](tl::delivery_event const& event) {
            if (event.step == tl::delivery_step::settled) settled.release();
        };
        return made;
    }
    void wait_for(std::size_t count) {
        for (std::size_t i = 0; i != count; ++i) settled.acquire();
    }
};

// A destination that keeps the order in which targets were called.
class recording_server {
  public:
    std::string url(std::string const& target) const { return server_.url(target); }
    std::string seen() const {
        std::lock_guard const lock(mutex_);
        return seen_;
    }

  private:
    mutable std::mutex mutex_;
    std::string seen_;
    faults::server server_{[this](faults::peer& peer, faults::received const& got) {
        {
            std::lock_guard const lock(mutex_);
            seen_ += got.target.substr(1);
        }
        peer.send(faults::answer("{}"));
    }};
};

}  // namespace

TEST_CASE("what a blocked worker holds is delivered by another one, with the same keys") {
    nats_server server;
    counting_server destination;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    std::set<std::string> const keys{"a", "b", "c", "d", "e", "f"};
    for (std::string const& key : keys)
        REQUIRE(tl::post(box, to(destination.url("/count")), {}, {.key = key}));
    blocking block;
    worker_here one(where, block.at(tl::delivery_step::landed));
    block.reached.wait();
    counting redelivered;
    worker_here two(where, redelivered.settings());
    redelivered.wait_for(keys.size());
    CHECK(tl::look_at_queue(box)->depth == 0);
    block.release();
    one.stop();
    two.stop();
    CHECK(two.counts().delivered == keys.size());
    CHECK(tl::look_at_queue(box)->dead == 0);
    auto const calls = destination.calls();
    std::set<std::string> called;
    int twice = 0;
    for (auto const& [key, count] : calls) {
        called.insert(key);
        CHECK(count <= 2);  // at most once by each
        twice += count == 2;
    }
    CHECK(called == keys);
    CHECK(twice >= 1);
}

TEST_CASE(
    "a worker does not begin a call when others have delivered the entry and its successors") {
    nats_server server;
    recording_server destination;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    auto const post = [&](std::string const& number) {
        return tl::post(box, to(destination.url("/" + number)), {}, {.order = "o"}).has_value();
    };
    REQUIRE(post("1"));
    REQUIRE(post("2"));
    blocking block;
    worker_here one(where, block.at(tl::delivery_step::taken));
    block.reached.wait();
    {
        counting redelivered;
        worker_here two(where, redelivered.settings());
        redelivered.wait_for(2);
        two.stop();
    }
    block.release();
    REQUIRE(post("3"));
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
    one.stop();
    CHECK(destination.seen() == "123");
    CHECK(one.counts().expired == 1);
}

}  // namespace outbox_nats_blocked_test
