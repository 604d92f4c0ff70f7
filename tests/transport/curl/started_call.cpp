// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/started_call.hpp>

#include <doctest/doctest.h>

namespace transport_curl_started_call_test {

namespace tl = trotline;

TEST_CASE("a call that cannot begin says so, and its storage serves the next call") {
    REQUIRE(tl::curl::initialize() == CURLE_OK);
    tl::curl::socket_book sockets;
    tl::curl::started_call call(sockets);
    tl::curl::multi_handle const multi(curl_multi_init());
    tl::curl_settings const settings;
    for (int i = 0; i < 2; ++i) {
        call.request = {.url = "ftp://127.0.0.1/"};
        call.until = tl::deadline::max();
        int told = 0;
        call.done = [&](auto) { ++told; };
        auto const failed = call.begin(multi.get(), settings);
        REQUIRE(failed.has_value());
        CHECK(failed->code == tl::code::malformed_request);
        auto const [done, answer] = call.end();
        CHECK_FALSE(call.done);
        done(answer);
        CHECK(told == 1);
    }
}

TEST_CASE("a stop rings for as long as the call is not over") {
    tl::curl::socket_book sockets;
    tl::curl::started_call call(sockets);
    tl::curl::multi_handle const multi(curl_multi_init());
    std::atomic<bool> rung = false;
    std::stop_source first, second;
    call.stop = first.get_token();
    call.listen({rung, multi.get()});
    first.request_stop();
    CHECK(rung.exchange(false));
    call.stop = second.get_token();
    call.end();
    second.request_stop();
    CHECK_FALSE(rung);
}

TEST_CASE("what a completion leaves of an answer is used again, unless it is large") {
    tl::curl::socket_book sockets;
    tl::curl::started_call call(sockets);
    call.use_again({.content = std::string(1000, 'x')});
    CHECK(call.end().answer.content.capacity() >= 1000);
    call.use_again({.content = std::string(1 << 20, 'x')});
    CHECK(call.end().answer.content.capacity() < 1000);
}

}  // namespace transport_curl_started_call_test
