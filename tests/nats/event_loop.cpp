// SPDX-License-Identifier: BSL-1.0
#include <trotline/nats/event_loop.hpp>

#include <trotline/nats/connection.hpp>

#include "support/nats_server.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <thread>

namespace nats_event_loop_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {

using clock = tl::nats::event_loop::clock;

std::shared_ptr<tl::nats::connection> connected(nats_server const& server) {
    return *tl::nats::connection::connect({.url = server.url()},
                                          std::make_unique<tl::nats::event_loop>());
}
bool publish(tl::nats::connection const& at, std::string const& what) {
    return natsConnection_PublishString(at.get(), "news", what.c_str()) == NATS_OK;
}
// All texts that arrive until `last` does.
std::string received(tl::nats::connection const& at, tl::nats::subscription& from,
                     std::string const& last) {
    std::string all;
    auto const until = clock::now() + 10s;
    while (clock::now() < until) {
        at.loop().wait(until);
        for (natsMsg* got = nullptr; from.next(got) == NATS_OK;) {
            std::string const text(natsMsg_GetData(got),
                                   static_cast<std::size_t>(natsMsg_GetDataLength(got)));
            all += text + " ";
            if (text == last) return all;
        }
    }
    return all;
}

}  // namespace

TEST_CASE("what is published is sent in wait(), and what arrives is received there") {
    nats_server server;
    auto const one = connected(server), other = connected(server);
    auto heard = *tl::nats::subscription::open(*one, "news");
    one->loop().wait(clock::now());  // the server has to know about it
    REQUIRE(publish(*one, "first"));
    CHECK(received(*one, heard, "first") == "first ");
    // Much more than a socket takes at once, while nobody reads.
    std::string const large(500'000, 'x');
    for (int i = 0; i < 20; ++i) REQUIRE(publish(*other, large));
    REQUIRE(publish(*other, "last"));
    std::atomic<bool> over = false;
    std::thread sending([&] {
        while (!over) other->loop().wait(clock::now() + 1h);
    });
    CHECK(received(*one, heard, "last").size() == 20 * (large.size() + 1) + 5);
    over = true;
    other->loop().wake();
    sending.join();
}

TEST_CASE("wake() ends a wait, also one that has not begun") {
    nats_server server;
    auto const one = connected(server);
    one->loop().wake();
    auto const begin = clock::now();
    CHECK(one->loop().wait(begin + 1h));
    std::thread waking([&] { one->loop().wake(); });
    CHECK(one->loop().wait(begin + 1h));
    waking.join();
    CHECK_FALSE(one->loop().wait(clock::now() + 1ms));
}

TEST_CASE("a lost connection comes back while the loop waits, with its subscriptions") {
    nats_server server;
    auto const one = connected(server), other = connected(server);
    auto heard = *tl::nats::subscription::open(*one, "news");
    server.kill();
    server.start();
    auto const until = clock::now() + 10s;
    while ((one->reconnections() == 0 || other->reconnections() == 0) && clock::now() < until) {
        one->loop().wait(clock::now() + 1ms);
        other->loop().wait(clock::now() + 1ms);
    }
    REQUIRE(one->reconnections() == 1);
    one->loop().wait(clock::now());
    REQUIRE(publish(*one, "back"));
    CHECK(received(*one, heard, "back") == "back ");
}

TEST_CASE("drain() gives what was sent before, and returns when the subscription has ended") {
    nats_server server;
    auto const one = connected(server);
    auto heard = *tl::nats::subscription::open(*one, "news");
    for (int i = 0; i < 100; ++i) REQUIRE(publish(*one, std::to_string(i)));
    int count = 0;
    heard.drain(one->loop(), 1min, [&](natsMsg&) { ++count; });
    CHECK(count == 100);
    natsMsg* none = nullptr;
    CHECK(heard.next(none) == NATS_INVALID_SUBSCRIPTION);
}

}  // namespace nats_event_loop_test
