// SPDX-License-Identifier: BSL-1.0
#include <trotline/nats/connection.hpp>

#include "support/nats_server.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <latch>
#include <string>

namespace nats_connection_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {

tl::code code_of(tl::nats_settings const& settings) {
    auto const made = tl::nats::connection::connect(settings);
    if (made) return tl::code::none;
    CHECK(made.error().stage == tl::stage::connect);
    CHECK(to_string(made.error()).find("s3cret") == std::string::npos);
    CHECK(to_string(made.error()).find(".c:") == std::string::npos);
    return made.error().code;
}

}  // namespace

TEST_CASE("a user, a password, a token") {
    nats_server with_user("authorization { user: ada, password: s3cret }\n");
    std::string const url = with_user.url();
    std::string const host = url.substr(7);
    CHECK(code_of({.url = url, .user = "ada", .password = "s3cret"}) == tl::code::none);
    CHECK(code_of({.url = "nats://ada:s3cret@" + host}) == tl::code::none);
    CHECK(code_of({.url = url}) == tl::code::rejected);
    CHECK(code_of({.url = url, .user = "ada", .password = "wrong"}) == tl::code::rejected);
    CHECK(code_of({.url = "nats://bob:s3cret@" + host}) == tl::code::rejected);
    nats_server with_token("authorization { token: s3cret }\n");
    CHECK(code_of({.url = with_token.url(), .token = "s3cret"}) == tl::code::none);
    CHECK(code_of({.url = with_token.url(), .token = "wrong"}) == tl::code::rejected);
}

TEST_CASE("TLS: the server is who it says, and asks for a client's certificate") {
    temporary_directory certificates;
    REQUIRE(faults::make_certificates(certificates));
    auto const file = [&](char const* name) { return certificates.file(name); };
    auto const tls = [&](std::string const& name, bool verify) {
        return "tls { cert_file: \"" + file((name + ".pem").c_str()) + "\", key_file: \"" +
               file((name + ".key").c_str()) + "\", ca_file: \"" + file("ca.pem") +
               "\", verify: " + (verify ? "true" : "false") + " }\n";
    };
    nats_server good(tls("good", false)), asking(tls("good", true)), other(tls("other", false)),
        expired(tls("expired", false));
    CHECK(code_of({.url = good.url(), .ca_file = file("ca.pem")}) == tl::code::none);
    CHECK(code_of({.url = good.url(), .ca_file = file("self.pem")}) == tl::code::certificate);
    CHECK(code_of({.url = expired.url(), .ca_file = file("ca.pem")}) == tl::code::certificate);
    CHECK(code_of({.url = "tls" + good.url().substr(4)}) == tl::code::certificate);
    CHECK(code_of({.url = asking.url(),
                   .ca_file = file("ca.pem"),
                   .certificate = file("client.pem"),
                   .key = file("client.key")}) == tl::code::none);
    CHECK(code_of({.url = asking.url(), .ca_file = file("ca.pem")}) != tl::code::none);
    CHECK(code_of({.url = other.url(), .ca_file = file("ca.pem")}) == tl::code::certificate);
    // A connection that requires TLS does not talk to a server without TLS.
    nats_server plain;
    std::string const nobody = "nats://127.0.0.1:" + std::to_string(free_ports<1>()[0]);
    CHECK(code_of({.url = nobody + ", tls" + plain.url().substr(4)}) != tl::code::none);
    CHECK(code_of({.url = plain.url(), .ca_file = file("ca.pem")}) != tl::code::none);
    CHECK(code_of({.url = good.url(), .ca_file = file("nothing.pem")}) != tl::code::none);
}

TEST_CASE("several servers: one that is there is enough") {
    nats_server server;
    std::string const nobody = "nats://127.0.0.1:" + std::to_string(free_ports<1>()[0]);
    CHECK(code_of({.url = nobody + "," + server.url()}) == tl::code::none);
    CHECK(code_of({.url = nobody + ", " + server.url()}) == tl::code::none);
    CHECK(code_of({.url = nobody}) == tl::code::refused);
    CHECK(code_of({.url = "nonsense://x"}) != tl::code::none);
}

TEST_CASE("a connection that was lost comes back, and is counted") {
    nats_server server;
    auto const made = tl::nats::connection::connect({.url = server.url()});
    REQUIRE(made);
    CHECK((*made)->reconnections() == 0);
    server.kill();
    server.start();
    CHECK(eventually([&] { return (*made)->reconnections() == 1; }));
}

TEST_CASE("a connection can be destroyed while libnats has still to tell it something") {
    nats_server server;
    // All connections are told in one thread of libnats, which this one holds up.
    struct {
        std::latch reached{1}, released{1};
    } block;
    natsOptions* raw = nullptr;
    REQUIRE(natsOptions_Create(&raw) == NATS_OK);
    tl::nats::handle<natsOptions, natsOptions_Destroy> const options(raw);
    natsOptions_SetURL(raw, server.url().c_str());
    natsOptions_SetMaxReconnect(raw, -1);
    natsOptions_SetReconnectWait(raw, 10);
    natsOptions_SetReconnectedCB(
        raw,
        [](natsConnection*, void* at) {
            auto& my = *static_cast<decltype(block)*>(at);
            my.reached.count_down();
            my.released.wait();
        },
        &block);
    natsConnection* holding = nullptr;
    REQUIRE(natsConnection_Connect(&holding, raw) == NATS_OK);
    tl::nats::handle<natsConnection, natsConnection_Destroy> const owner(holding);
    auto made = *tl::nats::connection::connect({.url = server.url()});
    server.kill();
    server.start();
    block.reached.wait();
    REQUIRE(eventually([&] { return natsConnection_FlushTimeout(made->get(), 1000) == NATS_OK; }));
    auto gone = std::async(std::launch::async, [&] { made.reset(); });
    CHECK(gone.wait_for(100ms) == std::future_status::timeout);
    block.released.count_down();
    gone.get();
}

TEST_CASE("inboxes differ") { CHECK(tl::nats::new_inbox() != tl::nats::new_inbox()); }

}  // namespace nats_connection_test
