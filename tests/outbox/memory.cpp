// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/memory.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace outbox_memory_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using enum tl::outbox_verdict;

namespace {

auto const all = [](std::string_view) -> std::size_t { return 100; };
auto const two = [](std::string_view) -> std::size_t { return 2; };

std::vector<std::string> contents(std::vector<tl::outbox_lease> const& leases) {
    std::vector<std::string> found;
    for (auto const& each : leases) found.push_back(each.content);
    return found;
}
using texts = std::vector<std::string>;

void settle(tl::memory_outbox& box, tl::outbox_lease const& lease, tl::outbox_verdict how,
            std::chrono::milliseconds delay = {}) {
    tl::outbox_settlement one{&lease, how, delay, "letter", "topic", "report", "key"};
    REQUIRE(box.settle(std::span(&one, 1)));
}

}  // namespace

TEST_CASE("a key is one entry, and what is settled is gone") {
    tl::memory_outbox box;
    CHECK(box.post({"a", "x", "", "1"})->sequence == 1);
    CHECK(box.post({"b", "x", "", "2"})->sequence == 2);
    auto const again = box.post({"a", "x", "", "other"});
    CHECK(again->duplicate);
    CHECK(again->sequence == 1);
    auto const taken = *box.take(all, 0ms);
    CHECK(contents(taken) == texts{"1", "2"});
    CHECK(contents(*box.take(all, 0ms)) == texts{});
    settle(box, taken[0], done);
    settle(box, taken[1], dead);
    CHECK(box.size() == 0);
    CHECK(box.dead() == texts{"letter"});
    CHECK(box.reports("topic") == texts{"report", "report"});
    CHECK(box.reports("another") == texts{});
    settle(box, taken[0], done);  // settling twice counts once
    CHECK(box.reports("topic").size() == 2);
}

TEST_CASE("no more than is wanted, for each destination") {
    tl::memory_outbox box;
    for (int i = 0; i < 4; ++i) {
        REQUIRE(box.post({"x" + std::to_string(i), "x", "", "x"}));
        REQUIRE(box.post({"y" + std::to_string(i), "y", "", "y"}));
    }
    CHECK(contents(*box.take(two, 0ms)) == texts{"x", "y", "x", "y"});
    CHECK(contents(*box.take([](auto d) -> std::size_t { return d == "y" ? 9 : 0; }, 0ms)) ==
          texts{"y", "y"});
}

TEST_CASE("what is not settled within its time comes again, and what was extended does not") {
    tl::memory_outbox box(20ms);
    REQUIRE(box.post({"a", "x", "", "1"}));
    CHECK(box.hold() == 20ms);
    auto const first = *box.take(all, 0ms);
    REQUIRE(first.size() == 1);
    CHECK(first[0].attempt == 1);
    auto const second = *box.take(all, 10s);  // waits until the first lease has ended
    REQUIRE(second.size() == 1);
    CHECK(second[0].attempt == 2);
    settle(box, first[0], again);  // the lease has expired: no effect
    tl::outbox_lease const* held = &second[0];
    auto const before = std::chrono::steady_clock::now();
    REQUIRE(box.extend(std::span(&held, 1)));
    CHECK(contents(*box.take(all, 10s)) == texts{"1"});
    CHECK(std::chrono::steady_clock::now() - before >= 20ms);
}

TEST_CASE("a delay is kept") {
    tl::memory_outbox box;
    REQUIRE(box.post({"a", "x", "", "1"}));
    auto const first = *box.take(all, 0ms);
    auto const before = std::chrono::steady_clock::now();
    settle(box, first[0], again, 15ms);
    auto const second = *box.take(all, 10s);
    CHECK(std::chrono::steady_clock::now() - before >= 15ms);
    REQUIRE(second.size() == 1);
    CHECK(second[0].attempt == 2);
}

TEST_CASE("in order is one at a time for each text, in the order of posting, through failures") {
    tl::memory_outbox box;
    REQUIRE(box.post({"1", "x", "a", "a1"}));
    REQUIRE(box.post({"2", "x", "a", "a2"}));
    REQUIRE(box.post({"3", "x", "b", "b1"}));
    REQUIRE(box.post({"4", "y", "a", "other"}));
    auto const first = *box.take(all, 0ms);
    CHECK(contents(first) == texts{"a1", "b1", "other"});
    settle(box, first[0], again, 10ms);
    auto const second = *box.take(all, 10s);
    CHECK(contents(second) == texts{"a1"});
    settle(box, second[0], done);
    CHECK(contents(*box.take(all, 10s)) == texts{"a2"});
}

TEST_CASE("waking and posting end the waiting") {
    tl::memory_outbox box;
    std::thread waker([&] { box.wake(); });
    CHECK(box.take(all, 60s)->empty());
    waker.join();
    std::thread poster([&] { REQUIRE(box.post({"a", "x", "", "1"})); });
    CHECK(box.take(all, 60s)->size() == 1);
    poster.join();
}

}  // namespace outbox_memory_test
