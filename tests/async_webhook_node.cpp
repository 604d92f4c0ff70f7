// SPDX-License-Identifier: BSL-1.0
#include <trotline/async_webhook_node.hpp>

#include <trotline/core/message.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <algorithm>
#include <atomic>
#include <future>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "faults/server.hpp"

namespace top_async_webhook_node_test {

namespace tl = trotline;

namespace {

struct number {
    long n = 0;
};
BOOST_DESCRIBE_STRUCT(number, (), (n))
using rows = tl::mapping<number, tl::row<"n", &number::n>>;

faults::server::handler const counting = [](faults::peer& client, faults::received const& request) {
    client.send(faults::answer(R"({"n": )" + request.target.substr(1) + "}",
                               "Content-Type: application/json\r\n"));
};

constexpr tl::webhook hook{.url = "$SERVER/$N"};

}  // namespace

TEST_CASE("many calls at once, each with its own parameters and its own answer") {
    faults::server const server(counting);
    tl::async_webhook_node node{{"SERVER", server.url("")}};
    std::vector<std::future<tl::outcome<number>>> calls;
    for (long n = 0; n < 100; ++n)
        calls.push_back(node.async_call<rows>(hook, {.parameters = {{"N", n}}}).future());
    for (long n = 0; n < 100; ++n) {
        auto const answer = calls[static_cast<std::size_t>(n)].get();
        if (!answer) FAIL(to_string(answer.failure()));
        CHECK(answer->n == n);
    }
    auto const waited = node.call<rows>(hook, {.parameters = {{"N", 7}}});
    REQUIRE(waited);
    CHECK(waited->n == 7);
}

TEST_CASE("a node destroyed with calls under way ends each of them once") {
    faults::server const server(counting);
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        std::atomic<int> ended = 0;
        auto const wanted = static_cast<int>(random() % 20);
        auto const before = static_cast<int>(random() % 20);
        {
            tl::async_webhook_node node{{"SERVER", server.url("")}};
            for (int i = 0; i < wanted; ++i)
                node.async_call<rows>(hook, {.parameters = {{"N", i}}}).then([&](auto const&) {
                    ++ended;
                });
            while (ended < std::min(before, wanted)) std::this_thread::yield();
        }
        CHECK(ended == wanted);
    }
}

TEST_CASE("a host that does not resolve is told to the observer, not to who let the call go") {
    std::promise<tl::code> told;
    {
        tl::async_webhook_node node;
        node.observe_detached([&](std::string_view label, tl::failure const& why) {
            CHECK(label == "nowhere");
            told.set_value(why.code);
        });
        node.async_call<>(tl::webhook{.label = "nowhere", .url = "http://no-such-host.invalid/"})
            .detach();
        CHECK(told.get_future().get() == tl::code::unresolved);
    }
}

}  // namespace top_async_webhook_node_test
