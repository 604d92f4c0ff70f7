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

TEST_CASE("a completion that waits for a call of its own is told so, instead of waiting for ever") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    tl::async_curl_transport transport;
    auto const soon = std::chrono::steady_clock::now() + 5s;
    std::promise<tl::result<tl::http::response>> inner;
    transport.start({.url = server.url("/good")}, soon, {}, [&](auto const&) {
        inner.set_value(transport.send({.url = server.url("/good")}, soon));
    });
    auto const refused = inner.get_future().get();
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == tl::code::configuration);
    CHECK(
        refused.error().detail ==
        "a completion cannot wait for another call in the transport's own thread: start the call");
    CHECK(transport.send({.url = server.url("/good")}, soon));
}

}  // namespace transport_curl_async_curl_transport_test
