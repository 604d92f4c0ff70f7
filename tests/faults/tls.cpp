// SPDX-License-Identifier: BSL-1.0
// TLS and HTTP/2 with a real nginx, with certificates that are made here, and the faults of TLS
// servers.
#include "faults/nginx.hpp"
#include "faults/relay.hpp"
#include "faults/ways.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <set>

namespace faults_tls_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using tl::code;
using tl::stage;

namespace {

enum : std::size_t {
    good,
    self_signed,
    expired,
    other_host,
    client_wanted,
    plain,
    prior_knowledge
};

struct servers {
    faults::temporary_directory directory;
    bool certificates = faults::make_certificates(directory);
    faults::nginx nginx;

    servers()
        : nginx(directory, certificates ? blocks(directory) : decltype(blocks(directory)){}) {}
    bool ready() const {
        bool const started = certificates && nginx.started();
        CHECK_MESSAGE(started, "needs the programs openssl and nginx");
        return started;
    }
    std::string url(std::size_t server, std::string const& target = "/",
                    std::string const& host = "localhost") const {
        return (server >= plain ? "http://" : "https://") + host + ":" +
               std::to_string(nginx.port(server)) + target;
    }
    std::string ca() const { return directory.file("ca.pem"); }

    static std::vector<std::pair<std::string, std::string>> blocks(
        faults::temporary_directory const& where) {
        where.write("big.txt", std::string(100000, 'x'));
        std::string const places =
            "location / { return 200 \"$server_protocol $connection $request_method\"; } location "
            "= /big.txt { root " +
            where.file("") + "; } location = /open.txt { alias " + where.file("big.txt") +
            "; ssi on; ssi_types *; chunked_transfer_encoding off; } location = /gzip.txt { "
            "alias " +
            where.file("big.txt") +
            "; gzip on; gzip_types *; gzip_min_length 1; }"
            " location = /down { return 302 http://localhost/; } location = /upload { "
            "client_max_body_size 1k; proxy_pass "
            "http://127.0.0.1:1; }";
        auto const tls = [&](std::string const& certificate, std::string const& more = "") {
            return std::pair<std::string, std::string>{
                "ssl http2", "ssl_certificate " + where.file(certificate + ".pem") +
                                 "; ssl_certificate_key " + where.file(certificate + ".key") +
                                 "; " + more + places};
        };
        return {tls("good"),
                tls("self"),
                tls("expired"),
                tls("other"),
                tls("good",
                    "ssl_client_certificate " + where.file("ca.pem") + "; ssl_verify_client on; "),
                {"", places},
                {"http2", places}};
    }
};

tl::result<tl::http::response> get(tl::curl_transport const& transport, std::string url,
                                   std::chrono::milliseconds limit = 5s) {
    return transport.send({.url = std::move(url)}, std::chrono::steady_clock::now() + limit);
}

}  // namespace

TEST_CASE("TLS and HTTP/2 against nginx") {
    servers const here;
    if (!here.ready()) return;
    tl::curl_transport const transport{{.ca_file = here.ca()}};

    SUBCASE("HTTP/2 is what the server offers, on one kept connection") {
        auto const first = get(transport, here.url(good)), second = get(transport, here.url(good));
        REQUIRE(first.has_value());
        REQUIRE(second.has_value());
        CHECK(first->content.starts_with("HTTP/2.0 "));
        CHECK(first->content == second->content);
        CHECK(first->elapsed.tls.count() > 0);
        CHECK(second->elapsed.tls.count() == 0);
        CHECK(first->elapsed.total >= first->elapsed.connect + first->elapsed.tls);
    }
    SUBCASE("only the pinned key is accepted") {
        std::string const pinned = here.directory.file("pinned.pem");
        REQUIRE(faults::run({"openssl", "x509", "-in", here.directory.file("good.pem"), "-pubkey",
                             "-noout", "-out", pinned}) == 0);
        CHECK(get(tl::curl_transport{{.ca_file = here.ca(), .pinned_public_key = pinned}},
                  here.url(good))
                  .has_value());
        auto const other =
            get(tl::curl_transport{{.ca_file = here.ca(),
                                    .pinned_public_key =
                                        "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="}},
                here.url(good));
        REQUIRE_FALSE(other.has_value());
        CHECK(other.error().stage == stage::tls);
        CHECK(other.error().code == code::certificate);
        CHECK_FALSE(other.error().may_have_been_processed);
    }
    SUBCASE("many calls of an engine are streams of one connection") {
        tl::async_curl_transport engine{{.ca_file = here.ca()}};
        REQUIRE(engine.send({.url = here.url(good)}, std::chrono::steady_clock::now() + 5s)
                    .has_value());
        std::vector<std::future<tl::result<tl::http::response>>> answers;
        answers.reserve(50);
        for (int i = 0; i < 50; ++i)
            answers.push_back(tl::send_async(engine, {.url = here.url(good)},
                                             std::chrono::steady_clock::now() + 5s));
        std::set<std::string> said;
        for (auto& each : answers) {
            auto const answered = each.get();
            REQUIRE(answered.has_value());
            said.insert(answered->content);
        }
        CHECK(said.size() == 1);  // which contains the connection's number
        CHECK(said.begin()->starts_with("HTTP/2.0 "));
    }
    SUBCASE("HTTP/1.1 where it is asked for, HTTP/2 without asking") {
        CHECK(get(tl::curl_transport{{.ca_file = here.ca(), .version = tl::http_version::http_1_1}},
                  here.url(good))
                  ->content.starts_with("HTTP/1.1 "));
        CHECK(get(tl::curl_transport{{.version = tl::http_version::http_2_prior_knowledge}},
                  here.url(prior_knowledge))
                  ->content.starts_with("HTTP/2.0 "));
        CHECK(get(transport, here.url(plain))->content.starts_with("HTTP/1.1 "));
    }
    SUBCASE("every method over HTTP/2, with content") {
        for (auto const m : {tl::http::method::get, tl::http::method::post, tl::http::method::put,
                             tl::http::method::delete_, tl::http::method::patch}) {
            auto const answered =
                transport.send({.method = m, .url = here.url(good), .content = "{}"},
                               std::chrono::steady_clock::now() + 5s);
            REQUIRE(answered.has_value());
            CHECK(answered->content.ends_with(name(m)));
        }
    }
    SUBCASE("content, coded and not, and its limit") {
        for (std::string const target : {"/big.txt", "/open.txt", "/gzip.txt"}) {
            CAPTURE(target);
            for (auto const server : {good, plain}) {
                auto const answered = get(transport, here.url(server, target));
                REQUIRE(answered.has_value());
                CHECK(answered->content == std::string(100000, 'x'));
                tl::curl_transport const small{{.content_limit = 99999, .ca_file = here.ca()}};
                CHECK(get(small, here.url(server, target)).error().code == code::too_large);
                CHECK(get(small, here.url(server)).has_value());
            }
        }
    }
    SUBCASE("an early 413, over HTTP/2 and HTTP/1.1") {
        std::string const much(4 << 20, 'x');
        for (auto const server : {good, plain}) {
            CAPTURE(server);
            auto const answered = transport.send({.method = tl::http::method::post,
                                                  .url = here.url(server, "/upload"),
                                                  .content = much},
                                                 std::chrono::steady_clock::now() + 5s);
            REQUIRE(answered.has_value());
            CHECK(answered->status == 413);
            CHECK(get(transport, here.url(server)).has_value());
        }
    }
    SUBCASE("certificates that are not the host's") {
        for (auto const server : {self_signed, expired, other_host}) {
            faults::in_every_way({.name = here.url(server),
                                  .handle = {},
                                  .stage = stage::tls,
                                  .code = code::certificate,
                                  .may_have_been_processed = false,
                                  .url = here.url(server),
                                  .settings = {.ca_file = here.ca()}});
            CHECK(get(transport, here.url(good)).has_value());
            CHECK(get(transport, here.url(server)).error().code == code::certificate);
            CHECK(get(transport, here.url(good)).has_value());
        }
        CHECK(get(tl::curl_transport(), here.url(good)).error().code ==
              code::certificate);  // the system does not trust the test's authority
    }
    SUBCASE("a name is checked, not an address") {
        tl::curl_transport const renamed{
            {.ca_file = here.ca(),
             .resolve = {"wrong.example:" + std::to_string(here.nginx.port(good)) + ":127.0.0.1"}}};
        CHECK(get(renamed, here.url(good, "/", "wrong.example")).error().code == code::certificate);
        CHECK(get(renamed, here.url(good, "/", "127.0.0.1")).has_value());
    }
    SUBCASE("a client certificate") {
        tl::curl_transport const known{{.ca_file = here.ca(),
                                        .client_certificate = here.directory.file("client.pem"),
                                        .client_key = here.directory.file("client.key")}};
        CHECK(get(known, here.url(client_wanted))->status == 200);
        CHECK(get(transport, here.url(client_wanted))->status == 400);
    }
    SUBCASE("settings that cannot work") {
        CHECK(
            get(tl::curl_transport{{.ca_file = "/nonexistent.pem"}}, here.url(good)).error().code ==
            code::configuration);
        CHECK(get(tl::curl_transport{{.ca_file = here.ca(),
                                      .client_certificate = "/nonexistent.pem"}},
                  here.url(good))
                  .error()
                  .code == code::configuration);
    }
    SUBCASE("a server that goes without saying goodbye") {
        for (std::string const target : {"/big.txt", "/open.txt"}) {
            for (auto const version : {tl::http_version::automatic, tl::http_version::http_1_1}) {
                CAPTURE(target);
                CAPTURE(static_cast<int>(version));
                faults::relay const cut(here.nginx.port(good), 50000);
                faults::in_every_way(
                    {.name = target,
                     .handle = {},
                     .stage = stage::receive,
                     .code = code::incomplete,
                     .url = "https://localhost:" + std::to_string(cut.port()) + target,
                     .settings = {.ca_file = here.ca(), .version = version},
                     .or_code = code::reset});
            }
        }
    }
    SUBCASE("over TLS, content that only the closing connection ends is not known to be whole") {
        for (bool const accepted : {false, true}) {
            tl::curl_transport const old{{.content_until_close = accepted,
                                          .ca_file = here.ca(),
                                          .version = tl::http_version::http_1_1}};
            CHECK(get(old, here.url(good, "/open.txt")).has_value() == accepted);
            CHECK(get(old, here.url(good, "/big.txt")).has_value());
        }
    }
    SUBCASE("a server that closes inside the handshake") {
        for (std::size_t const bytes : {1u, 100u, 500u}) {
            CAPTURE(bytes);
            faults::relay const cut(here.nginx.port(good), bytes);
            faults::in_every_way({.name = "closes inside the handshake",
                                  .handle = {},
                                  .stage = stage::tls,
                                  .code = code::incomplete,
                                  .may_have_been_processed = false,
                                  .url = "https://localhost:" + std::to_string(cut.port()) + "/",
                                  .or_code = code::reset});
        }
    }
    SUBCASE("a redirect from https to http is not followed") {
        tl::curl_transport const following{{.redirects = 3, .ca_file = here.ca()}};
        auto const failed = get(following, here.url(good, "/down"));
        REQUIRE(failed.has_error());
        CHECK(failed.error().code == code::forbidden_redirect);
        CHECK(failed.error().detail == "the Location leads from https to http");
    }
}

TEST_CASE("a server that does not speak TLS") {
    faults::server const silent([](faults::peer&, faults::received const&) {});
    faults::in_every_way({.name = "says nothing",
                          .handle = {},
                          .stage = stage::tls,
                          .code = code::timeout,
                          .may_have_been_processed = false,
                          .url = "https://127.0.0.1:" + std::to_string(silent.port()) + "/"});
}

}  // namespace faults_tls_test
