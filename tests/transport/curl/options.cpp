// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/options.hpp>

#include <doctest/doctest.h>

namespace transport_curl_options_test {

namespace curl = trotline::curl;

TEST_CASE("the first option that is refused is remembered, and those after it are not set") {
    curl::initialize();
    curl::easy_handle const handle(curl_easy_init());
    curl::option_setter options(handle.get());
    options.set(CURLOPT_NOSIGNAL, 1L);
    CHECK(options.code() == CURLE_OK);
    options.set(CURLOPT_PROTOCOLS_STR, "no-such-protocol").set(CURLOPT_TIMEOUT_MS, -1L);
    CHECK(options.code() != CURLE_OK);
    CHECK(options.refused_option() == "CURLOPT_PROTOCOLS_STR");
}

TEST_CASE("libcurl takes every setting") {
    curl::initialize();
    curl::easy_handle const handle(curl_easy_init());
    trotline::curl_settings const settings{.proxy = "socks5h://127.0.0.1:1",
                                           .no_proxy = "localhost",
                                           .ca_file = "ca.pem",
                                           .client_certificate = "client.pem",
                                           .client_key = "client.key",
                                           .client_key_password = "word",
                                           .pinned_public_key = "sha256//AAAA",
                                           .aws = trotline::aws_signature{"aws:amz:r:s", "k", "s"},
                                           .source_interface = "lo",
                                           .unix_socket = "/socket",
                                           .resolve = {"a:80:127.0.0.1", "b:80:127.0.0.1"},
                                           .version = trotline::http_version::http_1_1};
    std::vector<curl_slist> resolve;
    curl::option_setter options(handle.get());
    curl::set_safety(options);
    curl::set_network(options, settings, resolve);
    CHECK(options.code() == CURLE_OK);
    REQUIRE(resolve.size() == 2);
    CHECK(resolve[0].next == &resolve[1]);
    CHECK(resolve[1].next == nullptr);
}

TEST_CASE("the time that is left, in milliseconds") {
    using namespace std::chrono_literals;
    auto const now = std::chrono::steady_clock::now();
    CHECK(trotline::curl::milliseconds_until(now - 1s) == 0);
    CHECK(trotline::curl::milliseconds_until(now + 1h) <= 3600000);
    CHECK(trotline::curl::milliseconds_until(now + 1h) > 3000000);
    CHECK(trotline::curl::milliseconds_until(trotline::deadline::max()) == 24 * 3600000);
}

}  // namespace transport_curl_options_test
