// SPDX-License-Identifier: BSL-1.0
// Redirects over real connections: off by default, and safe when on.
#include "faults/ways.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace faults_redirects_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using faults::answer;
using faults::in_every_way;
using faults::peer;
using faults::received;
using tl::code;
using tl::stage;
using tl::http::method;

namespace {

tl::deadline soon() { return std::chrono::steady_clock::now() + 5s; }

faults::server::handler redirects_to(std::string location, std::string status = "302 Found") {
    return [=](peer& client, received const& request) {
        if (request.target.starts_with("/end")) {
            client.send(answer("end"));
        } else {
            client.send(answer("moved", "Location: " + location + "\r\n", status));
        }
    };
}

template <class Transport> Transport following(unsigned redirects = 5) {
    return Transport(tl::curl_settings{.redirects = redirects});
}

bool has_secret(received const& request) {
    return (request.head + request.content).find("hunter2") != std::string::npos;
}

tl::http::request secret_request(method m, std::string url) {
    return {.method = m,
            .url = std::move(url),
            .fields = {{"Authorization", "Bearer hunter2"},
                       {"X-Key", "hunter2"},
                       {"Content-Type", "text/plain"}},
            .content = m == method::get ? "" : "hunter2",
            .secrets = {"hunter2"}};
}

}  // namespace

TEST_CASE_TEMPLATE("within an origin everything of the user's goes along", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    for (std::string const status :
         {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"}) {
        for (auto const m :
             {method::get, method::post, method::put, method::delete_, method::patch}) {
            CAPTURE(status);
            CAPTURE(name(m));
            faults::server const server(redirects_to("/end", status));
            auto const answered =
                following<Transport>().send(secret_request(m, server.url("/begin")), soon());
            REQUIRE(answered.has_value());
            CHECK(answered->content == "end");
            auto const sent = server.requests();
            REQUIRE(sent.size() == 2);
            bool const becomes_get = status.starts_with("303") ||
                                     (status < "303" && m == method::post) || m == method::get;
            CHECK(sent[1].method == (becomes_get ? "GET" : name(m)));
            CHECK(sent[1].content == (becomes_get ? "" : "hunter2"));
            CHECK(sent[1].head.find("Authorization: Bearer hunter2") != std::string::npos);
            CHECK((sent[1].head.find("Content-Type: text/plain") != std::string::npos) ==
                  (m == method::get ? !status.starts_with("303") : !becomes_get));
            CHECK(server.connections() == 1);
        }
    }
}

TEST_CASE_TEMPLATE("to another origin goes nothing of the user's, and comes nothing back",
                   Transport, tl::curl_transport, tl::async_curl_transport) {
    faults::server const other(redirects_to("/end"));
    for (std::string const status :
         {"301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"}) {
        for (auto const m :
             {method::get, method::post, method::put, method::delete_, method::patch}) {
            CAPTURE(status);
            CAPTURE(name(m));
            faults::server const server(redirects_to(other.url("/hop"), status));
            auto const answered =
                following<Transport>().send(secret_request(m, server.url("/begin")), soon());
            bool const becomes_get = status.starts_with("303") ||
                                     (status < "303" && m == method::post) || m == method::get;
            CHECK(answered.has_value() == becomes_get);
            if (!becomes_get) {
                CHECK(answered.error().code == tl::code::forbidden_redirect);
                CHECK(answered.error().may_have_been_processed);
            }
        }
    }
    for (auto const& request : other.requests()) CHECK_FALSE(has_secret(request));
    CHECK(!other.requests().empty());

    // and back: dropped fields stay dropped
    faults::server* first = nullptr;
    faults::server const second([&](peer& client, received const&) {
        client.send(answer("", "Location: " + first->url("/end") + "\r\n", "302 Found"));
    });
    faults::server server(redirects_to(second.url("/")));
    first = &server;
    REQUIRE(following<Transport>()
                .send(secret_request(method::get, server.url("/begin")), soon())
                .has_value());
    REQUIRE(server.requests().size() == 2);
    CHECK(has_secret(server.requests()[0]));
    CHECK_FALSE(has_secret(server.requests()[1]));
}

TEST_CASE_TEMPLATE("an empty Location leads nowhere: the answer is what was received", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server(redirects_to(""));
    auto const answered =
        following<Transport>().send(secret_request(method::get, server.url("/begin")), soon());
    REQUIRE(answered.has_value());
    CHECK(answered->status == 302);
    CHECK(server.requests().size() == 1);
}

TEST_CASE_TEMPLATE("redirects that are not followed", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    struct {
        std::string location;
        tl::code code;
    } const cases[] = {
        {"ftp://127.0.0.1/", tl::code::forbidden_redirect},
        {"file:///etc/passwd", tl::code::forbidden_redirect},
        {"gopher://127.0.0.1/", tl::code::forbidden_redirect},
        {"javascript:alert(1)", tl::code::forbidden_redirect},
        {"http://user:password@127.0.0.1/", tl::code::forbidden_redirect},
        {"//user@127.0.0.1/", tl::code::forbidden_redirect},
        {"http://[::1/", tl::code::forbidden_redirect},
        {"/begin", tl::code::too_many_redirects},
    };
    for (auto const& c : cases) {
        CAPTURE(c.location);
        faults::server const server(redirects_to(c.location));
        auto transport = following<Transport>(3);
        auto const failed =
            transport.send(secret_request(method::get, server.url("/begin")), soon());
        REQUIRE(failed.has_error());
        CHECK(name(failed.error().code) == name(c.code));
        CHECK(server.requests().size() == (c.code == tl::code::too_many_redirects ? 4 : 1));
        CHECK(transport.send({.url = server.url("/good")}, soon())->content == "good");
    }
}

TEST_CASE_TEMPLATE("an answer that redirects without a place is an answer", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    faults::server const server(
        [](peer& client, received const&) { client.send(answer("lost", "", "302 Found")); });
    CHECK(following<Transport>().send({.url = server.url("/")}, soon())->content == "lost");
}

TEST_CASE_TEMPLATE("two different Locations are refused", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    faults::server const server([](peer& client, received const&) {
        client.send(answer("", "Location: /a\r\nLocation: /b\r\n", "302 Found"));
    });
    CHECK(following<Transport>().send({.url = server.url("/")}, soon()).error().code ==
          tl::code::forbidden_redirect);
}

TEST_CASE("one deadline for all redirects") {
    in_every_way({.name = "the second one is silent",
                  .handle =
                      [](peer& client, received const& request) {
                          if (request.target.starts_with("/end")) return client.wait_for_close();
                          client.send(answer("", "Location: /end\r\n", "302 Found"));
                      },
                  .stage = stage::receive,
                  .code = code::timeout,
                  .settings = {.redirects = 5}});
}

TEST_CASE_TEMPLATE("the address guard sees where a redirect leads", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    faults::server const server(redirects_to("http://localhost:1/"));
    Transport transport{{.redirects = 3,
                         .resolve = {"localhost:1:169.254.169.254"},
                         .guard = tl::address_guard{{*tl::parse_network("127.0.0.1")}}}};
    auto const failed = transport.send({.url = server.url("/")}, soon());
    CHECK(failed.error().code == tl::code::blocked);
}

}  // namespace faults_redirects_test
