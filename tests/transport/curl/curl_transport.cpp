// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/curl_transport.hpp>

#include <doctest/doctest.h>

#include <string>

#include "faults/server.hpp"

namespace transport_curl_curl_transport_test {

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

TEST_CASE("every method, one after the other on one connection") {
    using tl::http::method;
    faults::server const server([](faults::peer& client, faults::received const& request) {
        client.send(request.method == "HEAD"
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nContent-Encoding: br\r\n\r\n"
                        : faults::answer(request.content, "Allow: GET\r\n"));
    });
    tl::curl_transport const transport;
    struct {
        tl::http::method method;
        std::string content;
        bool announces_content;  // even if there is none
    } const calls[] = {
        {method::head, "", false},    {method::post, "", true},
        {method::head, "", false},    {method::get, "", false},
        {method::options, "", false}, {method::head, "", false},
        {method::put, "x", true},     {method::other("PROPFIND"), "<a/>", true},
        {method::head, "", false},    {method::other("PURGE"), "", false},
        {method::options, "y", true}, {method::delete_, "", false},
        {method::patch, "", true},    {method::head, "", false},
    };
    for (auto const& call : calls) {
        CAPTURE(std::string(name(call.method)));
        auto const answered = transport.send(
            {.method = call.method, .url = server.url("/x"), .content = call.content},
            std::chrono::steady_clock::now() + 5s);
        REQUIRE(answered.has_value());
        CHECK(answered->content == call.content);
        auto const received = server.requests().back();
        CHECK(received.method == name(call.method));
        CHECK(received.content == call.content);
        CHECK((received.head.find("Content-Length: ") != std::string::npos) ==
              call.announces_content);
    }
    CHECK(server.connections() == 1);
}

TEST_CASE("libcurl signs for Amazon's services") {
    faults::server const server([](faults::peer& client, faults::received const& request) {
        client.send(faults::answer(request.head));
    });
    tl::curl_transport const transport{
        {.aws = tl::aws_signature{"aws:amz:eu-central-1:s3", "AKID", "the secret key"}}};
    for (auto const m : {tl::http::method::get, tl::http::method::put}) {
        auto const said = transport.send({.method = m,
                                          .url = server.url("/x"),
                                          .content = m == tl::http::method::put ? "x" : ""},
                                         std::chrono::steady_clock::now() + 5s);
        REQUIRE(said.has_value());
        CHECK(said->content.find("Authorization: AWS4-HMAC-SHA256 Credential=AKID/") !=
              std::string::npos);
        CHECK(said->content.find("/eu-central-1/s3/aws4_request, SignedHeaders=") !=
              std::string::npos);
        CHECK(said->content.find("the secret key") == std::string::npos);
    }
}

}  // namespace transport_curl_curl_transport_test
