// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/cookie_jar.hpp>

#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "faults/server.hpp"

namespace transport_curl_cookie_jar_test {

namespace tl = trotline;

namespace {

// Says which cookies it got. /in sets one, /out removes it.
void handle(faults::peer& peer, faults::received const& request) {
    std::string cookies = "none";
    if (auto const at = request.head.find("\r\nCookie: "); at != std::string::npos)
        cookies = request.head.substr(at + 10, request.head.find("\r\n", at + 10) - at - 10);
    if (request.target == "/challenge") {
        peer.send(
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n"
            "Content-Length: 2\r\n\r\nno");
        return;
    }
    std::string_view const set =
        request.target == "/in"    ? "Set-Cookie: session=hunter2; Path=/; HttpOnly\r\n"
        : request.target == "/out" ? "Set-Cookie: session=; Path=/; Max-Age=0\r\n"
                                   : "";
    peer.send(faults::answer(cookies, set));
}

std::string get(auto& transport, std::string url, std::vector<tl::http::field> fields = {}) {
    auto const answer = transport.send({.url = std::move(url), .fields = std::move(fields)},
                                       std::chrono::steady_clock::now() + std::chrono::seconds(10));
    return answer ? answer->content : to_string(answer.error());
}

}  // namespace

// (With the address sanitizer it also shows that nothing is lost.)
TEST_CASE_TEMPLATE("cookies outlast a challenge", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    faults::server server(handle);
    Transport transport{tl::curl_settings{.cookies = std::make_shared<tl::cookie_jar>()}};
    CHECK(get(transport, server.url("/in")) == "none");
    for (int i = 0; i != 3; ++i)
        CHECK(transport
                  .send({.url = server.url("/challenge"), .digest{{"user", "password"}}},
                        std::chrono::steady_clock::now() + std::chrono::seconds(10))
                  ->status == 401);
    CHECK(get(transport, server.url("/")) == "session=hunter2");
}

TEST_CASE_TEMPLATE("cookies are kept if they are asked for", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    faults::server server(handle);
    auto const jar = std::make_shared<tl::cookie_jar>();
    Transport with{tl::curl_settings{.cookies = jar}}, same{tl::curl_settings{.cookies = jar}};
    Transport without;
    for (auto* const transport : {&with, &without})
        CHECK(get(*transport, server.url("/in")) == "none");
    CHECK(get(with, server.url("/")) == "session=hunter2");
    CHECK(get(same, server.url("/")) == "session=hunter2");
    CHECK(get(without, server.url("/")) == "none");
    CHECK(get(with, server.url("/"), {{"Cookie", "own=1"}}) == "session=hunter2; own=1");
    faults::server elsewhere(handle);
    CHECK(get(with, "http://localhost:" + std::to_string(elsewhere.port()) + "/") == "none");
    CHECK(get(with, server.url("/out")) == "session=hunter2");
    CHECK(get(same, server.url("/")) == "none");
}

TEST_CASE("several threads share a jar") {
    faults::server server(handle);
    tl::curl_transport const transport{{.cookies = std::make_shared<tl::cookie_jar>()}};
    CHECK(get(transport, server.url("/in")) == "none");
    std::atomic<int> good = 0;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&] {
                for (int i = 0; i < 20; ++i)
                    good += get(transport, server.url("/")) == "session=hunter2";
            });
    }
    CHECK(good == 80);
}

}  // namespace transport_curl_cookie_jar_test
