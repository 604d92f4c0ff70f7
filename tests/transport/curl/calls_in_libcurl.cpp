// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/calls_in_libcurl.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <deque>
#include <vector>

namespace transport_curl_calls_in_libcurl_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

// Calls to nobody, which libcurl has as soon as they are begun.
struct begun {
    tl::curl_settings settings{};
    tl::curl::socket_book sockets{};
    std::deque<tl::curl::started_call> calls{};
    tl::curl::multi_handle multi{};
    tl::curl::calls_in_libcurl all{};

    begun() {
        REQUIRE(tl::curl::initialize() == CURLE_OK);
        multi.reset(curl_multi_init());
    }
    ~begun() {
        for (auto& each : calls) each.remove_from(multi.get());
    }
    tl::curl::started_call& add(tl::deadline until) {
        auto& call = calls.emplace_back(sockets);
        call.request = {.url = "http://127.0.0.1/"};
        call.until = until;
        all.add(call);
        REQUIRE_FALSE(call.begin(multi.get(), settings));
        return call;
    }
    std::vector<tl::curl::started_call*> visited() {
        std::vector<tl::curl::started_call*> seen;
        all.for_each([&](tl::curl::started_call& each) { seen.push_back(&each); });
        return seen;
    }
};

}  // namespace

TEST_CASE("calls are added, found and removed in any order") {
    begun one;
    auto const until = std::chrono::steady_clock::now() + 1h;
    auto &a = one.add(until), &b = one.add(until), &c = one.add(until), &d = one.add(until);
    CHECK(&one.all.of(b.handle()) == &b);
    CHECK(one.visited() == std::vector{&d, &c, &b, &a});
    one.all.remove(b);
    CHECK(one.visited() == std::vector{&c, &d, &a});
    one.all.remove(b);
    one.all.remove(c);
    CHECK(one.visited() == std::vector{&d, &a});
    one.all.for_each([&](tl::curl::started_call& each) { one.all.remove(each); });
    CHECK(one.visited().empty());
    one.all.remove(a);
}

TEST_CASE("the first time at which one must be looked at") {
    begun one;
    auto const now = std::chrono::steady_clock::now();
    CHECK(one.all.look_by() == tl::deadline::max());
    auto &late = one.add(now + 2h), &early = one.add(now + 1h);
    one.all.watch(late, now + 1h);  // when it should have been connected long ago
    CHECK(one.all.look_by() == now + 2h);
    one.all.watch(early, now + 30min);
    CHECK(one.all.look_by() == now + 1h);
    one.all.remove(early);
    CHECK(one.all.look_by() == now + 1h);
    one.all.watch_all(now + 30min);
    CHECK(one.all.look_by() == now + 2h);
}

}  // namespace transport_curl_calls_in_libcurl_test
