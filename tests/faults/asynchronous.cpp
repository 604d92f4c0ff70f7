// SPDX-License-Identifier: BSL-1.0
// Many calls at once in one loop, and their faults.
#include "faults/server.hpp"

#include <trotline/call/authorizing.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/limiting.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <condition_variable>
#include <random>

namespace faults_asynchronous_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using faults::answer;
using faults::in;
using faults::peer;
using faults::received;

namespace {

void echo(peer& client, received const& request) {
    if (request.target == "/silent") return client.wait_for_close();
    if (request.target == "/reset") return client.reset();
    if (request.target == "/moved") {
        client.send(answer("", "Location: /echo\r\n", "307 Moved"));
        return;
    }
    client.send(answer(request.content));
}

}  // namespace

TEST_CASE("hundreds of calls at once, each with its own answer") {
    faults::server const server(echo);
    tl::async_curl_transport transport{{.redirects = 1}, {.connections_per_host = 8}};
    std::vector<std::future<tl::result<tl::http::response>>> answers;
    answers.reserve(300);
    for (int i = 0; i < 300; ++i) {
        answers.push_back(tl::send_async(transport,
                                         {.method = tl::http::method::post,
                                          .url = server.url(i % 3 == 0 ? "/moved" : "/echo"),
                                          .content = std::to_string(i)},
                                         in(10s)));
    }
    for (std::size_t i = 0; i < answers.size(); ++i) {
        auto const answered = answers[i].get();
        REQUIRE(answered.has_value());
        CHECK(answered->content == std::to_string(i));
    }
    CHECK(server.connections() <= 8);
    CHECK(transport.send({.url = server.url("/good")}, in(5s))->content == "good");
}

TEST_CASE("start comes back at once, whatever happens") {
    tl::async_curl_transport transport{{}, {.queue_limit = 3, .grace = 100ms}};
    std::atomic<int> overloaded = 0;
    auto const begin = std::chrono::steady_clock::now();
    faults::server const server(echo);
    for (int i = 0; i < 10; ++i) {
        transport.start({.url = server.url("/silent")}, in(8s), {},
                        [&](tl::result<tl::http::response> const& outcome) {
                            if (outcome.error().code == tl::code::overloaded) ++overloaded;
                        });
    }
    CHECK(overloaded == 7);
    transport.start({.url = "http://no-such-host.invalid/"}, in(8s), {}, nullptr);
    CHECK(std::chrono::steady_clock::now() - begin < 8s);
}

TEST_CASE("started calls wait for their turn and for one token") {
    std::atomic<int> under_way = 0, most = 0, tokens = 0;
    faults::server const server([&](peer& client, received const& request) {
        int const now = ++under_way;
        for (int known = most; known < now && !most.compare_exchange_weak(known, now);) {
        }
        bool const for_token = request.target == "/token";
        tokens += for_token;
        bool const good = request.head.find("Bearer abc") != std::string::npos;
        --under_way;
        client.send(for_token ? answer(R"({"access_token": "abc", "expires_in": 3600})",
                                       "Content-Type: application/json\r\n")
                              : answer(good ? "good" : "without a token"));
    });
    tl::async_curl_transport loop;
    tl::limiting<tl::async_curl_transport&> limited(loop, {.in_flight = 2});
    tl::authorizing<tl::limiting<tl::async_curl_transport&>&> transport(
        limited, {.request = tl::client_credentials(server.url("/token")),
                  .parameters = {{"CLIENT_ID", "me"}, {"CLIENT_SECRET", tl::secret{"s3cret"}}}});
    std::vector<std::future<tl::result<tl::http::response>>> answers;
    for (int i = 0; i < 200; ++i)
        answers.push_back(tl::send_async(transport, {.url = server.url("/")}, in(60s)));
    for (auto& each : answers) {
        auto const answered = each.get();
        REQUIRE(answered.has_value());
        CHECK(answered->content == "good");
    }
    CHECK(tokens == 1);
    CHECK(most <= 2);
}

TEST_CASE("each call has its own deadline") {
    faults::server const server(echo);
    tl::async_curl_transport transport;
    auto const begin = std::chrono::steady_clock::now();
    auto slow = tl::send_async(transport, {.url = server.url("/silent")}, begin + 2s);
    auto fast = tl::send_async(transport, {.url = server.url("/silent")}, begin + 1s);
    auto const failed = fast.get();
    CHECK(failed.error().code == tl::code::timeout);
    CHECK(failed.error().may_have_been_processed);
    CHECK(faults::in_time(std::chrono::steady_clock::now() - begin, 1s));
    CHECK(slow.get().error().code == tl::code::timeout);
    CHECK(faults::in_time(std::chrono::steady_clock::now() - begin, 2s));
    CHECK(transport.send({.url = server.url("/good")}, in(5s))->content == "good");
}

TEST_CASE("deadlines and stops also hold in the queue") {
    faults::server const server(echo);
    tl::async_curl_transport transport{{}, {.active_limit = 1}};
    auto const begin = std::chrono::steady_clock::now();
    std::stop_source held, stop;
    auto holder =
        tl::send_async(transport, {.url = server.url("/silent")}, begin + 60s, held.get_token());
    auto queued = tl::send_async(transport, {.url = server.url("/good")}, begin + 1s);
    auto stopped =
        tl::send_async(transport, {.url = server.url("/good")}, begin + 60s, stop.get_token());
    CHECK(queued.get().error().code == tl::code::overloaded);
    CHECK(faults::in_time(std::chrono::steady_clock::now() - begin, 1s));
    stop.request_stop();
    CHECK(stopped.get().error().code == tl::code::cancelled);
    held.request_stop();
    CHECK(holder.get().error().code == tl::code::cancelled);
}

TEST_CASE("a stop ends one call and not the others") {
    faults::server const server(echo);
    tl::async_curl_transport transport;
    std::stop_source stop;
    auto stopped =
        tl::send_async(transport, {.url = server.url("/silent")}, in(10s), stop.get_token());
    auto other = tl::send_async(transport, {.url = server.url("/silent")}, in(300ms));
    stop.request_stop();
    CHECK(stopped.get().error().code == tl::code::cancelled);
    CHECK(other.get().error().code == tl::code::timeout);
    stop.request_stop();
    CHECK(tl::send_async(transport, {.url = server.url("/good")}, in(10s), stop.get_token())
              .get()
              .error()
              .code == tl::code::cancelled);
}

TEST_CASE("destruction waits a bounded time and reports what it cuts off") {
    faults::server const server(echo);
    std::atomic<int> good = 0, cancelled = 0;
    auto const begin = std::chrono::steady_clock::now();
    {
        tl::async_curl_transport transport{{}, {.active_limit = 4, .grace = 200ms}};
        for (int i = 0; i < 20; ++i) {
            transport.start(
                {.url = server.url(i < 2 ? "/good" : "/silent")}, in(10s), {},
                [&](tl::result<tl::http::response> const& outcome) {
                    if (outcome.has_value()) ++good;
                    if (outcome.has_error() && outcome.error().code == tl::code::cancelled)
                        ++cancelled;
                });
        }
    }
    CHECK(good == 2);
    CHECK(cancelled == 18);
    CHECK(std::chrono::steady_clock::now() - begin < 10s);
}

TEST_CASE("a completion may start the next call") {
    faults::server const server(echo);
    tl::async_curl_transport transport;
    std::promise<int> last;
    std::atomic<int> calls = 0;
    std::function<void()> next = [&] {
        transport.start({.url = server.url("/good")}, in(5s), {},
                        [&](tl::result<tl::http::response> const& outcome) {
                            if (++calls == 20 || outcome.has_error()) {
                                last.set_value(outcome.has_value() ? calls.load() : -1);
                            } else {
                                next();
                            }
                        });
    };
    next();
    CHECK(last.get_future().get() == 20);
}

TEST_CASE("a completion that always starts another call does not keep the transport alive") {
    faults::server const server(echo);
    std::atomic<int> ended = 0;
    std::promise<void> began;
    tl::async_curl_transport* transport = nullptr;
    std::function<void()> again = [&, first = true]() mutable {
        transport->start({.url = server.url("/good")}, in(5s), {},
                         [&](tl::result<tl::http::response> const& outcome) {
                             if (std::exchange(first, false)) began.set_value();
                             if (outcome.has_error()) {
                                 ++ended;
                             } else {
                                 again();
                             }
                         });
    };
    auto const begin = std::chrono::steady_clock::now();
    {
        tl::async_curl_transport made{{}, {.grace = 50ms}};
        transport = &made;
        again();
        began.get_future().wait();
    }
    CHECK(ended == 1);
    CHECK(std::chrono::steady_clock::now() - begin < 5s);
}

TEST_CASE("one bad call does not disturb the others, nor one transport another") {
    faults::server const server(echo);
    tl::async_curl_transport first, second;
    std::vector<std::future<tl::result<tl::http::response>>> good, bad;
    for (int i = 0; i < 20; ++i) {
        auto& transport = i % 2 == 0 ? first : second;
        good.push_back(tl::send_async(transport, {.url = server.url("/good")}, in(5s)));
        bad.push_back(tl::send_async(transport, {.url = server.url("/reset")}, in(5s)));
        bad.push_back(tl::send_async(transport, {.url = "http://127.0.0.1:1/"}, in(5s)));
        bad.push_back(tl::send_async(transport, {.url = "ftp://127.0.0.1:1/"}, in(5s)));
    }
    for (auto& each : good) CHECK(each.get()->content == "good");
    for (auto& each : bad) CHECK(each.get().has_error());
}

TEST_CASE("transports that go at random moments") {
    faults::server const server(echo);
    std::minstd_rand random(7);
    for (int round = 0; round < 20; ++round) {
        std::atomic<int> ended = 0;
        int started = 0;
        {
            tl::async_curl_transport transport{{},
                                               {.grace = std::chrono::milliseconds(random() % 20)}};
            std::stop_source stop;
            for (int i = 0; i < 10; ++i) {
                auto const* const target = random() % 2 == 0 ? "/good" : "/silent";
                transport.start({.url = server.url(target)},
                                in(std::chrono::milliseconds(random() % 30)), stop.get_token(),
                                [&](tl::result<tl::http::response> const&) { ++ended; });
                ++started;
                if (random() % 16 == 0) stop.request_stop();
            }
        }
        CHECK(ended == started);
    }
}

}  // namespace faults_asynchronous_test
