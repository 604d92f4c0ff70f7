// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/threaded.hpp>

#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <condition_variable>
#include <optional>
#include <stdexcept>
#include <utility>

namespace transport_threaded_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

// Waits for a stop, or for a gate that a test opens.
struct gate {
    std::mutex mutex;
    std::condition_variable_any changed;
    bool open = false;
    int waiting = 0;

    void wait_for(int count) {
        std::unique_lock lock(mutex);
        CHECK(changed.wait_for(lock, 5s, [&] { return waiting >= count; }));
    }
    void set() {
        std::lock_guard const lock(mutex);
        open = true;
        changed.notify_all();
    }
};

struct gated_transport {
    gate* at;
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                        std::stop_token stop) {
        if (request.url == "throw") throw std::runtime_error("thrown");
        std::unique_lock lock(at->mutex);
        ++at->waiting;
        at->changed.notify_all();
        bool const passed = at->changed.wait(lock, stop, [&] { return at->open; });
        if (!passed) return tl::failure{.stage = tl::stage::receive, .code = tl::code::cancelled};
        return tl::http::response{.status = 200, .content = request.content};
    }
};
static_assert(tl::async_transport<tl::threaded<gated_transport>>);
static_assert(!tl::async_transport<gated_transport>);

}  // namespace

TEST_CASE("calls go on while the caller does") {
    gate at;
    tl::threaded<gated_transport> transport{gated_transport{&at}, {.threads = 3}};
    std::vector<std::future<tl::result<tl::http::response>>> answers;
    answers.reserve(10);
    for (int i = 0; i < 10; ++i)
        answers.push_back(
            tl::send_async(transport, {.content = std::to_string(i)}, tl::deadline::max()));
    at.wait_for(3);
    at.set();
    for (int i = 0; i < 10; ++i)
        CHECK(answers[static_cast<std::size_t>(i)].get()->content == std::to_string(i));
}

TEST_CASE("a full queue is said so, at once") {
    gate at;
    std::atomic<int> overloaded = 0, answered = 0;
    {
        tl::threaded<gated_transport> transport{gated_transport{&at},
                                                {.threads = 1, .queue_limit = 2}};
        auto const count = [&](tl::result<tl::http::response> const& outcome) {
            ++(outcome.has_value() ? answered : overloaded);
            if (!outcome) CHECK(outcome.error().code == tl::code::overloaded);
        };
        transport.start({}, tl::deadline::max(), {}, count);
        at.wait_for(1);
        for (int i = 0; i < 5; ++i) transport.start({}, tl::deadline::max(), {}, count);
        CHECK(overloaded == 3);
        transport.start({}, tl::deadline::max(), {}, nullptr);
        at.set();
    }
    CHECK(answered == 3);
}

TEST_CASE("destruction waits a bounded time and reports what it cuts off") {
    gate at;
    std::atomic<int> cancelled = 0;
    auto const begin = std::chrono::steady_clock::now();
    {
        tl::threaded<gated_transport> transport{gated_transport{&at},
                                                {.threads = 2, .grace = 50ms}};
        for (int i = 0; i < 6; ++i) {
            transport.start(
                {}, tl::deadline::max(), {}, [&](tl::result<tl::http::response> const& outcome) {
                    if (outcome.has_error() && outcome.error().code == tl::code::cancelled)
                        ++cancelled;
                });
        }
    }
    CHECK(cancelled == 6);
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
}

TEST_CASE(
    "what is started while the transport ends is refused; calls without a completion end, too") {
    gate at;
    std::optional<tl::result<tl::http::response>> late;
    {
        tl::threaded<gated_transport> transport{gated_transport{&at}, {.threads = 1, .grace = 0ms}};
        transport.start({}, tl::deadline::max(), {}, [&](tl::result<tl::http::response>&&) {
            transport.start({}, tl::deadline::max(), {}, [&](tl::result<tl::http::response>&& o) {
                late.emplace(std::move(o));
            });
            transport.start({}, tl::deadline::max(), {}, {});
        });
        at.wait_for(1);
        transport.start({}, tl::deadline::max(), {}, {});  // waits for the thread
    }
    REQUIRE(late);
    REQUIRE_FALSE(*late);
    CHECK(late->error().code == tl::code::cancelled);
    CHECK(late->error().detail == "the transport is being destroyed");
}

TEST_CASE("a stop ends one call and not the others") {
    gate at;
    tl::threaded<gated_transport> transport{gated_transport{&at}, {.threads = 2}};
    std::stop_source stop;
    auto stopped = tl::send_async(transport, {}, tl::deadline::max(), stop.get_token());
    auto other = tl::send_async(transport, {}, tl::deadline::max());
    at.wait_for(2);
    stop.request_stop();
    CHECK(stopped.get().error().code == tl::code::cancelled);
    at.set();
    CHECK(other.get().has_value());
}

TEST_CASE("deadlines and stops also hold in the queue") {
    gate at;
    tl::threaded<gated_transport> transport{gated_transport{&at}, {.threads = 1, .queue_limit = 3}};
    auto const begin = std::chrono::steady_clock::now();
    auto const start = [&](std::chrono::milliseconds within, tl::stop_token stop = {}) {
        return tl::send_async(transport, {}, begin + within, std::move(stop));
    };
    auto held = start(1h);
    at.wait_for(1);
    tl::stop_source stop;
    auto late = start(50ms), stopped = start(1h, stop.get_token()), patient = start(1h);
    auto const code_of = [](auto& one) {
        REQUIRE(one.wait_for(5s) == std::future_status::ready);
        return one.get().error().code;
    };
    CHECK(code_of(late) == tl::code::overloaded);
    CHECK(std::chrono::steady_clock::now() >= begin + 50ms);
    stop.request_stop();
    CHECK(code_of(stopped) == tl::code::cancelled);
    auto next = start(1h);  // there is room in the queue again
    at.set();
    for (auto* each : {&held, &patient, &next}) CHECK(each->get());
}

TEST_CASE("exceptions and deadlines of the past are failures") {
    gate at;
    tl::threaded<gated_transport> transport{gated_transport{&at}};
    auto const thrown = tl::send_async(transport, {.url = "throw"}, tl::deadline::max()).get();
    CHECK(thrown.error().code == tl::code::internal);
    CHECK(thrown.error().detail == "thrown");
    CHECK(tl::send_async(transport, {}, tl::deadline::min()).get().error().code ==
          tl::code::timeout);
}

TEST_CASE("a deadline of the past is a timeout while the threads start or are busy, too") {
    gate at;
    auto const code_of_late = [](auto& transport) {
        return tl::send_async(transport, {}, tl::deadline::min()).get().error().code;
    };
    for (int i = 0; i < 100; ++i) {
        tl::threaded<gated_transport> starting{gated_transport{&at}};
        CHECK(code_of_late(starting) == tl::code::timeout);
    }
    tl::threaded<gated_transport> busy{gated_transport{&at}, {.threads = 1, .grace = 0ms}};
    auto const held = tl::send_async(busy, {}, tl::deadline::max());
    at.wait_for(1);
    CHECK(code_of_late(busy) == tl::code::timeout);
    busy.start({}, tl::deadline::min(), {}, {});  // nobody is told
}

TEST_CASE("a transport that others use, too") {
    gate at;
    at.set();
    gated_transport transport{&at};
    tl::threaded<gated_transport&> threads(transport);
    CHECK(&threads.wrapped() == &transport);
    CHECK(tl::send_async(threads, {.content = "a"}, tl::deadline::max()).get()->content == "a");
}

}  // namespace transport_threaded_test
