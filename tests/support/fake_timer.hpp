// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_FAKE_TIMER_HPP
#define TROTLINE_TESTS_SUPPORT_FAKE_TIMER_HPP

#include <trotline/transport/timer.hpp>

#include <chrono>
#include <memory>
#include <stop_token>
#include <vector>

namespace trotline_tests {

// A clock that only moves when somebody waits, or when the test moves it. Copies are one clock.
struct fake_timer {
    struct state {
        trotline::deadline time = std::chrono::steady_clock::now();
        std::vector<std::chrono::milliseconds> waits;
        bool stopped = false;
    };
    std::shared_ptr<state> shared = std::make_shared<state>();

    trotline::deadline now() const { return shared->time; }
    std::chrono::sys_seconds date() const {
        using namespace std::chrono;
        return sys_days(2026y / November / 23) + hours(12);
    }
    bool wait_until(trotline::deadline when, std::stop_token const&) const {
        if (when <= shared->time) return !shared->stopped;
        shared->waits.push_back(std::chrono::ceil<std::chrono::milliseconds>(when - shared->time));
        shared->time = when;
        return !shared->stopped;
    }
    void pass(std::chrono::milliseconds some) const { shared->time += some; }
};
static_assert(trotline::timer<fake_timer>);

}  // namespace trotline_tests
#endif
