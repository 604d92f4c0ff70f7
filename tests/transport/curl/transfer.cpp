// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/transfer.hpp>

#include <doctest/doctest.h>

#include "faults/server.hpp"

namespace transport_curl_transfer_test {

namespace tl = trotline;
using namespace std::chrono_literals;

// Runs a transfer in a multi handle of the test.
TEST_CASE("prepare, run, finish") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    tl::curl_settings const settings;
    tl::curl::socket_book sockets;
    tl::curl::transfer transfer(sockets);
    tl::curl::multi_handle multi;
    REQUIRE_FALSE(transfer.open(settings).has_value());
    multi.reset(curl_multi_init());
    tl::http::response into;
    for (int round = 0; round < 2; ++round) {
        tl::http::request const request{.url = server.url("/good")};
        REQUIRE_FALSE(
            transfer.prepare(request, std::chrono::steady_clock::now() + 5s, into).has_value());
        REQUIRE(curl_multi_add_handle(multi.get(), transfer.handle()) == CURLM_OK);
        for (int running = 1; running > 0;) {
            REQUIRE(curl_multi_perform(multi.get(), &running) == CURLM_OK);
            if (running > 0) curl_multi_poll(multi.get(), nullptr, 0, 1000, nullptr);
        }
        int left = 0;
        auto const* const message = curl_multi_info_read(multi.get(), &left);
        REQUIRE(message);
        auto const code = message->data.result;
        curl_multi_remove_handle(multi.get(), transfer.handle());
        CHECK_FALSE(transfer.finish(code).has_value());
        CHECK_FALSE(transfer.to_be_repeated());
        CHECK(into.content == "good");
        CHECK((transfer.elapsed().connect.count() > 0) == (round == 0));
    }
    tl::http::request const late{.url = server.url("/good")};
    CHECK(transfer.prepare(late, std::chrono::steady_clock::now() - 1s, into)->code ==
          tl::code::timeout);
    CHECK(
        transfer.prepare({.url = "ftp://a/"}, std::chrono::steady_clock::now() + 1s, into)->code ==
        tl::code::malformed_request);
    CHECK(transfer.break_off(tl::code::cancelled)->code == tl::code::cancelled);
}

TEST_CASE("a request that is refused has sent nothing, whatever the handle sent before") {
    faults::server const server([](faults::peer&, faults::received const&) {});
    tl::curl_settings const settings{.aws = tl::aws_signature{"aws:amz:a:b", "key", "secret"}};
    tl::curl::socket_book sockets;
    tl::curl::transfer transfer(sockets);
    REQUIRE_FALSE(transfer.open(settings).has_value());
    tl::http::response into;
    auto const until = std::chrono::steady_clock::now() + 5s;
    tl::http::request const good{.url = server.url("/good")};
    REQUIRE_FALSE(transfer.prepare(good, until, into).has_value());
    auto const ended = curl_easy_perform(transfer.handle());
    REQUIRE_FALSE(transfer.finish(ended).has_value());
    tl::http::content_source source;
    source.open = [] { return tl::result<tl::http::content_reader>(tl::http::content_reader()); };
    tl::http::request const unsigned_one{
        .method = tl::http::method::post, .url = server.url("/good"), .sources = {source}};
    auto const refused = transfer.prepare(unsigned_one, until, into);
    REQUIRE(refused.has_value());
    CHECK(refused->code == tl::code::malformed_request);
    CHECK_FALSE(refused->may_have_been_processed);
    CHECK(refused->bytes_received == 0);
}

TEST_CASE("settings that cannot be") {
    tl::curl::socket_book sockets;
    tl::curl::transfer transfer(sockets);
    tl::curl_settings const two{.source_address = "127.0.0.1", .source_interface = "lo"};
    CHECK(transfer.open(two)->code == tl::code::configuration);
    tl::curl_settings const signed_away{.redirects = 1, .aws = tl::aws_signature{}};
    CHECK(transfer.open(signed_away)->code == tl::code::configuration);
    CHECK(transfer.handle() == nullptr);
    tl::curl_settings const good;
    CHECK_FALSE(transfer.open(good).has_value());
}

}  // namespace transport_curl_transfer_test
