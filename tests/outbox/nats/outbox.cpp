// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/outbox.hpp>

#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace outbox_nats_outbox_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;
using enum tl::outbox_verdict;

namespace {

auto const many = [](std::string_view) -> std::size_t { return 100; };

// Waits until there are that many.
std::vector<tl::outbox_lease> take(tl::nats_outbox& box, std::size_t count) {
    std::vector<tl::outbox_lease> all;
    REQUIRE(eventually([&] {
        auto some = box.take(many, 100ms);
        REQUIRE(some);
        for (auto& each : *some) all.push_back(std::move(each));
        return all.size() >= count;
    }));
    return all;
}
tl::result<void> settle(tl::nats_outbox& box, tl::outbox_lease const& lease, tl::outbox_verdict how,
                        std::chrono::milliseconds delay = {}) {
    tl::outbox_settlement one{&lease, how, delay, R"({"a": 1})", "topic", "{}", "key"};
    return box.settle(std::span(&one, 1));
}
std::uint64_t depth(tl::nats_outbox const& box) { return tl::look_at_queue(box)->depth; }

}  // namespace

TEST_CASE("what is posted is handed out once, and is gone when it is settled") {
    nats_server server;
    auto box = opened(settings_for(server.url()));
    CHECK(box.post({"a", "x.example", "", "1"})->sequence == 1);
    CHECK(box.post({"b", "y.example", "", "2"})->sequence == 2);
    auto const again_posted = box.post({"a", "x.example", "", "other"});
    CHECK(again_posted->duplicate);
    CHECK(again_posted->sequence == 1);
    CHECK(depth(box) == 2);
    auto const taken = take(box, 2);
    REQUIRE(taken.size() == 2);
    for (auto const& each : taken) {
        CHECK(each.attempt == 1);
        CHECK(each.destination == (each.sequence == 1 ? "x.example" : "y.example"));
        CHECK(each.content == (each.sequence == 1 ? "1" : "2"));
        REQUIRE(settle(box, each, done));
    }
    CHECK(depth(box) == 0);
    CHECK(settle(box, taken[0], done));  // settling twice does no harm
}

TEST_CASE("what is handed back comes again, after its delay, and counts") {
    nats_server server;
    auto box = opened(settings_for(server.url()));
    REQUIRE(box.post({"a", "x", "", "1"}));
    auto const first = take(box, 1);
    auto const before = std::chrono::steady_clock::now();
    REQUIRE(settle(box, first[0], again, 150ms));
    auto const second = take(box, 1);
    CHECK(std::chrono::steady_clock::now() - before >= 150ms);
    CHECK(second[0].attempt == 2);
    REQUIRE(settle(box, second[0], again));
    CHECK(take(box, 1)[0].attempt == 3);
}

TEST_CASE("what is not settled in time comes again; what is extended does not") {
    nats_server server;
    auto settings = settings_for(server.url());
    settings.hold = 400ms;
    auto box = opened(settings);
    REQUIRE(box.post({"a", "x", "", "1"}));
    auto const first = take(box, 1);
    for (int i = 0; i < 6; ++i) {
        tl::outbox_lease const* held = &first[0];
        REQUIRE(box.extend(std::span(&held, 1)));
        CHECK(box.take(many, 150ms)->empty());
    }
    CHECK(take(box, 1)[0].attempt == 2);
}

TEST_CASE("in order is one at a time, also for two workers, through failures") {
    nats_server server;
    auto one = opened(settings_for(server.url())), two = opened(settings_for(server.url()));
    for (int i = 0; i < 3; ++i)
        REQUIRE(one.post({"k" + std::to_string(i), "x", "customer", std::to_string(i)}));
    auto const first = take(one, 1);
    CHECK(first[0].content == "0");
    CHECK(two.take(many, 300ms)->empty());
    REQUIRE(settle(one, first[0], again, 100ms));
    std::string seen;
    REQUIRE(eventually([&] {
        for (auto* const box : {&one, &two}) {
            auto const some = box->take(many, 50ms);
            REQUIRE(some);
            CHECK(some->size() <= 1);
            for (auto const& each : *some) {
                seen += each.content;
                REQUIRE(settle(*box, each, done));
            }
        }
        return seen.size() >= 3;
    }));
    CHECK(seen == "012");
}

TEST_CASE("no more is handed out than is wanted") {
    nats_server server;
    auto box = opened(settings_for(server.url()));
    for (int i = 0; i < 20; ++i)
        REQUIRE(box.post({"k" + std::to_string(i), i % 2 == 0 ? "x" : "y", "", "1"}));
    std::size_t x = 0;
    auto const three_of_x = [&](std::string_view destination) -> std::size_t {
        return destination == "x" ? 3 - x : 0;
    };
    auto const until = std::chrono::steady_clock::now() + 1s;
    while (std::chrono::steady_clock::now() < until)
        for (auto const& each : *box.take(three_of_x, 50ms)) {
            CHECK(each.destination == "x");
            ++x;
        }
    CHECK(x == 3);
}

TEST_CASE("an entry that is withdrawn is not handed out") {
    nats_server server;
    auto box = opened(settings_for(server.url()));
    auto const first = box.post({"a", "x", "", "1"});
    REQUIRE(box.post({"b", "x", "", "2"}));
    CHECK(*box.withdraw(first->sequence));
    CHECK_FALSE(*box.withdraw(first->sequence));
    CHECK(take(box, 1)[0].content == "2");
}

TEST_CASE("a full store refuses, and pushes nothing out") {
    nats_server server;
    auto settings = settings_for(server.url());
    settings.most_bytes = 4096;
    auto box = opened(settings);
    std::uint64_t posted = 0;
    tl::failure why;
    for (int i = 0; i < 100; ++i) {
        auto const one = box.post({"k" + std::to_string(i), "x", "", std::string(200, 'x')});
        if (!one) {
            why = one.error();
            break;
        }
        ++posted;
    }
    CHECK(posted > 5);
    CHECK(posted < 30);
    CHECK(why.code == tl::code::overloaded);
    CHECK_FALSE(why.may_have_been_processed);
    CHECK(depth(box) == posted);
    auto const taken = take(box, posted);
    CHECK(taken.size() == posted);
    REQUIRE(settle(box, taken[0], done));
    CHECK(box.post({"more", "x", "", std::string(100, 'x')}));
}

TEST_CASE("too large, no server, a wrong name") {
    nats_server server;
    auto box = opened(settings_for(server.url()));
    auto const large = box.post({"a", "x", "", std::string(2 << 20, 'x')});
    REQUIRE_FALSE(large);
    CHECK(large.error().code == tl::code::too_large);
    auto settings = settings_for("nats://127.0.0.1:" + std::to_string(free_ports<1>()[0]));
    auto const nobody = tl::nats_outbox::open(settings);
    REQUIRE_FALSE(nobody);
    CHECK(nobody.error().stage == tl::stage::connect);
    CHECK(nobody.error().code == tl::code::refused);
    settings.name = "a.b";
    CHECK(tl::nats_outbox::open(settings).error().code == tl::code::configuration);
}

TEST_CASE("a connection that is cut comes back, and so does everything") {
    nats_server server;
    auto settings = settings_for(server.url());
    settings.server.request_limit = 500ms;
    auto box = opened(settings);
    REQUIRE(box.post({"a", "x", "", "1"}));
    server.kill();
    auto const lost = box.post({"b", "x", "", "2"});
    CHECK_FALSE(lost);
    server.start();
    REQUIRE(eventually([&] { return box.post({"b", "x", "", "2"}).has_value(); }));
    CHECK(depth(box) == 2);
    std::vector<tl::outbox_lease> taken;
    REQUIRE(eventually([&] {
        auto some = box.take(many, 100ms);
        if (some)
            for (auto& each : *some) taken.push_back(std::move(each));
        return taken.size() == 2;
    }));
    for (auto const& each : taken) CHECK(settle(box, each, done));
    CHECK(depth(box) == 0);
}

TEST_CASE("a worker is told of a new destination at once, and wakes when it is asked to") {
    nats_server server;
    auto settings = settings_for(server.url());
    settings.look_around = 1h;
    auto worker = opened(settings), poster = opened(settings);
    CHECK(worker.take(many, 50ms)->empty());
    REQUIRE(poster.post({"a", "new.example", "", "1"}));
    CHECK(take(worker, 1).size() == 1);
    auto const before = std::chrono::steady_clock::now();
    std::jthread const waker([&] { worker.wake(); });
    CHECK(worker.take(many, 60s)->empty());
    CHECK(std::chrono::steady_clock::now() - before < 30s);
}

}  // namespace outbox_nats_outbox_test
