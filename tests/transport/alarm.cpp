// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/alarm.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <future>
#include <thread>
#include <vector>

#include "support/fake_timer.hpp"

namespace transport_alarm_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using clock_type = std::chrono::steady_clock;

TEST_CASE("functions are called at their times, in their order, in one thread") {
    tl::detail::alarm<tl::steady_timer> alarm{{}};
    auto const begin = clock_type::now();
    std::vector<int> order;
    std::vector<std::thread::id> by;
    std::promise<clock_type::time_point> last;
    auto const noting = [&](int which) {
        return [&, which](bool on_time) {
            CHECK(on_time);
            order.push_back(which);
            by.push_back(std::this_thread::get_id());
            if (which == 3) last.set_value(clock_type::now());
        };
    };
    alarm.set(begin + 40ms, {}, noting(3));
    alarm.set(begin + 20ms, {}, noting(2));  // before the one that is waited for
    alarm.set(begin, {}, noting(1));
    CHECK(last.get_future().get() - begin >= 40ms);
    alarm.end();
    CHECK(order == std::vector{1, 2, 3});
    CHECK(by[0] == by[2]);
    CHECK(by[0] != std::this_thread::get_id());
}

TEST_CASE("it waits as its timer says") {
    trotline_tests::fake_timer timer;
    tl::detail::alarm<trotline_tests::fake_timer> alarm{timer};
    std::promise<bool> called;
    alarm.set(timer.now() + 24h, {}, [&](bool on_time) { called.set_value(on_time); });
    CHECK(called.get_future().get());
    alarm.end();
    CHECK(timer.shared->waits == std::vector<std::chrono::milliseconds>{24h});
}

TEST_CASE("a stop request ends one wait, the alarm's end all") {
    tl::detail::alarm<tl::steady_timer> alarm{{}};
    auto const far_away = clock_type::now() + 24h;
    tl::stop_source stop;
    std::promise<bool> stopped, ended, at_once, late;
    alarm.set(far_away, {}, [&](bool on_time) { ended.set_value(on_time); });
    alarm.set(far_away, stop.get_token(), [&](bool on_time) { stopped.set_value(on_time); });
    stop.request_stop();
    CHECK_FALSE(stopped.get_future().get());
    alarm.set(far_away, stop.get_token(), [&](bool on_time) { at_once.set_value(on_time); });
    CHECK_FALSE(at_once.get_future().get());
    alarm.end();
    CHECK_FALSE(ended.get_future().get());
    alarm.set(clock_type::now(), {}, [&](bool on_time) { late.set_value(on_time); });
    CHECK_FALSE(late.get_future().get());
}

TEST_CASE("functions of one time are called in the order in which they were set") {
    tl::detail::alarm<tl::steady_timer> alarm{{}};
    auto const then = clock_type::now() + 5ms;
    std::vector<int> order, expected;
    std::promise<void> all;
    for (int i = 0; i < 100; ++i) {
        expected.push_back(i);
        alarm.set(then, {}, [&, i](bool) {
            order.push_back(i);
            if (i == 99) all.set_value();
        });
    }
    all.get_future().get();
    CHECK(order == expected);
}

TEST_CASE("many threads set, stop and end") {
    for (int round = 0; round < 20; ++round) {
        std::atomic<int> called = 0;
        tl::stop_source stop;
        {
            tl::detail::alarm<tl::steady_timer> alarm{{}};
            std::vector<std::jthread> threads;
            for (int t = 0; t < 4; ++t)
                threads.emplace_back([&, t] {
                    for (int i = 0; i < 25; ++i)
                        alarm.set(clock_type::now() + (i % 2 == 0 ? 100us : 24h), stop.get_token(),
                                  [&, t, i](bool) {
                                      ++called;
                                      if (t == 0 && i == 10) stop.request_stop();
                                  });
                });
            threads.clear();
        }
        CHECK(called == 100);
    }
}

}  // namespace transport_alarm_test
