// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/limits.hpp>

#include <doctest/doctest.h>

#include <chrono>

namespace outbox_limits_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {
tl::destination_limits::clock::time_point const start{1h};
}

TEST_CASE("a bound for each destination, and one for all") {
    tl::destination_limits limits({.in_flight = 5, .per_destination = 3});
    CHECK(limits.appetite("a", start) == 3);
    limits.began("a");
    CHECK(limits.appetite("a", start) == 2);
    CHECK(limits.appetite("b", start) == 3);
    for (int i = 0; i < 3; ++i) limits.began("b");
    CHECK(limits.appetite("b", start) == 0);
    CHECK(limits.appetite("a", start) == 1);
    limits.began("a");
    CHECK(limits.appetite("c", start) == 0);
    CHECK(limits.in_flight() == 5);
    limits.ended("b", true, {}, start);
    CHECK(limits.appetite("c", start) == 1);
    CHECK(limits.appetite("b", start) == 1);
}

TEST_CASE("a destination that fails again and again is left alone, and then tried with one call") {
    tl::destination_limits limits(
        {.breaker_failures = 2, .shortest_pause = 1s, .longest_pause = 5s});
    auto now = start;
    auto const fails = [&](std::optional<std::chrono::seconds> asked = {}) {
        limits.began("a");
        limits.ended("a", false, asked, now);
    };
    fails();
    CHECK_FALSE(limits.is_open("a"));
    CHECK(limits.appetite("a", now) == 32);
    fails();
    CHECK(limits.is_open("a"));
    CHECK(limits.appetite("a", now) == 0);
    CHECK(limits.appetite("b", now) == 32);
    CHECK(limits.appetite("a", now + 999ms) == 0);
    CHECK(limits.appetite("a", now + 1s) == 1);
    limits.began("a");
    CHECK(limits.appetite("a", now + 1s) == 0);
    limits.ended("a", std::nullopt, {}, now);  // does not tell anything: another probe
    CHECK(limits.appetite("a", now + 1s) == 1);
    for (auto const pause : {2s, 4s, 5s, 5s}) {
        now += 10s;
        fails();
        CHECK(limits.appetite("a", now + pause - 1ms) == 0);
        CHECK(limits.appetite("a", now + pause) == 1);
        CHECK(limits.next_change(now) == now + pause);
    }
    CHECK(limits.next_change(now + 1h) == tl::destination_limits::clock::time_point::max());
    limits.began("a");
    limits.ended("a", true, {}, now);
    CHECK_FALSE(limits.is_open("a"));
    CHECK(limits.appetite("a", now) == 32);
    limits.tidy();
    CHECK(limits.appetite("a", now) == 32);
}

TEST_CASE("what the destination asks for is honoured, within the longest pause") {
    tl::destination_limits limits({.breaker_failures = 1, .longest_pause = 60s});
    limits.began("a");
    limits.ended("a", false, 30s, start);
    CHECK(limits.appetite("a", start + 29s) == 0);
    CHECK(limits.appetite("a", start + 30s) == 1);
    limits.began("b");
    limits.ended("b", false, 3600s, start);
    CHECK(limits.appetite("b", start + 60s) == 1);
}

TEST_CASE("a pause can be as long as the clock counts") {
    constexpr auto longest = std::chrono::milliseconds::max();
    tl::destination_limits limits({.breaker_failures = 1, .longest_pause = longest});
    for (int i = 0; i < 200; ++i) {
        limits.began("a");
        limits.ended("a", false, {}, start);
        CHECK(limits.appetite("a", start) == 0);
    }
    CHECK(limits.appetite("a", start + 24h * 365) == 0);
    CHECK(limits.next_change(start) == tl::destination_limits::clock::time_point::max());
}

TEST_CASE("without a breaker nothing is ever left alone") {
    tl::destination_limits limits({.breaker_failures = 0});
    for (int i = 0; i < 100; ++i) {
        limits.began("a");
        limits.ended("a", false, {}, start);
    }
    CHECK(limits.appetite("a", start) == 32);
}

}  // namespace outbox_limits_test
