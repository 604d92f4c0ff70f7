// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/limiting.hpp>

#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <future>
#include <memory>
#include <semaphore>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "support/fake_timer.hpp"
#include "support/kept_transport.hpp"

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
        {{.per_second = 1e-12, .burst = 5}, {}},
        {{.per_second = 1e-300, .burst = 4'000'000'000}, {}},
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

namespace {

using trotline_tests::kept_transport;
using kept_limiting = tl::limiting<kept_transport>;
static_assert(tl::async_transport<kept_limiting>);
static_assert(tl::async_transport<tl::limiting<tl::threaded<tl::scripted_transport>&>>);
static_assert(!tl::async_transport<limited>);

using answer = std::future<tl::result<tl::http::response>>;
template <class L>
answer start(L& through, milliseconds within = 1h, std::stop_token stop = {},
             std::string url = "http://a/") {
    return tl::send_async(through, {.url = std::move(url)}, steady_clock::now() + within,
                          std::move(stop));
}
bool is_ready(answer const& one) { return one.wait_for(0s) == std::future_status::ready; }

}  // namespace

TEST_CASE("started calls wait for a place without a thread, in their order") {
    constexpr std::size_t calls = 2000, places = 3;
    kept_transport const kept;
    kept_limiting transport(kept, {.in_flight = places});
    std::vector<answer> all;
    for (std::size_t i = 0; i < calls; ++i)
        all.push_back(start(transport, 1h, {}, "http://a/" + std::to_string(i)));
    CHECK(kept.sent().size() == places);
    CHECK_FALSE(is_ready(all.front()));
    for (std::size_t begun = 0, ended = 0; ended < calls; ++begun) {
        if (begun < calls) kept.shared->began.acquire();
        std::size_t const now = kept.end();
        CHECK(now <= places);
        ended += now;
    }
    for (auto& each : all) CHECK(code_of(each.get()) == tl::code::none);
    auto const sent = kept.sent();
    REQUIRE(sent.size() == calls);
    for (std::size_t i = 0; i < calls; ++i) CHECK(sent[i].url == "http://a/" + std::to_string(i));
}

TEST_CASE("started calls wait for their turns") {
    fake_timer const timer;
    tl::threaded<tl::scripted_transport> threads(
        tl::scripted_transport({{.answer = tl::http::response{.status = 200}}}));
    tl::limiting<tl::threaded<tl::scripted_transport>&, fake_timer> transport(
        threads, {.per_second = 10, .burst = 2}, timer);
    auto const until = timer.now() + 1h;
    for (int i = 0; i < 4; ++i)
        CHECK(tl::send_async(transport, {.url = "http://a/"}, until).get()->status == 200);
    CHECK(timer.shared->waits == std::vector<milliseconds>{100ms, 100ms});
    auto const late = tl::send_async(transport, {.url = "http://a/"}, timer.now() + 99ms).get();
    CHECK(code_of(late) == tl::code::overloaded);
    CHECK(late.error().detail == "too many requests for this second");
    CHECK(timer.shared->waits.size() == 2);
    CHECK(threads.wrapped().sent().size() == 4);
}

TEST_CASE("a stop or the deadline ends the waiting of started calls, for a place and for a turn") {
    kept_transport const kept;
    kept_limiting places(kept, {.in_flight = 1}), turns(kept, {.per_second = 1e-3});
    for (kept_limiting* transport : {&places, &turns}) {
        std::size_t const before = kept.sent().size();
        tl::stop_source stop;
        answer first = start(*transport), last;
        answer stopped = start(*transport, 24h, stop.get_token());
        answer late = start(*transport, 1ms);
        CHECK(code_of(late.get()) == tl::code::overloaded);
        CHECK_FALSE(is_ready(stopped));
        stop.request_stop();
        CHECK(code_of(stopped.get()) == tl::code::cancelled);
        CHECK(code_of(start(*transport, 24h, stop.get_token()).get()) == tl::code::cancelled);
        CHECK(kept.sent().size() == before + 1);
        CHECK(kept.end() == 1);
        CHECK(code_of(first.get()) == tl::code::none);
    }
    // the places of calls that gave up are free
    answer const next = start(places);
    CHECK(kept.end() == 1);
    CHECK(is_ready(next));

    kept_limiting impatient(kept, {.in_flight = 1, .wait = false});
    answer const only = start(impatient);
    CHECK(code_of(start(impatient).get()) == tl::code::overloaded);
    kept.end();
}

TEST_CASE("a call without a completion has its place and gives it back") {
    kept_transport const kept;
    kept_limiting transport(kept, {.in_flight = 1, .wait = false});
    transport.start({.url = "http://a/"}, steady_clock::now() + 1h, {}, {});
    CHECK(code_of(start(transport).get()) == tl::code::overloaded);
    transport.start({.url = "http://a/"}, steady_clock::now() + 1h, {}, {});  // refused
    CHECK(kept.end() == 1);
    answer const next = start(transport);
    CHECK(kept.end() == 1);
    CHECK(is_ready(next));
}

TEST_CASE(
    "destinations are forgotten if they are too many, but not those whose limit still counts") {
    fake_timer const timer;
    limited transport = make({.per_second = 1, .wait = false, .destinations = 2}, timer);
    auto const send = [&](std::string const& url) {
        return code_of(transport.send({.url = url}, steady_clock::now() + 1h));
    };
    CHECK(send("http://a/") == tl::code::none);
    for (std::string const host : {"b", "c", "d"})
        CHECK(send("http://" + host + "/") == tl::code::none);
    CHECK(send("http://a/") == tl::code::overloaded);
    timer.pass(1s);
    CHECK(send("http://e/") == tl::code::none);
    CHECK(send("http://a/") == tl::code::none);
}

TEST_CASE("a completion finds its own place free") {
    kept_transport const kept;
    kept_limiting transport(kept, {.in_flight = 1, .wait = false});
    std::promise<void> second;
    auto const until = steady_clock::now() + 1h;
    transport.start({.url = "http://a/"}, until, {}, [&](tl::result<tl::http::response>&&) {
        transport.start({.url = "http://a/"}, until, {},
                        [&](tl::result<tl::http::response>&& outcome) {
                            CHECK(code_of(outcome) == tl::code::none);
                            second.set_value();
                        });
    });
    CHECK(kept.end() == 1);
    CHECK(kept.end() == 1);
    second.get_future().get();
}

TEST_CASE("destruction ends the waiting; the waiting of copies goes on") {
    kept_transport const kept;
    auto dying = std::make_unique<kept_limiting>(kept, tl::limit_settings{.in_flight = 1});
    auto copy = *dying;
    answer first = start(*dying), cut_off = start(*dying, 24h), last = start(copy, 24h);
    dying.reset();
    CHECK(code_of(cut_off.get()) == tl::code::cancelled);
    CHECK_FALSE(is_ready(last));
    kept.shared->began.acquire();
    CHECK(kept.end() == 1);
    CHECK(code_of(first.get()) == tl::code::none);
    kept.shared->began.acquire();
    CHECK(kept.end() == 1);
    CHECK(code_of(last.get()) == tl::code::none);
}

TEST_CASE("waiting and started calls from many threads, stopped and destroyed at any time") {
    for (int round = 0; round < 10; ++round) {
        std::atomic<int> ended = 0;
        tl::stop_source stop;
        tl::threaded<tl::scripted_transport> threads(
            tl::scripted_transport({{.answer = tl::http::response{.status = 200}}}));
        {
            tl::limiting<tl::threaded<tl::scripted_transport>&> transport(
                threads, {.per_second = 1e5, .in_flight = 3});
            auto copy = transport;
            std::vector<std::thread> callers;
            for (int t = 0; t < 4; ++t)
                callers.emplace_back([&, t] {
                    auto const until = steady_clock::now() + 1h;
                    auto& through = t % 2 == 0 ? transport : copy;
                    for (int i = 0; i < 30; ++i) {
                        through.start({.url = "http://a/"}, until,
                                      i % 3 == 0 ? stop.get_token() : std::stop_token(),
                                      [&](tl::result<tl::http::response>&&) { ++ended; });
                        if (i % 10 == 5) {
                            std::stop_token const mine =
                                i > 20 ? stop.get_token() : std::stop_token();
                            static_cast<void>(through.send({.url = "http://a/"}, until, mine));
                        }
                        if (t == 1 && i == 20) stop.request_stop();
                    }
                });
            for (auto& each : callers) each.join();
        }
        while (ended < 120) std::this_thread::yield();
    }
}

}  // namespace transport_limiting_test
