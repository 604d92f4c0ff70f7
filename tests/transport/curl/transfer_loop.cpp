// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/transfer_loop.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <future>
#include <string>

#include "faults/server.hpp"

namespace transport_curl_transfer_loop_test {

namespace tl = trotline;
using namespace std::chrono_literals;

TEST_CASE("a transfer_loop ends every call once, also those it never began") {
    faults::server const server(
        [](faults::peer& client, faults::received const&) { client.wait_for_close(); });
    std::atomic<int> good = 0, cancelled = 0, overloaded = 0;
    {
        tl::curl::transfer_loop loop({}, {.queue_limit = 4, .active_limit = 2, .grace = 50ms});
        auto const count = [&](tl::result<tl::http::response> const& outcome) {
            auto const why = outcome.has_value() ? tl::code::none : outcome.error().code;
            ++(why == tl::code::none ? good : why == tl::code::overloaded ? overloaded : cancelled);
        };
        for (int i = 0; i < 6; ++i)
            loop.start({.url = server.url("/silent")}, tl::deadline::max(), {}, count);
    }
    CHECK(good == 0);
    CHECK(cancelled == 4);
    CHECK(overloaded == 2);
}

TEST_CASE("a transfer_loop can wait as long as it takes") {
    faults::server const server(
        [](faults::peer& client, faults::received const&) { client.send(faults::answer("good")); });
    std::string content;
    {
        tl::curl::transfer_loop loop({}, {.grace = std::chrono::milliseconds::max()});
        loop.start({.url = server.url("/")}, tl::deadline::max(), {},
                   [&](tl::result<tl::http::response> const& outcome) {
                       content = outcome ? outcome->content : to_string(outcome.error());
                   });
    }
    CHECK(content == "good");
}

TEST_CASE("calls that cannot begin, one after the other, do not keep the others waiting") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    std::atomic<bool> enough = false;
    std::promise<bool> good;
    {
        tl::curl::transfer_loop loop({}, {});
        std::function<void()> again = [&] {
            loop.start({.url = "none"}, tl::deadline::max(), {},
                       [&](tl::result<tl::http::response> const& outcome) {
                           CHECK(outcome.has_error());
                           if (!enough) again();
                       });
        };
        again();
        loop.start({.url = server.url("/good")}, std::chrono::steady_clock::now() + 5s, {},
                   [&](tl::result<tl::http::response> const& outcome) {
                       enough = true;
                       good.set_value(outcome.has_value());
                   });
        CHECK(good.get_future().get());
    }
}

}  // namespace transport_curl_transfer_loop_test
