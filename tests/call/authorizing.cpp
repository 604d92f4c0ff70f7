// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/authorizing.hpp>

#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <latch>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/fake_timer.hpp"

namespace call_authorizing_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using trotline_tests::fake_timer;

static_assert(trotline::transport<trotline::authorizing<trotline::scripted_transport>>);

namespace {

// An OAuth server, and an API that accepts the token that was issued last.
struct service {
    struct state {
        std::mutex mutex;
        std::vector<tl::http::request> token_requests, api_requests;
        int given = 0;
        bool forgets = false;  // accepts no token that was issued before
        std::function<tl::result<tl::http::response>(int)> answer;
    };
    std::shared_ptr<state> shared = std::make_shared<state>();

    static tl::http::response said(int status, std::string content) {
        return {.status = status,
                .fields = {{"Content-Type", "application/json"}},
                .content = std::move(content)};
    }
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                        std::stop_token) {
        state& s = *shared;
        std::lock_guard const lock(s.mutex);
        if (request.url.ends_with("/token")) {
            s.token_requests.push_back(request);
            ++s.given;
            if (s.answer) return s.answer(s.given);
            return said(200, R"({"access_token": "tok)" + std::to_string(s.given) +
                                 R"(", "token_type": "Bearer", "expires_in": 3600})");
        }
        s.api_requests.push_back(request);
        auto const* const field = tl::http::find_field(request.fields, "Authorization");
        std::string const wanted = "Bearer tok" + std::to_string(s.given + s.forgets);
        return field != nullptr && field->value == wanted
                   ? said(200, "{}")
                   : said(401, "not with " + (field != nullptr ? field->value : "nothing"));
    }
};

struct tried {
    fake_timer timer;
    service api;
    tl::authorizing<service, fake_timer> transport;

    explicit tried(tl::webhook request = tl::client_credentials("https://login.example/token"))
        : transport(api,
                    {.request = std::move(request),
                     .parameters = {{"CLIENT_ID", "me"},
                                    {"CLIENT_SECRET", tl::secret{"s3cret"}},
                                    {"SCOPE", "read write"},
                                    {"REFRESH_TOKEN", tl::secret{"r0"}}}},
                    timer) {}
    tl::result<tl::http::response> send(std::vector<tl::http::field> fields = {}) {
        return transport.send({.url = "https://api.example/", .fields = std::move(fields)},
                              timer.now() + 1h);
    }
};

}  // namespace

TEST_CASE("one token, until it expires") {
    tried one;
    CHECK(one.send()->status == 200);
    CHECK(one.send()->status == 200);
    REQUIRE(one.api.shared->token_requests.size() == 1);
    auto const& asked = one.api.shared->token_requests[0];
    CHECK(asked.method == tl::method::post);
    CHECK(asked.content == "grant_type=client_credentials");
    CHECK(tl::http::find_field(asked.fields, "Authorization")->value == "Basic bWU6czNjcmV0");
    CHECK(tl::http::find_field(asked.fields, "Content-Type")->value ==
          "application/x-www-form-urlencoded");
    CHECK(one.api.shared->api_requests[0].secrets == std::vector<std::string>{"tok1"});
    one.timer.pass(3569s);
    CHECK(one.send()->status == 200);
    CHECK(one.api.shared->given == 1);
    one.timer.pass(1s);
    CHECK(one.send()->status == 200);
    CHECK(one.api.shared->given == 2);
    // a token with a lifetime shorter than the margin is kept for half of it
    one.api.shared->answer = [](int n) -> tl::result<tl::http::response> {
        return service::said(
            200, R"({"access_token": "tok)" + std::to_string(n) + R"(", "expires_in": 20})");
    };
    one.timer.pass(3600s);
    CHECK(one.send()->status == 200);
    one.timer.pass(9s);
    CHECK(one.send()->status == 200);
    CHECK(one.api.shared->given == 3);
    one.timer.pass(1s);
    CHECK(one.send()->status == 200);
    CHECK(one.api.shared->given == 4);
    auto copy = one.transport;
    CHECK(copy.send({.url = "https://api.example/"}, one.timer.now() + 1h)->status == 200);
    CHECK(one.api.shared->given == 4);
}

TEST_CASE("scopes, replaced refresh tokens, lifetimes that are missing or texts") {
    tried scoped(tl::client_credentials("https://login.example/token", true));
    CHECK(scoped.send());
    CHECK(scoped.api.shared->token_requests[0].content ==
          "grant_type=client_credentials&scope=read+write");

    tried refreshed(tl::refresh_token("https://login.example/token"));
    refreshed.api.shared->answer = [](int n) -> tl::result<tl::http::response> {
        return service::said(200, R"({"access_token": "tok)" + std::to_string(n) +
                                      R"(", "refresh_token": "r)" + std::to_string(n) +
                                      (n == 2 ? R"(", "expires_in": "60"})" : R"("})"));
    };
    CHECK(refreshed.send()->status == 200);
    refreshed.timer.pass(299s);
    CHECK(refreshed.send()->status == 200);
    refreshed.timer.pass(1s);
    CHECK(refreshed.send()->status == 200);
    refreshed.timer.pass(30s);
    CHECK(refreshed.send()->status == 200);
    auto const& asked = refreshed.api.shared->token_requests;
    REQUIRE(asked.size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(asked[i].content == "grant_type=refresh_token&refresh_token=r" + std::to_string(i));
}

TEST_CASE("after a 401 once again, with another token") {
    tried one;
    CHECK(one.send()->status == 200);
    one.api.shared->given = 7;  // the service has forgotten the first
    CHECK(one.send()->status == 200);
    CHECK(one.api.shared->token_requests.size() == 2);
    one.api.shared->forgets = true;
    auto const refused = one.send();
    CHECK(refused->status == 401);
    CHECK(refused->content == "not with Bearer [secret]");
    CHECK(one.api.shared->api_requests.size() == 5);
}

TEST_CASE("a request that has an Authorization field is sent as it is") {
    tried one;
    CHECK(one.send({{"authorization", "Bearer tok0"}})->status == 200);
    CHECK(one.api.shared->token_requests.empty());
}

TEST_CASE("a missing token is a failure that says why, without secrets") {
    struct {
        std::function<tl::result<tl::http::response>(int)> answer;
        tl::code code;
        std::string_view shown;
    } const cases[] = {
        {[](int) { return service::said(400, R"({"error": "invalid_client", "was": "s3cret"})"); },
         tl::code::unexpected_status,
         "no access token: 400: {\"error\": \"invalid_client\", \"was\": \"[secret]\"}"},
        {[](int) { return service::said(200, R"({"token": 1})"); }, tl::code::missing,
         "no access token"},
        {[](int) { return service::said(200, "oh"); }, tl::code::malformed, "no access token"},
        {[](int) { return service::said(200, R"({"access_token": "a\nb"})"); },
         tl::code::wrong_type, "cannot be written into a field"},
        {[](int) { return service::said(200, R"({"access_token": ["hidden"]})"); },
         tl::code::wrong_type, "access_token"},
        {[](int) { return tl::failure{.stage = tl::stage::connect, .code = tl::code::refused}; },
         tl::code::refused, "no access token"},
        {[](int) -> tl::result<tl::http::response> { throw std::runtime_error("odd"); },
         tl::code::internal, "odd"},
    };
    for (auto const& c : cases) {
        tried one;
        one.api.shared->answer = c.answer;
        auto const failed = one.send();
        REQUIRE_FALSE(failed);
        std::string const text = to_string(failed.error());
        CAPTURE(text);
        CHECK(name(failed.error().code) == name(c.code));
        CHECK(text.find(c.shown) != std::string::npos);
        CHECK(text.find("s3cret") == std::string::npos);
        CHECK(text.find("hidden") == std::string::npos);
        CHECK_FALSE(failed.error().may_have_been_processed);
        CHECK(one.api.shared->api_requests.empty());
        one.api.shared->answer = nullptr;
        CHECK(one.send()->status == 200);
    }
    tried nameless(
        tl::webhook{.url = "https://login.example/token", .authorization = tl::bearer("$NOBODY")});
    CHECK(nameless.send().error().code == tl::code::unknown_parameter);
}

TEST_CASE("many threads, one token request") {
    service api;
    tl::authorizing<service> transport(
        api, {.request = tl::client_credentials("https://login.example/token"),
              .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", "x"}}});
    std::latch together(8);
    std::atomic<int> well = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back([&] {
            together.arrive_and_wait();
            for (int n = 0; n < 50; ++n) {
                auto const sent = transport.send({.url = "https://api.example/"},
                                                 std::chrono::steady_clock::now() + 1h);
                well += sent && sent->status == 200;
            }
        });
    for (auto& thread : threads) thread.join();
    CHECK(well == 400);
    CHECK(api.shared->given == 1);
}

}  // namespace call_authorizing_test
