// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/curl_transport.hpp>

#include <doctest/doctest.h>

#include "../../faults/server.hpp"

namespace tl = trotline;
using namespace std::chrono_literals;

static_assert(trotline::transport<trotline::curl_transport>);

TEST_CASE("copies share their connections") {
    faults::server const server([](faults::peer& client, faults::received const& request) {
        client.send(faults::answer(request.content));
    });
    tl::curl_transport transport{{.user_agent = "mine"}};
    // NOLINT(performance-unnecessary-copy-initialization): it is what is tested
    auto copy = transport;
    CHECK(copy.settings().user_agent == "mine");
    auto const request = tl::http::request{
        .method = tl::http::method::post, .url = server.url("/"), .content = "hello"};
    auto const first = transport.send(request, std::chrono::steady_clock::now() + 5s, {});
    auto const second = copy.send(request, std::chrono::steady_clock::now() + 5s, {});
    REQUIRE(first.has_value());
    REQUIRE(second.has_value());
    CHECK(second->content == "hello");
    CHECK(server.connections() == 1);
    CHECK(first->elapsed.connect.count() > 0);
    CHECK(second->elapsed.connect.count() == 0);
    CHECK(second->elapsed.total.count() > 0);
    CHECK(server.requests()[0].head.find("User-Agent: mine\r\n") != std::string::npos);
}
