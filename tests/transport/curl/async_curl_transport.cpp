// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/async_curl_transport.hpp>

#include <doctest/doctest.h>

#include "faults/server.hpp"

namespace transport_curl_async_curl_transport_test {

namespace tl = trotline;
using namespace std::chrono_literals;

static_assert(trotline::async_transport<trotline::async_curl_transport>);

TEST_CASE("both ways to call") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    tl::async_curl_transport transport;
    auto const soon = std::chrono::steady_clock::now() + 5s;
    CHECK(transport.send({.url = server.url("/good")}, soon)->content == "good");
    std::promise<std::string> content;
    transport.start({.url = server.url("/good")}, soon, {},
                    [&](auto answer) { content.set_value(answer->content); });
    CHECK(content.get_future().get() == "good");
    CHECK(server.connections() == 1);
}

}  // namespace transport_curl_async_curl_transport_test
