// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/authorizing.hpp>

#include <trotline/transport/recording.hpp>
#include <trotline/transport/replaying.hpp>
#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>
#include <trotline/uri/percent_encoding.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/fake_timer.hpp"
#include "support/kept_transport.hpp"

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

TEST_CASE("a token that never expires is kept") {
    tried one;
    one.api.shared->answer = [](int n) -> tl::result<tl::http::response> {
        return service::said(200, R"({"access_token": "tok)" + std::to_string(n) +
                                      R"(", "expires_in": 9223372036854775807})");
    };
    CHECK(one.send()->status == 200);
    one.timer.pass(24h * 365);
    CHECK(one.send()->status == 200);
    CHECK(one.api.shared->given == 1);
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
    tl::http::request const with_digest{.url = "https://api.example/",
                                        .digest = tl::http::digest_credentials{"ada", "x"}};
    CHECK(one.transport.send(with_digest, one.timer.now() + 1h)->status == 401);
    CHECK(one.api.shared->api_requests.size() == 2);
    CHECK(tl::http::find_field(one.api.shared->api_requests[1].fields, "Authorization") == nullptr);
    CHECK(one.api.shared->token_requests.empty());
}

TEST_CASE("after a 401, what can be read only once is not sent again") {
    tried one;
    one.api.shared->forgets = true;
    tl::http::request request{.method = tl::method::put, .url = "https://api.example/"};
    request.sources = {tl::http::streamed(
        "log", [](std::span<char>) { return tl::result<std::size_t>(std::size_t{0}); })};
    CHECK(one.transport.send(request, one.timer.now() + 1h)->status == 401);
    CHECK(one.api.shared->api_requests.size() == 1);
    request.sources[0].once = false;
    CHECK(one.transport.send(request, one.timer.now() + 1h)->status == 401);
    CHECK(one.api.shared->api_requests.size() == 3);
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
        {[](int) { return service::said(200, R"({"access_token": ""})"); }, tl::code::wrong_type,
         "cannot be written into a field"},
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

namespace {

using trotline_tests::kept_transport;
using kept_authorizing = tl::authorizing<kept_transport>;
static_assert(tl::async_transport<kept_authorizing>);
static_assert(tl::async_transport<tl::authorizing<tl::threaded<service>&>>);
static_assert(!tl::async_transport<tl::authorizing<service>>);

using answer = std::future<tl::result<tl::http::response>>;
answer start(auto& through, std::chrono::milliseconds within = 1h, tl::stop_token stop = {}) {
    return tl::send_async(through, {.url = "https://api.example/"},
                          std::chrono::steady_clock::now() + within, std::move(stop));
}
tl::code code_of(answer& one) {
    auto const outcome = one.get();
    return outcome ? tl::code::none : outcome.error().code;
}
bool is_ready(answer const& one) { return one.wait_for(0s) == std::future_status::ready; }

// What a service answers that accepts a token only.
auto issuing(std::string token) {
    return [token = std::move(token)](
               tl::http::request const& request) -> tl::result<tl::http::response> {
        if (request.url.ends_with("/token"))
            return service::said(200, R"({"access_token": ")" + token + R"("})");
        bool const known =
            tl::http::find_field(request.fields, "Authorization")->value == "Bearer " + token;
        return service::said(known ? 200 : 401, "{}");
    };
}

struct started {
    kept_transport kept{};
    std::unique_ptr<kept_authorizing> transport = std::make_unique<kept_authorizing>(
        kept, tl::token_settings{.request = tl::client_credentials("https://login.example/token"),
                                 .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", "x"}}});

    void wait_for(std::size_t requests) const {
        for (std::size_t i = 0; i < requests; ++i) kept.shared->began.acquire();
    }
    std::size_t token_requests() const {
        std::size_t found = 0;
        for (auto const& each : kept.sent()) found += each.url.ends_with("/token");
        return found;
    }
};

}  // namespace

TEST_CASE("started calls wait for one token request, without a thread") {
    constexpr std::size_t calls = 1000;
    started const one;
    std::vector<answer> all;
    for (std::size_t i = 0; i < calls; ++i) all.push_back(start(*one.transport));
    one.wait_for(1);
    CHECK(one.kept.sent().size() == 1);
    CHECK(one.kept.end(issuing("t1")) == 1);
    one.wait_for(calls);
    CHECK(one.kept.end(issuing("t1")) == calls);
    for (auto& each : all) CHECK(each.get()->status == 200);
    CHECK(one.kept.sent().size() == calls + 1);

    // the service accepts another token now: one renewal, and each request once more
    all.clear();
    for (std::size_t i = 0; i < 10; ++i) all.push_back(start(*one.transport));
    one.wait_for(10);
    CHECK(one.kept.end(issuing("t2")) == 10);
    one.wait_for(1);
    CHECK(one.kept.end(issuing("t2")) == 1);
    one.wait_for(10);
    CHECK(one.kept.end(issuing("t2")) == 10);
    for (auto& each : all) CHECK(each.get()->status == 200);
    CHECK(one.token_requests() == 2);

    // a request with an authorization of its own is only passed on
    answer own = tl::send_async(
        *one.transport, {.url = "https://api.example/", .fields = {{"Authorization", "Bearer t2"}}},
        std::chrono::steady_clock::now() + 1h);
    CHECK(one.kept.end(issuing("t2")) == 1);
    CHECK(own.get()->status == 200);

    // a call without a completion is sent, too
    one.transport->start({.url = "https://api.example/"},
                         std::chrono::steady_clock::now() + std::chrono::hours(1), {}, {});
    CHECK(one.kept.end(issuing("t2")) == 1);
}

TEST_CASE("a stop or the deadline ends the waiting of started calls; the renewal goes on") {
    started const one;
    tl::stop_source stop;
    answer first = start(*one.transport), stopped = start(*one.transport, 24h, stop.get_token()),
           late = start(*one.transport, 1ms), patient = start(*one.transport);
    CHECK(code_of(late) == tl::code::timeout);
    CHECK_FALSE(is_ready(stopped));
    stop.request_stop();
    CHECK(code_of(stopped) == tl::code::cancelled);
    one.wait_for(1);
    CHECK(one.kept.end(issuing("t1")) == 1);
    one.wait_for(2);
    CHECK(one.kept.end(issuing("t1")) == 2);
    CHECK(code_of(first) == tl::code::none);
    CHECK(code_of(patient) == tl::code::none);
}

TEST_CASE("a failed renewal fails all that wait; a stopped one is taken over") {
    started const one;
    auto const failing = [&](tl::code why) {
        return [why](auto const&) -> tl::result<tl::http::response> {
            return tl::failure{.stage = tl::stage::connect, .code = why};
        };
    };
    answer first = start(*one.transport), second = start(*one.transport);
    CHECK(one.kept.end(failing(tl::code::refused)) == 1);
    CHECK(code_of(first) == tl::code::refused);
    CHECK(code_of(second) == tl::code::refused);

    first = start(*one.transport), second = start(*one.transport);
    one.wait_for(2);
    CHECK(one.kept.end(failing(tl::code::cancelled)) == 1);
    CHECK(code_of(first) == tl::code::cancelled);
    one.wait_for(1);
    CHECK(one.kept.end(issuing("t1")) == 1);
    one.wait_for(1);
    CHECK(one.kept.end(issuing("t1")) == 1);
    CHECK(code_of(second) == tl::code::none);
    CHECK(one.token_requests() == 3);

    tl::authorizing<kept_transport> nameless(one.kept,
                                             {.request = {.url = "https://login.example/token",
                                                          .authorization = tl::bearer("$NOBODY")}});
    answer none = start(nameless);
    CHECK(code_of(none) == tl::code::unknown_parameter);
}

TEST_CASE("destruction ends the waiting for a token; copies go on") {
    started one;
    auto copy = *one.transport;
    answer renewing = start(*one.transport), cut_off = start(*one.transport, 24h),
           last = start(copy, 24h);
    one.transport.reset();
    CHECK(code_of(cut_off) == tl::code::cancelled);
    CHECK_FALSE(is_ready(last));
    one.wait_for(1);
    CHECK(one.kept.end(issuing("t1")) == 1);
    // nothing is sent through a transport that has ended
    CHECK(code_of(renewing) == tl::code::cancelled);
    one.wait_for(1);
    CHECK(one.kept.end(issuing("t1")) == 1);
    CHECK(code_of(last) == tl::code::none);

    auto dying = std::make_unique<kept_authorizing>(copy);
    answer refused = start(*dying);
    dying.reset();
    CHECK(one.kept.end(issuing("t2")) == 1);
    CHECK(refused.get()->status == 401);
}

TEST_CASE("waiting and started calls from many threads, stopped and destroyed at any time") {
    for (int round = 0; round < 5; ++round) {
        std::atomic<int> ended = 0;
        tl::stop_source stop;
        service const api;
        tl::threaded<service> threads(api);
        {
            tl::authorizing<tl::threaded<service>&> transport(
                threads, {.request = tl::client_credentials("https://login.example/token"),
                          .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", "x"}}});
            auto copy = transport;
            std::vector<std::thread> callers;
            for (int t = 0; t < 4; ++t)
                callers.emplace_back([&, t] {
                    auto& through = t % 2 == 0 ? transport : copy;
                    auto const until = std::chrono::steady_clock::now() + 1h;
                    tl::http::request const request{.url = "https://api.example/"};
                    for (int i = 0; i < 30; ++i) {
                        through.start(request, until,
                                      i % 3 == 0 ? stop.get_token() : tl::stop_token(),
                                      [&](tl::result<tl::http::response>&&) { ++ended; });
                        if (i % 5 == 0) static_cast<void>(through.send(request, until));
                        if (t == 1 && i % 7 == 0) {  // the service has forgotten its token
                            std::lock_guard const lock(api.shared->mutex);
                            ++api.shared->given;
                        }
                        if (t == 1 && i == 20) stop.request_stop();
                    }
                });
            for (auto& each : callers) each.join();
        }
        while (ended < 120) std::this_thread::yield();
    }
}

TEST_CASE("a token request that was never sent is made by the next call") {
    struct moody {
        service api{};
        std::shared_ptr<int> refusals = std::make_shared<int>(1);

        void refuse() const {
            if ((*refusals)-- > 0) throw 7;
        }
        tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline until,
                                            tl::stop_token stop) {
            refuse();
            return api.send(request, until, stop);
        }
        void start(tl::http::request request, tl::deadline until, tl::stop_token stop,
                   tl::completion done) {
            done(send(request, until, stop));
        }
    };
    tl::token_settings const settings{
        .request = tl::client_credentials("https://login.example/token"),
        .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", "x"}}};
    tl::authorizing<moody> started(moody(), settings), sending(moody(), settings);
    CHECK_THROWS_AS(start(started), int);
    answer next = start(started, 50ms);
    CHECK(code_of(next) == tl::code::none);

    auto const send = [&] {
        return sending.send({.url = "https://api.example/"},
                            std::chrono::steady_clock::now() + 50ms);
    };
    CHECK(send().error().detail == "no access token: an exception");
    CHECK(send());
}

TEST_CASE("a token is hidden in answers that escape it") {
    struct echoing {
        std::string token;

        tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                            tl::stop_token) {
            if (request.url.ends_with("/token"))
                return service::said(200, R"({"access_token": ")" + token + R"("})");
            std::string escaped, wide;
            for (char const c : token) {
                (escaped += c == '/' || c == '=' ? "\\" : "") +=
                    c == '=' ? "u003d" : std::string(1, c);
                wide.append(1, c).append(1, '\0');
            }
            return tl::http::response{
                .status = 400,
                .fields = {{"Location", "/?token=" + tl::uri::percent_encode(token)},
                           {"X-Wide", wide}},
                .content = R"({"not": ")" + escaped + R"("})"};
        }
    };
    for (char const* const token : {"a/b+c/d==", "tok1", "==//==", "-a1"}) {
        tl::authorizing<echoing> transport(
            echoing{token}, {.request = tl::client_credentials("https://login.example/token"),
                             .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", "x"}}});
        auto const answer = transport.send({.url = "https://api.example/"}, tl::deadline::max());
        REQUIRE(answer);
        CHECK(answer->content == R"({"not": "[secret]"})");
        CHECK(answer->fields[0].value == "/?token=[secret]");
        CHECK(answer->fields[1].value.starts_with("[secret]"));
    }
}

TEST_CASE("a recording below has no token, and can be replayed") {
    tl::token_settings const settings{
        .request = tl::client_credentials("https://login.example/token"),
        .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", tl::secret{"x7y8"}}}};
    service api;
    api.shared->answer = [](int) {
        return service::said(
            200, R"({"access_token": "tok1", "expires_in": "60", "scope": ["a\"b", 7]})");
    };
    tl::authorizing<tl::recording<service>> transport(tl::recording<service>(api), settings);
    CHECK(transport.send({.url = "https://api.example/"}, tl::deadline::max())->status == 200);
    auto const tape = transport.wrapped().tape();
    REQUIRE(tape.exchanges().size() == 2);
    CHECK(tape.exchanges()[0].content ==
          R"({"access_token": "[secret]", "expires_in": "60", "scope": ["[secret]", 7]})");
    CHECK(tape.to_json().find("tok1") == std::string::npos);
    tl::authorizing<tl::replaying> again(tl::replaying(tape), settings);
    auto const replayed = again.send({.url = "https://api.example/"}, tl::deadline::max());
    REQUIRE(replayed);
    CHECK(replayed->status == 200);
}

}  // namespace call_authorizing_test
