// SPDX-License-Identifier: BSL-1.0
// Transports around others, while servers, callers and deadlines do everything at once.
#include "faults/server.hpp"

#include <trotline/transport/breaking.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/transport/limiting.hpp>
#include <trotline/transport/observed.hpp>
#include <trotline/transport/retrying.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace faults_combined_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using faults::answer;
using faults::in;
using faults::peer;
using faults::received;

namespace {

// Answers with the request's content, or does what its target says.
void behave(peer& client, received const& request) {
    std::string_view const how = request.target;
    if (how == "/silent") return client.wait_for_close();
    if (how == "/reset") return client.reset();
    if (how == "/unavailable") {
        client.send(answer("", "Retry-After: 0\r\n", "503 Unavailable"));
    } else if (how == "/incomplete") {
        client.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n" + request.content);
        client.close();
    } else if (how == "/malformed") {
        client.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n");
        client.close();
    } else if (how == "/closing") {
        client.send(answer(request.content, "Connection: close\r\n"));
        client.close();
    } else if (how == "/unannounced") {  // the connection cannot be used again, and nothing says so
        client.send(answer(request.content));
        client.close();
    } else {
        client.send(answer(request.content));
    }
}
constexpr std::array<std::string_view, 10> targets{
    "/echo",       "/silent",    "/echo",    "/reset",       "/unavailable",
    "/incomplete", "/malformed", "/closing", "/unannounced", "/echo"};

// What became of the calls. The completions share it.
struct calls {
    static constexpr int count = 400;
    std::array<std::atomic<int>, count> ends{};
    std::atomic<int> left{count}, answered{0}, wrong{0};

    void end(int call, tl::result<tl::http::response> const& outcome) {
        ++ends[static_cast<std::size_t>(call)];
        if (outcome && outcome->status == 200) {
            ++answered;
            wrong += outcome->content != std::to_string(call);
        }
        if (--left == 0) left.notify_all();
    }
    void wait() const {
        for (int now; (now = left) > 0;) left.wait(now);
    }
};

struct counting {
    std::atomic<int> begun{0}, over{0};
    int began(tl::observed_request const&) { return ++begun; }
    void ended(int, tl::observed_request const&, tl::observed_outcome const&) { ++over; }
};

// with(use) makes a transport, calls use(transport) and destroys it. Each call ends once, with its
// own answer or a failure; afterwards no place of a limit is taken, so that good calls go through;
// and calls are under way when the transport is destroyed.
template <class With> void storm(With with) {
    faults::server const server(behave);
    auto const all = std::make_shared<calls>(), cut_off = std::make_shared<calls>();
    auto const start = [&](auto& transport, std::shared_ptr<calls> const& of, int call,
                           std::string_view target, std::chrono::milliseconds time,
                           tl::stop_token stop) {
        transport.start({.method = tl::http::method::put,
                         .url = server.url(target),
                         .content = std::to_string(call)},
                        in(time), std::move(stop),
                        [of, call](auto&& outcome) { of->end(call, outcome); });
    };
    with([&](auto& transport) {
        for (int call = 0; call != calls::count; ++call) {
            std::stop_source stop;
            start(transport, all, call, targets[static_cast<std::size_t>(call) % targets.size()],
                  call % 3 == 0 ? 40ms : 400ms, stop.get_token());
            if (call % 7 == 0) stop.request_stop();
        }
        all->wait();
        // (the trial that closes the circuit)
        CHECK(transport.send({.url = server.url("/good")}, in(20s), {}).has_value());
        std::vector<std::future<tl::result<tl::http::response>>> good;
        for (int i = 0; i != 20; ++i)
            good.push_back(tl::send_async(transport, {.url = server.url("/good")}, in(20s)));
        for (auto& each : good) {
            auto const outcome = each.get();
            REQUIRE(outcome.has_value());
            CHECK(outcome->content == "good");
        }
        for (int call = 0; call != calls::count; ++call)
            start(transport, cut_off, call, call % 2 == 0 ? "/silent" : "/echo", 20s, {});
    });
    CHECK(all->answered > 0);
    CHECK(all->answered < calls::count);
    for (auto const& of : {all, cut_off}) {
        CHECK(of->wrong == 0);
        for (auto const& ends : of->ends) CHECK(ends == 1);
    }
}

tl::limit_settings const few{.in_flight = 8};
tl::breaker_settings const careful{.failures = 5, .open_for = 0ms};
tl::retry_settings const three{.attempts = 3};
constexpr tl::exponential_backoff soon{1ms, 5ms};
tl::threaded_settings const threads{.threads = 6, .grace = 20ms};

// A transport inside of all that wait, count and try again.
template <class T>
using wrapped = tl::retrying<tl::observed<tl::breaking<tl::limiting<T>>, counting>>;
template <class T> wrapped<T> wrap(T inner, std::shared_ptr<counting> by) {
    tl::limiting<T> limited(std::forward<T>(inner), few);
    tl::breaking<tl::limiting<T>> breaking(std::move(limited), careful);
    tl::observed<tl::breaking<tl::limiting<T>>, counting> observed(std::move(breaking),
                                                                   std::move(by));
    return wrapped<T>(std::move(observed), three, soon);
}

}  // namespace

TEST_CASE("calls in one loop") {
    storm([](auto use) {
        tl::async_curl_transport loop{{}, {.connections_per_host = 8, .grace = 20ms}};
        use(loop);
    });
}

TEST_CASE("calls in one loop, inside of all that wait, count and try again") {
    auto const observer = std::make_shared<counting>();
    storm([&](auto use) {
        tl::async_curl_transport loop{{}, {.grace = 20ms}};
        auto all = wrap<tl::async_curl_transport&>(loop, observer);
        use(all);
    });
    CHECK(observer->begun > 0);
    CHECK(observer->over == observer->begun);
}

TEST_CASE("calls in threads, outside of all that wait, count and try again") {
    auto const observer = std::make_shared<counting>();
    storm([&](auto use) {
        tl::threaded<wrapped<tl::curl_transport>> all(wrap(tl::curl_transport(), observer),
                                                      threads);
        use(all);
    });
    CHECK(observer->begun > 0);
    CHECK(observer->over == observer->begun);
}

TEST_CASE("calls in threads, inside of all that wait, count and try again") {
    auto const observer = std::make_shared<counting>();
    storm([&](auto use) {
        tl::threaded<tl::curl_transport> inner(tl::curl_transport(), threads);
        auto all = wrap<tl::threaded<tl::curl_transport>&>(inner, observer);
        use(all);
    });
    CHECK(observer->begun > 0);
    CHECK(observer->over == observer->begun);
}

}  // namespace faults_combined_test
