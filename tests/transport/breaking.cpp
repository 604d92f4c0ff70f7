// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/breaking.hpp>

#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>

#include <future>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/fake_timer.hpp"
#include "support/kept_transport.hpp"

namespace transport_breaking_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using tl::circuit;
using tl::code;
using trotline_tests::fake_timer;

static_assert(trotline::transport<trotline::breaking<trotline::scripted_transport>>);
static_assert(!trotline::async_transport<trotline::breaking<trotline::scripted_transport>>);
static_assert(trotline::async_transport<
              trotline::breaking<trotline::threaded<trotline::scripted_transport>&>>);

namespace {

// Answers as the test says.
struct steered_transport {
    std::shared_ptr<tl::result<tl::http::response>> next =
        std::make_shared<tl::result<tl::http::response>>(tl::http::response{.status = 200});
    std::shared_ptr<int> sent = std::make_shared<int>(0);

    tl::result<tl::http::response> send(tl::http::request const&, tl::deadline, std::stop_token) {
        ++*sent;
        return *next;
    }
};

tl::result<tl::http::response> answered(int status) { return tl::http::response{.status = status}; }
tl::result<tl::http::response> failed(code why) {
    return tl::failure{.stage = tl::stage::receive, .code = why};
}

struct tried {
    fake_timer timer;
    steered_transport steered;
    tl::breaking<steered_transport, fake_timer> transport;

    explicit tried(tl::breaker_settings settings)
        : transport(steered, std::move(settings), timer) {}

    // The outcome of one request: a status, or a code's name.
    std::string send(tl::result<tl::http::response> const& next,
                     std::string const& url = "http://a/") {
        *steered.next = next;
        auto const outcome = transport.send({.url = url}, timer.now() + 1h);
        return outcome ? std::to_string(outcome->status) : std::string(name(outcome.error().code));
    }
};

}  // namespace

TEST_CASE("outcomes that mean trouble") {
    for (int const status : {500, 502, 503, 504}) CHECK(tl::is_trouble(answered(status)));
    for (int const status : {200, 301, 400, 404, 429, 501, 505, 511})
        CHECK_FALSE(tl::is_trouble(answered(status)));
    for (code const why :
         {code::timeout, code::unresolved, code::refused, code::unreachable, code::certificate,
          code::reset, code::incomplete, code::malformed_response})
        CHECK(tl::is_trouble(failed(why)));
    for (code const why : {code::cancelled, code::malformed_request, code::blocked,
                           code::overloaded, code::too_large})
        CHECK_FALSE(tl::is_trouble(failed(why)));
}

TEST_CASE("failures in a row open the circuit, a trial closes it or opens it again") {
    tried one({.failures = 3, .open_for = 10s});
    CHECK(one.send(answered(503)) == "503");
    CHECK(one.send(failed(code::refused)) == "refused");
    CHECK(one.send(answered(404)) == "404");  // the destination works
    for (int i = 0; i < 3; ++i) CHECK(one.send(answered(500)) == "500");
    CHECK(one.transport.circuit_of("http://A:80/x") == circuit::open);
    int const sent = *one.steered.sent;
    CHECK(one.send(answered(200)) == "circuit open");
    one.timer.pass(9999ms);
    CHECK(one.send(answered(200)) == "circuit open");
    CHECK(*one.steered.sent == sent);
    one.timer.pass(1ms);
    CHECK(one.transport.circuit_of("http://a/") == circuit::half_open);
    CHECK(one.send(failed(code::timeout)) == "timeout");
    CHECK(one.send(answered(200)) == "circuit open");
    one.timer.pass(10s);
    CHECK(one.send(answered(200)) == "200");
    CHECK(one.transport.circuit_of("http://a/") == circuit::closed);
    for (int i = 0; i < 2; ++i) CHECK(one.send(answered(500)) == "500");
    CHECK(one.send(answered(200)) == "200");
}

TEST_CASE("a circuit can stay open for good") {
    tried one({.failures = 1, .open_for = std::chrono::milliseconds::max()});
    CHECK(one.send(answered(500)) == "500");
    CHECK(one.send(answered(200)) == "circuit open");
    one.timer.pass(24h * 365);
    CHECK(one.send(answered(200)) == "circuit open");
}

TEST_CASE("an outcome that says nothing about the destination changes nothing") {
    tried one({.failures = 2, .open_for = 10s});
    CHECK(one.send(answered(500)) == "500");
    CHECK(one.send(failed(code::cancelled)) == "cancelled");
    CHECK(one.send(answered(500)) == "500");
    CHECK(one.transport.circuit_of("http://a/") == circuit::open);
    one.timer.pass(10s);
    CHECK(one.send(failed(code::cancelled)) == "cancelled");
    CHECK(one.transport.circuit_of("http://a/") == circuit::half_open);
    CHECK(one.send(answered(200)) == "200");
}

TEST_CASE(
    "each destination has its own circuit; copies share them; the caller can define trouble") {
    tried one({.failures = 1, .open_for = 10s, .trouble = [](auto const& outcome) {
                   return outcome && outcome->status == 404;
               }});
    CHECK(one.send(answered(500)) == "500");
    CHECK(one.send(answered(404)) == "404");
    auto copy = one.transport;
    auto const refused = copy.send({.url = "http://a/"}, one.timer.now() + 1h);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == code::circuit_open);
    CHECK(refused.error().stage == tl::stage::connect);
    CHECK(refused.error().subject == "a");
    CHECK_FALSE(refused.error().may_have_been_processed);
    CHECK(one.send(answered(200), "http://b/") == "200");
}

TEST_CASE("a call from before the circuit opened does not close it") {
    fake_timer const timer;
    trotline_tests::kept_transport const kept;
    tl::breaking<trotline_tests::kept_transport, fake_timer> transport(
        kept, {.failures = 1, .open_for = 1s}, timer);
    auto const start = [&](std::string url) {
        return tl::send_async(transport, {.url = std::move(url)}, timer.now() + 1h);
    };
    auto slow = start("http://a/slow");
    auto fails = start("http://a/");
    auto const end = [&] {
        return kept.end([](auto const& request) {
            return answered(request.url == "http://a/slow" ? 200 : 503);
        });
    };
    // both are ended, the slow one last
    std::swap(kept.shared->under_way[0], kept.shared->under_way[1]);
    CHECK(end() == 2);
    CHECK(slow.get()->status == 200);
    CHECK(fails.get()->status == 503);
    CHECK(transport.circuit_of("http://a/") == circuit::open);
    CHECK(start("http://a/").get().error().code == code::circuit_open);
}

TEST_CASE(
    "destinations are forgotten if they are too many: closed ones, and open ones whose time is "
    "over") {
    tried one({.failures = 1, .open_for = 10s, .destinations = 2});
    CHECK(one.send(answered(500), "http://open/") == "500");
    for (std::string const host : {"a", "b", "c", "d"})
        CHECK(one.send(answered(200), "http://" + host + "/") == "200");
    CHECK(one.send(answered(200), "http://open/") == "circuit open");
    one.timer.pass(10s);
    for (std::string const host : {"a", "b", "c", "d"})
        CHECK(one.send(answered(200), "http://" + host + "/") == "200");
    CHECK(one.transport.circuit_of("http://open/") == circuit::closed);
}

TEST_CASE("as many trials at the same time as the settings say") {
    // A trial that sends another request while it is under way.
    struct nested {
        std::shared_ptr<std::function<void()>> inside = std::make_shared<std::function<void()>>();
        int status = 500;
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                            std::stop_token) {
            if (*inside) (*inside)();
            return answered(status);
        }
    };
    fake_timer const timer;
    nested const within;
    tl::breaking<nested, fake_timer> transport(within, {.failures = 1, .open_for = 1s, .trials = 2},
                                               timer);
    auto const send = [&] { return transport.send({.url = "http://a/"}, timer.now() + 1h); };
    CHECK(send()->status == 500);
    timer.pass(1s);
    int depth = 0;
    std::vector<std::string> outcomes;
    *within.inside = [&] {
        if (++depth > 2) return;
        auto const outcome = send();
        outcomes.push_back(outcome ? "sent" : std::string(name(outcome.error().code)));
    };
    static_cast<void>(send());
    CHECK(outcomes == std::vector<std::string>{"circuit open", "sent"});
}

TEST_CASE("transports that throw, and asynchronous ones") {
    struct throwing {
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                            std::stop_token) {
            throw std::runtime_error("why");
        }
    };
    fake_timer const timer;
    tl::breaking<throwing, fake_timer> thrower(throwing(), {.failures = 1}, timer);
    for (int i = 0; i < 2; ++i)
        CHECK_THROWS_AS(static_cast<void>(thrower.send({.url = "http://a/"}, timer.now() + 1h)),
                        std::runtime_error);

    steered_transport const steered;
    *steered.next = answered(503);
    tl::threaded<steered_transport> threads(steered);
    tl::breaking<tl::threaded<steered_transport>&, fake_timer> transport(threads, {.failures = 2},
                                                                         timer);
    std::vector<std::string> outcomes;
    for (int i = 0; i < 4; ++i) {
        auto const outcome =
            tl::send_async(transport, {.url = "http://a/"}, timer.now() + 1h).get();
        outcomes.push_back(outcome ? std::to_string(outcome->status)
                                   : std::string(name(outcome.error().code)));
    }
    CHECK(outcomes == std::vector<std::string>{"503", "503", "circuit open", "circuit open"});
    transport.start({.url = "http://a/"}, timer.now() + 1h, {}, {});  // without a completion
}

TEST_CASE("threads") {
    fake_timer const timer;
    steered_transport const steered;
    *steered.next = answered(200);
    struct constant {
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                            std::stop_token) {
            return answered(503);
        }
    };
    tl::breaking<constant> transport(constant(), {.failures = 50});
    std::vector<std::thread> callers;
    std::atomic<int> sent = 0;
    for (int i = 0; i < 4; ++i)
        callers.emplace_back([&] {
            for (int n = 0; n < 100; ++n)
                sent += transport.send({.url = "http://a/"}, std::chrono::steady_clock::now() + 1h)
                            .has_value();
        });
    for (auto& caller : callers) caller.join();
    CHECK(sent >= 50);
    CHECK(sent < 54);
}

TEST_CASE("what `trouble` throws fails the call, which is over") {
    fake_timer const timer;
    trotline_tests::kept_transport const kept;
    bool odd = false;
    tl::breaking<trotline_tests::kept_transport, fake_timer> transport(
        kept,
        {.failures = 1,
         .open_for = 1s,
         .trouble =
             [&](auto const& outcome) {
                 return odd ? throw std::runtime_error("odd") : tl::is_trouble(outcome);
             }},
        timer);
    auto const call = [&] {
        auto ended = tl::send_async(transport, {.url = "http://a/"}, timer.now() + 1h);
        kept.end([&](auto const&) { return answered(odd ? 200 : 503); });
        auto const outcome = ended.get();
        return outcome ? std::to_string(outcome->status)
                       : std::string(name(outcome.error().code)) + " " + outcome.error().detail;
    };
    CHECK(call() == "503");
    timer.pass(1s);
    odd = true;
    CHECK(call() == "internal odd");
    for (bool const processed : {false, true}) {  // what the outcome said of it is not lost
        auto ended = tl::send_async(transport, {.url = "http://a/"}, timer.now() + 1h);
        kept.end([&](auto const&) -> tl::result<tl::http::response> {
            return tl::failure{.stage = tl::stage::receive,
                               .code = code::reset,
                               .may_have_been_processed = processed};
        });
        CHECK(ended.get().error().may_have_been_processed == processed);
    }
    CHECK(call() == "internal odd");  // the trial before has ended
    CHECK(transport.circuit_of("http://a/") == tl::circuit::half_open);
}

TEST_CASE("a trial that could not be started has ended") {
    struct full {
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                            tl::stop_token) {
            return answered(503);
        }
        void start(tl::http::request, tl::deadline, tl::stop_token, tl::completion) {
            throw std::bad_alloc();
        }
    };
    fake_timer const timer;
    tl::breaking<full, fake_timer> transport(full(), {.failures = 1, .open_for = 1s}, timer);
    CHECK(transport.send({.url = "http://a/"}, timer.now() + 1h)->status == 503);
    timer.pass(1s);
    for (int i = 0; i < 2; ++i)
        CHECK_THROWS_AS(transport.start({.url = "http://a/"}, timer.now() + 1h, {}, {}),
                        std::bad_alloc);
}

}  // namespace transport_breaking_test
