// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/worker.hpp>

#include <trotline/outbox/memory.hpp>
#include <trotline/outbox/post.hpp>
#include <trotline/transport/scripted.hpp>
#include <trotline/transport/threaded.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <latch>
#include <map>
#include <mutex>
#include <span>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace outbox_worker_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

// Answers with a function of the URL, which may wait.
class answering {
  public:
    using function =
        std::function<tl::result<tl::http::response>(tl::http::request const&, std::stop_token)>;
    explicit answering(function answer = {}) : answer_(std::move(answer)) {}
    tl::result<tl::http::response> send(tl::http::request const& request, tl::deadline,
                                        std::stop_token stop) {
        return answer_(request, std::move(stop));
    }

  private:
    function answer_;
};
tl::http::response const good{.status = 200, .content = "{}"};

// Notified after every step of a worker.
struct bell {
    std::mutex mutex;
    std::condition_variable rung;

    tl::worker_settings on(tl::worker_settings settings) {
        settings.observer =
            [this, before = std::move(settings.observer)](tl::delivery_event const& event) {
                if (before) before(event);
                std::lock_guard const lock(mutex);
                rung.notify_all();
            };
        return settings;
    }
    void wait_until(auto condition) {
        std::unique_lock lock(mutex);
        REQUIRE(rung.wait_for(lock, 20s, condition));
    }
};

// A worker with everything that it needs, in a thread.
struct running : bell {
    tl::threaded<answering> transport;
    tl::memory_parameter_store parameters, secrets;
    tl::worker<tl::memory_outbox, tl::threaded<answering>, tl::memory_parameter_store,
               tl::memory_parameter_store>
        worker;
    std::jthread thread;

    running(tl::memory_outbox& box, answering::function answer, tl::worker_settings settings = {})
        : transport(answering(std::move(answer)), {.threads = 8}),
          worker(box, transport, parameters, secrets, on(std::move(settings))),
          thread([this](std::stop_token stop) { worker.run(std::move(stop)); }) {}
    void stop() {
        thread.request_stop();
        thread.join();
    }
};

// Hands an entry out again as soon as its lease has expired, which nobody can prevent.
class forgetful_outbox {
  public:
    std::latch handed_out_again{1};
    tl::memory_outbox inner{200ms};

    tl::result<tl::outbox_receipt> post(tl::outbox_entry const& entry) { return inner.post(entry); }
    tl::result<std::vector<tl::outbox_lease>> take(tl::outbox_appetite const& wanted,
                                                   std::chrono::milliseconds patience) {
        auto taken = inner.take(wanted, patience);
        for (auto const& each : *taken)
            if (each.attempt == 2) handed_out_again.count_down();
        return taken;
    }
    tl::result<void> settle(std::span<tl::outbox_settlement const> batch) {
        return inner.settle(batch);
    }
    tl::result<void> extend(std::span<tl::outbox_lease const* const>) { return {}; }
    std::chrono::milliseconds hold() const { return inner.hold(); }
    void wake() { inner.wake(); }
};

// Refuses every batch with the end of a delivery to `bad.example`, until `accepts`.
class refusing_outbox {
  public:
    tl::memory_outbox inner;
    bool answers = true;  // false: the refusals are no answers
    std::atomic<bool> accepts = false;
    std::vector<std::size_t> batches{};  // the sizes, before it accepts
    int rests = 0;

    tl::result<tl::outbox_receipt> post(tl::outbox_entry const& entry) { return inner.post(entry); }
    tl::result<std::vector<tl::outbox_lease>> take(tl::outbox_appetite const& wanted,
                                                   std::chrono::milliseconds patience) {
        return inner.take(wanted, patience);
    }
    tl::result<void> settle(std::span<tl::outbox_settlement const> batch) {
        if (!accepts) batches.push_back(batch.size());
        for (auto const& each : batch)
            if (!accepts && each.lease->destination == "bad.example")
                return tl::failure{.stage = tl::stage::send,
                                   .code = answers ? tl::code::overloaded : tl::code::timeout,
                                   .may_have_been_processed = !answers};
        return inner.settle(batch);
    }
    tl::result<void> extend(std::span<tl::outbox_lease const* const> leases) {
        return inner.extend(leases);
    }
    std::chrono::milliseconds hold() const { return inner.hold(); }
    void wake() { inner.wake(); }
    void rest() { ++rests; }
};

tl::webhook to(std::string const& url) {
    tl::webhook made;
    made.method = tl::method::post;
    made.url = url;
    return made;
}

tl::worker_settings impatient() {
    tl::worker_settings made;
    made.schedule.backoff = {1ms, 2, 5ms};
    made.limits.shortest_pause = 1ms;
    made.limits.longest_pause = 20ms;
    return made;
}

}  // namespace

TEST_CASE("everything is delivered once, in steps") {
    tl::memory_outbox box;
    for (int i = 0; i < 200; ++i)
        REQUIRE(tl::post(box,
                         to("http://h" + std::to_string(i % 7) + ".example/" + std::to_string(i))));
    std::mutex mutex;
    std::map<std::string, int> calls;
    std::vector<tl::delivery_step> steps;
    auto settings = impatient();
    settings.observer = [&](tl::delivery_event const& event) {
        if (event.lease.sequence == 1) steps.push_back(event.step);
        CHECK((event.settlement != nullptr) == (event.step >= tl::delivery_step::landed));
    };
    running one(
        box,
        [&](tl::http::request const& request, std::stop_token) {
            std::lock_guard const lock(mutex);
            ++calls[request.url];
            return good;
        },
        settings);
    one.wait_until([&] { return box.size() == 0; });
    one.stop();
    CHECK(calls.size() == 200);
    CHECK(std::ranges::all_of(calls, [](auto const& each) { return each.second == 1; }));
    CHECK(one.worker.counts().delivered == 200);
    using enum tl::delivery_step;
    CHECK(steps == std::vector{taken, started, answered, landed, settled});
}

TEST_CASE("what fails is tried again with the same key, and given up in the end") {
    tl::memory_outbox box;
    std::mutex mutex;
    std::map<std::string, std::vector<std::string>> keys;  // by URL
    auto settings = impatient();
    settings.schedule.attempts = 4;
    REQUIRE(tl::post(box, to("http://a.example/third"), {}, {.key = "k3"}));
    REQUIRE(tl::post(box, to("http://b.example/never"), {}, {.key = "kn", .topic = "t"}));
    running one(
        box,
        [&](tl::http::request const& request, std::stop_token) -> tl::result<tl::http::response> {
            std::lock_guard const lock(mutex);
            auto& of = keys[request.url];
            of.push_back(tl::http::find_field(request.fields, "Idempotency-Key")->value);
            if (request.url.ends_with("third") && of.size() == 3) return good;
            return tl::http::response{.status = 500};
        },
        settings);
    one.wait_until([&] { return box.size() == 0; });
    one.stop();
    CHECK(keys["http://a.example/third"] == std::vector<std::string>(3, "k3"));
    CHECK(keys["http://b.example/never"] == std::vector<std::string>(4, "kn"));
    CHECK(box.dead().size() == 1);
    CHECK(box.reports("t").size() == 1);
    auto const counts = one.worker.counts();
    CHECK(counts.taken == 7);
    CHECK(counts.delivered == 1);
    CHECK(counts.again == 5);
    CHECK(counts.dead == 1);
}

TEST_CASE("a destination that never answers does not delay others, and stays within its limit") {
    tl::memory_outbox box;
    std::mutex mutex;
    int most = 0, now = 0;
    for (int i = 0; i < 50; ++i) {
        REQUIRE(tl::post(box, to("http://dead.example/")));
        REQUIRE(tl::post(box, to("http://alive.example/"), {}, {.topic = "alive"}));
    }
    auto settings = impatient();
    settings.limits.per_destination = 4;
    settings.grace = 0ms;
    running one(
        box,
        [&](tl::http::request const& request,
            std::stop_token stop) -> tl::result<tl::http::response> {
            if (request.url == "http://alive.example/") return good;
            std::unique_lock lock(mutex);
            most = std::max(most, ++now);
            std::condition_variable_any never;
            never.wait(lock, stop, [] { return false; });
            --now;
            return tl::failure{.stage = tl::stage::receive, .code = tl::code::cancelled};
        },
        settings);
    one.wait_until([&] { return box.reports("alive").size() == 50; });
    CHECK(box.size() == 50);
    one.stop();
    CHECK(most == 4);
    // Calls that were broken off were handed back, and nothing is lost.
    CHECK(box.size() == 50);
    CHECK(one.worker.counts().handed_back == 4);
    CHECK(box.take([](std::string_view) -> std::size_t { return 100; }, 0ms)->size() == 50);
}

TEST_CASE("a worker can wait as long as its calls take") {
    tl::memory_outbox box;
    REQUIRE(tl::post(box, to("http://slow.example/")));
    auto settings = impatient();
    settings.grace = std::chrono::milliseconds::max();
    std::atomic<bool> called = false;
    running one(
        box,
        [&](tl::http::request const&, std::stop_token stop) -> tl::result<tl::http::response> {
            called = true;
            called.notify_all();
            std::mutex mutex;
            std::unique_lock lock(mutex);
            std::condition_variable_any slow;
            slow.wait_for(lock, stop, 50ms, [] { return false; });
            if (!stop.stop_requested()) return good;
            return tl::failure{.stage = tl::stage::receive, .code = tl::code::cancelled};
        },
        settings);
    called.wait(false);
    one.stop();
    CHECK(one.worker.counts().delivered == 1);
    CHECK(box.size() == 0);
}

TEST_CASE("a destination that is down costs few attempts, and all arrives when it is back") {
    tl::memory_outbox box;
    std::atomic<bool> up = false;
    std::atomic<int> calls = 0;
    for (int i = 0; i < 100; ++i) REQUIRE(tl::post(box, to("http://h.example/")));
    auto settings = impatient();
    settings.limits.per_destination = 2;
    running one(
        box,
        [&](tl::http::request const&, std::stop_token) -> tl::result<tl::http::response> {
            ++calls;
            if (up) return good;
            return tl::failure{.stage = tl::stage::connect, .code = tl::code::refused};
        },
        settings);
    one.wait_until([&] { return calls >= 8; });
    up = true;
    one.wait_until([&] { return box.size() == 0; });
    one.stop();
    CHECK(box.dead().empty());
    CHECK(one.worker.counts().delivered == 100);
}

TEST_CASE("a worker that is asked to stop finishes what is under way, and takes nothing more") {
    tl::memory_outbox box;
    std::mutex mutex;
    std::condition_variable changed;
    bool go = false, under_way = false;
    REQUIRE(tl::post(box, to("http://h.example/1")));
    running one(box, [&](tl::http::request const&, std::stop_token) {
        std::unique_lock lock(mutex);
        under_way = true;
        changed.notify_all();
        changed.wait(lock, [&] { return go; });
        return good;
    });
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return under_way; });
    }
    one.thread.request_stop();
    REQUIRE(tl::post(box, to("http://h.example/2")));
    {
        std::lock_guard const lock(mutex);
        go = true;
        changed.notify_all();
    }
    one.thread.join();
    CHECK(one.worker.counts().delivered == 1);
    CHECK(box.size() == 1);
}

TEST_CASE("what a worker has taken when a stop is requested is handed back without a call") {
    tl::memory_outbox box;
    for (int i = 0; i < 3; ++i) REQUIRE(tl::post(box, to("http://h.example/" + std::to_string(i))));
    std::atomic<int> calls = 0;
    tl::threaded<answering> transport(answering([&](tl::http::request const&, std::stop_token) {
        ++calls;
        return good;
    }));
    tl::memory_parameter_store parameters, secrets;
    std::stop_source stop;
    tl::worker_settings settings;
    settings.observer = [&](tl::delivery_event const& event) {
        if (event.step == tl::delivery_step::taken) stop.request_stop();
    };
    tl::worker<tl::memory_outbox, tl::threaded<answering>, tl::memory_parameter_store,
               tl::memory_parameter_store>
        worker(box, transport, parameters, secrets, settings);
    worker.run(stop.get_token());
    CHECK(calls == 0);
    CHECK(worker.counts().taken >= 1);
    CHECK(worker.counts().handed_back == worker.counts().taken);
    CHECK(worker.counts().delivered == 0);
    CHECK(box.size() == 3);
    CHECK(box.dead().empty());
}

TEST_CASE(
    "what cannot be rendered is given up without a call; a secret may be with another worker") {
    tl::memory_outbox box;
    REQUIRE(tl::post(box, to("http://h.example/$NOBODY"), {}, {.destination = "h.example"}));
    REQUIRE(tl::post(box, to("http://h.example/$KEY"), {},
                     {.destination = "h.example", .secrets = {{"KEY", "key"}}}));
    std::atomic<int> calls = 0;
    running one(
        box,
        [&](tl::http::request const&, std::stop_token) {
            ++calls;
            return good;
        },
        impatient());
    one.wait_until([&] { return one.worker.counts().dead == 1 && one.worker.counts().again >= 1; });
    one.stop();
    CHECK(calls == 0);
    CHECK(one.worker.counts().delivered == 0);
    CHECK(box.dead().size() == 1);
}

TEST_CASE("a call that takes longer than a lease is not made twice") {
    tl::memory_outbox box(80ms);
    std::mutex mutex;
    std::condition_variable called;
    int calls = 0;
    REQUIRE(tl::post(box, to("http://h.example/")));
    running one(box, [&](tl::http::request const&, std::stop_token) {
        std::unique_lock lock(mutex);
        ++calls;
        called.notify_all();
        // As long as five leases; a second call would end it.
        called.wait_for(lock, 400ms, [&] { return calls > 1; });
        return good;
    });
    one.wait_until([&] { return box.size() == 0; });
    one.stop();
    CHECK(calls == 1);
}

TEST_CASE("a queue that does not answer is told of, and what it did not hear is said again") {
    // Every second settlement fails.
    struct unreliable : tl::memory_outbox {
        tl::result<void> settle(std::span<tl::outbox_settlement const> batch) {
            if (++settled % 2 != 0) return tl::failure{.code = tl::code::timeout};
            return tl::memory_outbox::settle(batch);
        }
        int settled = 0;
    } box;
    static_assert(tl::outbox<unreliable>);
    for (int i = 0; i < 20; ++i) REQUIRE(tl::post(box, to("http://h.example/")));
    tl::threaded<tl::scripted_transport> transport{tl::scripted_transport{{{.answer = good}}}};
    tl::memory_parameter_store parameters, secrets;
    std::atomic<int> troubles = 0;
    tl::worker_settings settings;
    settings.trouble = [&](tl::failure const&) { ++troubles; };
    bell steps;
    tl::worker worker(box, transport, parameters, secrets, steps.on(settings));
    std::jthread thread([&](std::stop_token stop) { worker.run(std::move(stop)); });
    steps.wait_until([&] { return box.size() == 0; });
    thread.request_stop();
    thread.join();
    CHECK(troubles > 0);
    CHECK(transport.wrapped().sent().size() == 20);
    CHECK(worker.counts().delivered == 20);
}

TEST_CASE("an entry that is handed out again during its call is called once") {
    forgetful_outbox box;
    REQUIRE(tl::post(box, to("http://a.example/")));
    std::atomic<int> calls = 0;
    tl::threaded<answering> transport{answering([&](auto const&, auto const&) {
        ++calls;
        box.handed_out_again.wait();
        return good;
    })};
    tl::memory_parameter_store parameters, secrets;
    std::stop_source stop;
    auto settings = impatient();
    settings.observer = [&](tl::delivery_event const& event) {
        if (event.step == tl::delivery_step::settled) stop.request_stop();
    };
    tl::worker worker(box, transport, parameters, secrets, settings);
    worker.run(stop.get_token());
    CHECK(calls == 1);
    CHECK(worker.counts().delivered == 1);
    CHECK(box.inner.size() == 0);
}

TEST_CASE("what the queue refuses to settle holds up no other, and its memory is bounded") {
    refusing_outbox box;
    for (int i = 0; i < 40; ++i) REQUIRE(tl::post(box, to("http://bad.example/")));
    for (int i = 0; i < 3; ++i) REQUIRE(tl::post(box, to("http://good.example/")));
    tl::threaded<answering> transport{answering([](auto const&, auto const&) { return good; })};
    tl::memory_parameter_store parameters, secrets;
    std::stop_source stop;
    auto settings = impatient();
    settings.limits.in_flight = 8;
    settings.limits.per_destination = 4;
    int settled = 0, troubles = 0;
    std::uint64_t taken_before = 0;
    tl::worker<refusing_outbox, tl::threaded<answering>, tl::memory_parameter_store,
               tl::memory_parameter_store>* worker_there = nullptr;
    settings.observer = [&](tl::delivery_event const& event) {
        if (event.step != tl::delivery_step::settled) return;
        if (!box.accepts) CHECK(event.lease.destination == "good.example");
        if (++settled == 43) stop.request_stop();
    };
    settings.trouble = [&](tl::failure const& why) {
        CHECK(why.code == tl::code::overloaded);
        // Some rounds later nothing more was taken.
        if (++troubles == 10) taken_before = worker_there->counts().taken;
        if (troubles == 15) {
            CHECK(settled == 3);
            CHECK(worker_there->counts().taken == taken_before);
            CHECK(taken_before < 20);
            box.accepts = true;
        }
    };
    tl::worker worker(box, transport, parameters, secrets, settings);
    worker_there = &worker;
    worker.run(stop.get_token());
    CHECK(worker.counts().delivered == 43);
    CHECK(box.inner.size() == 0);
    CHECK(box.rests == 1);
}

TEST_CASE("a queue that does not answer is not asked for parts") {
    refusing_outbox box;
    box.answers = false;
    for (int i = 0; i < 8; ++i) REQUIRE(tl::post(box, to("http://bad.example/")));
    tl::threaded<answering> transport{answering([](auto const&, auto const&) { return good; })};
    tl::memory_parameter_store parameters, secrets;
    std::stop_source stop;
    auto settings = impatient();
    int settled = 0, troubles = 0;
    settings.observer = [&](tl::delivery_event const& event) {
        if (event.step == tl::delivery_step::settled && ++settled == 8) stop.request_stop();
    };
    settings.trouble = [&](tl::failure const&) { box.accepts = ++troubles == 20; };
    tl::worker worker(box, transport, parameters, secrets, settings);
    worker.run(stop.get_token());
    CHECK(box.batches.size() == 20);  // one for each trouble
    CHECK(std::ranges::is_sorted(box.batches));
    CHECK(worker.counts().delivered == 8);
}

}  // namespace outbox_worker_test
