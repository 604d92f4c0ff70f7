// SPDX-License-Identifier: BSL-1.0
#include <trotline/async_webhook_node.hpp>

#include <trotline/core/message.hpp>

#include <doctest/doctest.h>
#include <httplib.h>
#include <boost/describe.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace tl = trotline;

namespace {

struct number {
    long n = 0;
};
BOOST_DESCRIBE_STRUCT(number, (), (n))
using rows = tl::mapping<number, tl::row<"n", &number::n>>;

class loopback {
  public:
    loopback() {
        server_.Get(R"(/(\d+))", [](httplib::Request const& request, httplib::Response& response) {
            response.set_content(R"({"n": )" + request.matches[1].str() + "}", "application/json");
        });
        server_.set_keep_alive_max_count(1);  // a kept connection would hold one of its few threads
        port_ = server_.bind_to_any_port("127.0.0.1");
        thread_ = std::thread([this] { server_.listen_after_bind(); });
        while (!server_.is_running()) std::this_thread::yield();
    }
    ~loopback() {
        server_.stop();
        thread_.join();
    }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  private:
    httplib::Server server_;
    std::thread thread_;
    int port_ = 0;
};

constexpr tl::webhook hook{.url = "$SERVER/$N"};

}  // namespace

TEST_CASE("many calls at once, each with its own parameters and its own answer") {
    loopback const server;
    tl::async_webhook_node node{{"SERVER", server.url()}};
    std::vector<std::future<tl::outcome<number>>> calls;
    for (long n = 0; n < 100; ++n) calls.push_back(node.async_call<rows>(hook, {.parameters = {{"N", n}}}).future());
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
    loopback const server;
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        std::atomic<int> ended = 0;
        auto const wanted = static_cast<int>(random() % 20);
        auto const before = static_cast<int>(random() % 20);
        {
            tl::async_webhook_node node{{"SERVER", server.url()}};
            for (int i = 0; i < wanted; ++i)
                node.async_call<rows>(hook, {.parameters = {{"N", i}}}).then([&](auto const&) { ++ended; });
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
        node.async_call<>(tl::webhook{.label = "nowhere", .url = "http://no-such-host.invalid/"}).detach();
        CHECK(told.get_future().get() == tl::code::unresolved);
    }
}
