// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/timer.hpp>

#include <doctest/doctest.h>

namespace transport_timer_test {

namespace tl = trotline;
using namespace std::chrono_literals;

static_assert(trotline::timer<trotline::steady_timer>);
static_assert(!trotline::timer<int>);

TEST_CASE("the machine's clocks") {
    tl::steady_timer const timer;
    auto const before = timer.now();
    CHECK(timer.wait_until(before + 1ms, {}));
    CHECK(timer.now() >= before + 1ms);
    CHECK(timer.date().time_since_epoch() > std::chrono::hours(24 * 365 * 50));
    tl::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(timer.wait_until(before + 1h, stop.get_token()));
}

}  // namespace transport_timer_test
