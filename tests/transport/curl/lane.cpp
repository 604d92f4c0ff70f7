// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/lane.hpp>

#include <doctest/doctest.h>

#include "faults/server.hpp"

namespace transport_curl_lane_test {

namespace tl = trotline;
using namespace std::chrono_literals;

TEST_CASE("a lane keeps its connection, through failures of its own requests too") {
    faults::server const server(
        [](faults::peer& client, faults::received const&) { client.send("nonsense\r\n\r\n"); });
    tl::curl_settings const settings;
    tl::curl::lane lane(settings);
    tl::http::response into;
    auto const perform = [&](std::string url) {
        return lane.perform({.url = std::move(url)}, std::chrono::steady_clock::now() + 5s, {},
                            into);
    };
    CHECK_FALSE(perform(server.url("/good")).has_value());
    CHECK(perform("nonsense")->code == tl::code::malformed_request);
    CHECK_FALSE(perform(server.url("/good")).has_value());
    CHECK(server.connections() == 1);
    CHECK(perform(server.url("/bad"))->code == tl::code::malformed_response);
    CHECK_FALSE(perform(server.url("/good")).has_value());
    CHECK(into.content == "good");
}

}  // namespace transport_curl_lane_test
