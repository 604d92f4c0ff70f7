// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/stop_token_substitute.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace core_stop_token_substitute_test {

using namespace trotline::detail::substitute;

TEST_CASE("tokens and sources share a request") {
    stop_token const none;
    CHECK_FALSE(none.stop_possible());
    CHECK_FALSE(none.stop_requested());

    std::optional<stop_source> source(std::in_place);
    stop_token const token = source->get_token();
    CHECK(token != none);
    CHECK(token == source->get_token());
    CHECK(token.stop_possible());

    stop_source other = *source;
    source.reset();
    CHECK(token.stop_possible());
    CHECK(other.request_stop());
    CHECK_FALSE(other.request_stop());
    CHECK(other.stop_requested());
    CHECK(token.stop_requested());

    other = stop_source();
    CHECK_FALSE(other.stop_requested());
    CHECK(token.stop_possible());  // a stop was requested

    stop_token left;
    {
        stop_source gone;
        left = gone.get_token();
        stop_source const moved = std::move(gone);
        CHECK(left.stop_possible());
    }
    CHECK_FALSE(left.stop_possible());
}

TEST_CASE("functions are called once, in the thread of the request, or at once") {
    stop_source source;
    auto const self = std::this_thread::get_id();
    int called = 0;
    auto const count = [&] {
        CHECK(std::this_thread::get_id() == self);
        ++called;
    };
    stop_callback const first(source.get_token(), count);
    { stop_callback const removed(source.get_token(), count); }
    {
        // One between two others.
        std::optional<stop_callback<std::function<void()>>> middle(std::in_place,
                                                                   source.get_token(), count);
        stop_callback const last(source.get_token(), count);
        middle.reset();
        source.request_stop();
    }
    CHECK(called == 2);
    stop_callback const late(source.get_token(), count);
    CHECK(called == 3);
    stop_callback const never(stop_token(), count);
    CHECK(called == 3);
}

TEST_CASE("a function may remove itself and others") {
    stop_source source;
    std::optional<stop_callback<std::function<void()>>> self, other;
    bool reached = false;
    other.emplace(source.get_token(), [&] { reached = true; });
    self.emplace(source.get_token(), [&] {  // the newest is called first
        other.reset();
        self.reset();
    });
    CHECK(source.request_stop());
    CHECK_FALSE(self);
    CHECK_FALSE(reached);
}

TEST_CASE("what is removed by another thread has returned") {
    stop_source source;
    std::latch entered(1);
    std::atomic<bool> returning = false;
    std::optional<stop_callback<std::function<void()>>> slow(std::in_place, source.get_token(),
                                                             [&] {
                                                                 entered.count_down();
                                                                 std::this_thread::yield();
                                                                 returning = true;
                                                             });
    std::thread requesting([&] { source.request_stop(); });
    entered.wait();
    slow.reset();
    CHECK(returning);
    requesting.join();
}

TEST_CASE("many threads add and remove while a stop is requested") {
    for (int round = 0; round < 50; ++round) {
        stop_source source;
        std::latch begin(5);
        std::atomic<int> called = 0, seen = 0;
        std::thread threads[4];
        for (std::thread& each : threads)
            each = std::thread([&] {
                begin.arrive_and_wait();
                for (int i = 0; i < 20; ++i) {
                    int mine = 0;
                    {
                        stop_callback const counting(source.get_token(), [&] { ++called, ++mine; });
                    }
                    if (mine != 0) ++seen;
                }
            });
        begin.arrive_and_wait();
        source.request_stop();
        for (std::thread& each : threads) each.join();
        CHECK(called == seen);
    }
}

}  // namespace core_stop_token_substitute_test
