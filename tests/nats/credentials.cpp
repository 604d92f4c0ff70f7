// SPDX-License-Identifier: BSL-1.0
// A server that knows its users by tokens (JWT), and the files in which users keep them.
#include <trotline/nats/connection.hpp>

#include <doctest/doctest.h>
#include <openssl/evp.h>

#include <string>

#include "support/nats_credentials.hpp"
#include "support/nats_server.hpp"

namespace nats_credentials_test {

namespace tl = trotline;
using namespace trotline_tests;

TEST_CASE("a file of credentials: a token and the key that it names") {
    nats_operator const trusted, stranger;
    nats_server const server(trusted.server_lines());
    nats_key const user(nats_key::holder::user), other(nats_key::holder::user);
    temporary_directory files;
    std::string const token_only = trusted.credentials(user, user);
    struct {
        char const* what;
        std::string content;
        tl::code code;
    } const cases[] = {
        {"good", trusted.credentials(user, user), tl::code::none},
        {"expires in 2100", trusted.credentials(user, user, R"(,"exp":4102444800)"),
         tl::code::none},
        {"expired", trusted.credentials(user, user, R"(,"exp":2)"), tl::code::rejected},
        {"the key of somebody else", trusted.credentials(user, other), tl::code::rejected},
        {"an account that the server does not know", stranger.credentials(user, user),
         tl::code::rejected},
        {"no key", token_only.substr(0, token_only.find("-----BEGIN USER")),
         tl::code::configuration},
        {"nothing", "", tl::code::configuration},
    };
    for (auto const& each : cases) {
        CAPTURE(each.what);
        files.write("user.creds", each.content);
        auto const made = tl::nats::connection::connect(
            {.url = server.url(), .credentials_file = files.file("user.creds")});
        CHECK((made ? tl::code::none : made.error().code) == each.code);
        if (made) continue;
        CHECK(made.error().stage == tl::stage::connect);
        std::string const said = to_string(made.error());
        INFO(said);
        CHECK(said.find(user.seed()) == said.npos);
        CHECK(said.find(other.seed()) == said.npos);
        CHECK(said.find("eyJ") == said.npos);  // how a token begins
        CHECK(said.find(".c:") == said.npos);
    }
    auto const missing = tl::nats::connection::connect(
        {.url = server.url(), .credentials_file = files.file("nothing.creds")});
    REQUIRE(!missing);
    CHECK(missing.error().code == tl::code::configuration);
    CHECK(missing.error().subject == files.file("nothing.creds"));
    auto const without = tl::nats::connection::connect({.url = server.url()});
    REQUIRE(!without);
    CHECK(without.error().code == tl::code::rejected);
}

}  // namespace nats_credentials_test
