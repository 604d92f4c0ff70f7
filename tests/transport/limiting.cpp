// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/limiting.hpp>

#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/fake_timer.hpp"

namespace transport_limiting_test {

namespace tl = trotline;
using namespace std::chrono;
using namespace std::chrono_literals;
using trotline_tests::fake_timer;

static_assert(trotline::transport<trotline::limiting<trotline::scripted_transport>>);

namespace {

using limited = tl::limiting<tl::scripted_transport, fake_timer>;
limited make(tl::limit_settings settings, fake_timer const& timer) {
    return limited(tl::scripted_transport({{.answer = tl::http::response{.status = 200}}}),
                   settings, timer);
}
tl::code code_of(tl::result<tl::http::response> const& outcome) {
    return outcome ? tl::code::none : outcome.error().code;
}

// Answers when the test tells it to.
struct held_transport {
    struct state {
        std::counting_semaphore<> began{0}, go_on{0};
        std::atomic<int> now = 0, most = 0;
    };
    std::shared_ptr<state> shared = std::make_shared<state>();

    tl::result<tl::http::response> send(tl::http::request const&, tl::deadline, std::stop_token) {
        int const now = ++shared->now;
        int most = shared->most;
        while (now > most && !shared->most.compare_exchange_weak(most, now)) {
        }
        shared->began.release();
        shared->go_on.acquire();
        --shared->now;
        return tl::http::response{.status = 200};
    }
};

}  // namespace

TEST_CASE("after a burst, requests start no faster than the limit") {
    struct {
        tl::limit_settings settings;
        std::vector<milliseconds> waits;  // of five requests
    } const cases[] = {
        {{}, {}},
        {{.per_second = 10}, {100ms, 100ms, 100ms, 100ms}},
        {{.per_second = 10, .burst = 3}, {100ms, 100ms}},
        {{.per_second = 0.5}, {2000ms, 2000ms, 2000ms, 2000ms}},
        {{.per_second = 10, .burst = 5}, {}},
        {{.per_second = 10, .burst = 0}, {100ms, 100ms, 100ms, 100ms}},
    };
    for (auto const& c : cases) {
        fake_timer const timer;
        auto transport = make(c.settings, timer);
        for (int i = 0; i < 5; ++i)
            CHECK(transport.send({.url = "http://a/"}, timer.now() + 1h)->status == 200);
        CHECK(timer.shared->waits == c.waits);
    }
}

TEST_CASE("a pause fills the bucket again, up to the burst") {
    fake_timer const timer;
    auto transport = make({.per_second = 10, .burst = 2}, timer);
    auto const send = [&] {
        static_cast<void>(transport.send({.url = "http://a/"}, timer.now() + 1h));
    };
    send(), send();
    timer.pass(10min);
    send(), send();
    CHECK(timer.shared->waits.empty());
    send();
    CHECK(timer.shared->waits.size() == 1);
}

TEST_CASE("each destination has its own limit, and copies share them") {
    fake_timer const timer;
    auto transport = make({.per_second = 1}, timer);
    auto copy = transport;
    for (std::string const url : {"http://a/x", "http://b/", "https://a/", "http://a:81/"})
        CHECK(transport.send({.url = url}, timer.now() + 1h)->status == 200);
    CHECK(timer.shared->waits.empty());
    CHECK(copy.send({.url = "HTTP://A:80/y"}, timer.now() + 1h)->status == 200);
    CHECK(timer.shared->waits.size() == 1);
}

TEST_CASE("a request whose turn would come too late is refused, and uses no turn") {
    fake_timer const timer;
    auto transport = make({.per_second = 1}, timer);
    auto const send = [&](milliseconds within) {
        return transport.send({.url = "http://h-secret/", .secrets = {"secret"}},
                              timer.now() + within);
    };
    CHECK(send(10ms));
    auto const late = send(999ms);
    CHECK(code_of(late) == tl::code::overloaded);
    CHECK(late.error().stage == tl::stage::connect);
    CHECK(late.error().subject == "h-[secret]");
    CHECK_FALSE(late.error().may_have_been_processed);
    CHECK(send(1000ms));
    CHECK(timer.shared->waits == std::vector<milliseconds>{1000ms});

    auto impatient = make({.per_second = 1, .wait = false}, timer);
    CHECK(impatient.send({.url = "http://a/"}, timer.now() + 1h));
    CHECK(code_of(impatient.send({.url = "http://a/"}, timer.now() + 1h)) == tl::code::overloaded);
    timer.pass(1s);
    CHECK(impatient.send({.url = "http://a/"}, timer.now() + 1h));
}

TEST_CASE("a stop ends the waiting") {
    fake_timer const timer;
    auto transport = make({.per_second = 1}, timer);
    CHECK(transport.send({.url = "http://a/"}, timer.now() + 1h));
    timer.shared->stopped = true;
    CHECK(code_of(transport.send({.url = "http://a/"}, timer.now() + 1h)) == tl::code::cancelled);
    CHECK(transport.wrapped().sent().size() == 1);
}

TEST_CASE("a limit for requests at the same time; the others wait or are refused") {
    held_transport const held;
    tl::limiting<held_transport> transport(held, {.in_flight = 2});
    tl::limiting<held_transport> impatient(held, {.in_flight = 1, .wait = false});
    auto const send = [](auto& through, milliseconds within, std::stop_token stop = {}) {
        return code_of(through.send({.url = "http://a/"}, steady_clock::now() + within, stop));
    };
    std::vector<std::thread> callers;
    std::atomic<int> well = 0;
    for (int i = 0; i < 6; ++i)
        callers.emplace_back([&] { well += send(transport, 1h) == tl::code::none; });
    held.shared->began.acquire(), held.shared->began.acquire();
    // two are under way
    CHECK(send(transport, 1ms) == tl::code::overloaded);
    std::stop_source stop;
    stop.request_stop();
    CHECK(send(transport, 1h, stop.get_token()) == tl::code::cancelled);
    held.shared->go_on.release(6);
    for (auto& caller : callers) caller.join();
    CHECK(well == 6);
    CHECK(held.shared->most == 2);

    held.shared->began.acquire(), held.shared->began.acquire();
    held.shared->began.acquire(), held.shared->began.acquire();
    std::thread first([&] { CHECK(send(impatient, 1h) == tl::code::none); });
    held.shared->began.acquire();
    CHECK(send(impatient, 1h) == tl::code::overloaded);
    held.shared->go_on.release();
    first.join();
}

TEST_CASE("a transport that throws gives its place back") {
    struct throwing {
        tl::result<tl::http::response> send(tl::http::request const&, tl::deadline,
                                            std::stop_token) {
            throw std::runtime_error("why");
        }
    };
    tl::limiting<throwing> transport(throwing(), {.in_flight = 1, .wait = false});
    for (int i = 0; i < 3; ++i)
        CHECK_THROWS_AS(
            static_cast<void>(transport.send({.url = "http://a/"}, steady_clock::now() + 1h)),
            std::runtime_error);
}

}  // namespace transport_limiting_test
