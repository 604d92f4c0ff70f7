// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/transfer_callbacks.hpp>

#include <doctest/doctest.h>

#include "faults/server.hpp"

#include <memory>
#include <new>
#include <stdexcept>
#include <string_view>

namespace transport_curl_transfer_callbacks_test {

namespace tl = trotline;

namespace {

// A handle whose transfers tell their callbacks.
struct told {
    tl::curl::socket_book sockets;
    tl::curl::transfer_callbacks callbacks{sockets};
    tl::http::response answer;
    tl::curl::easy_handle handle;  // last: its connections call back when they are closed

    told() {
        REQUIRE(tl::curl::initialize() == CURLE_OK);
        handle.reset(curl_easy_init());
        REQUIRE(handle);
        tl::curl::option_setter options(handle.get());
        callbacks.set_callbacks(options);
        REQUIRE(options.code() == CURLE_OK);
    }
    CURLcode run(tl::http::request const& request, tl::curl_settings const& settings = {}) {
        callbacks.begin(request, settings, answer);
        curl_easy_setopt(handle.get(), CURLOPT_URL, request.url.c_str());
        auto const ended = curl_easy_perform(handle.get());
        callbacks.look(handle.get());
        return ended;
    }
};

}  // namespace

TEST_CASE("the answer, and how far the transfer came") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    told one;
    for (unsigned opened : {1u, 0u}) {  // the second transfer uses the kept connection
        REQUIRE(one.run({.url = server.url("/good")}) == CURLE_OK);
        CHECK_FALSE(one.callbacks.answer.finish());
        CHECK(one.answer.content == "good");
        CHECK(one.callbacks.progress.sockets_opened == opened);
        CHECK(one.callbacks.progress.requests_begun == 1);
        CHECK(one.callbacks.progress.reached() == tl::stage::receive);
        CHECK(one.callbacks.progress.repeatable);
    }
}

TEST_CASE("a guarded address is not dialled") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    told one;
    CHECK(one.run({.method = tl::http::method::post, .url = server.url("/good")},
                  {.guard = tl::address_guard()}) == CURLE_COULDNT_CONNECT);
    CHECK(one.callbacks.progress.blocked == tl::address_class::loopback);
    CHECK(one.callbacks.progress.requests_begun == 0);
    CHECK_FALSE(one.callbacks.progress.repeatable);
    CHECK(server.connections() == 0);
}

TEST_CASE("what a callback throws is kept until it is asked for, once") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    told one;
    auto const sink = std::make_shared<tl::http::content_sink>();
    sink->write = [](std::string_view) -> bool { throw std::bad_alloc(); };
    CHECK(one.run({.url = server.url("/good"), .sink = sink}) == CURLE_WRITE_ERROR);
    CHECK_THROWS_AS(one.callbacks.rethrow(), std::bad_alloc);
    one.callbacks.rethrow();
    REQUIRE(one.run({.url = server.url("/good")}) == CURLE_OK);
    one.callbacks.rethrow();

    sink->write = [](std::string_view) -> bool { throw std::runtime_error("no paper"); };
    CHECK(one.run({.url = server.url("/good"), .sink = sink}) == CURLE_WRITE_ERROR);
    CHECK(one.callbacks.thrown() == "no paper");
    REQUIRE(one.run({.url = server.url("/good")}) == CURLE_OK);
    CHECK_FALSE(one.callbacks.thrown());
}

}  // namespace transport_curl_transfer_callbacks_test
