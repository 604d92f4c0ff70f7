// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/linked_stop.hpp>

#include <doctest/doctest.h>

#include <thread>

namespace core_linked_stop_test {

namespace tl = trotline;
using tl::detail::linked_stop;

TEST_CASE("a stop from outside stops it, its own does not stop what is outside") {
    tl::stop_source outer;
    linked_stop const one(outer.get_token()), other(outer.get_token());
    tl::stop_source(one.source()).request_stop();
    CHECK(one.token().stop_requested());
    CHECK_FALSE(other.token().stop_requested());
    CHECK_FALSE(outer.stop_requested());
    outer.request_stop();
    CHECK(other.token().stop_requested());
    linked_stop const late(outer.get_token());
    CHECK(late.token().stop_requested());
    linked_stop const never{tl::stop_token()};
    CHECK_FALSE(never.token().stop_requested());
}

TEST_CASE("it may end while another thread requests the stop") {
    for (int round = 0; round < 200; ++round) {
        tl::stop_source outer;
        std::thread stopping;
        {
            linked_stop const one(outer.get_token());
            stopping = std::thread([&] { outer.request_stop(); });
        }
        stopping.join();
        CHECK(outer.stop_requested());
    }
}

}  // namespace core_linked_stop_test
