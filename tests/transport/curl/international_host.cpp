// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/international_host.hpp>

#include <trotline/transport/curl/curl_transport.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <clocale>
#include <string>

#include "faults/server.hpp"

namespace transport_curl_international_host_test {

namespace tl = trotline;

TEST_CASE("which URLs have a host in another alphabet") {
    CHECK_FALSE(tl::curl::has_international_host("https://xn--bcher-kva.example/"));
    CHECK(
        tl::curl::has_international_host("https://b\xC3\xBC"
                                         "cher.example/"));
}

TEST_CASE("the host becomes ASCII and nothing else changes, whatever the program's locale is") {
    CHECK(std::string(std::setlocale(LC_ALL, nullptr)) == "C");
    struct {
        std::string url, ascii;  // empty: nothing
    } const cases[] = {
        {"https://b\xC3\xBC"
         "cher.example:8443/a/../b%20?c=d",
         "https://xn--bcher-kva.example:8443/a/../b%20?c=d"},
        {"http://\xE4\xBE\x8B\xE3\x81\x88.jp/", "http://xn--r8jz45g.jp/"},
        {"http://B\xC3\x9C"
         "CHER.example/",
         "http://xn--bcher-kva.example/"},
        {"http://a\xC3/", ""},
        {"http://a\xE2\x80\x8B\xE2\x80\xAE.example/", ""},
    };
    for (auto const& c : cases) {
        CAPTURE(c.url);
        auto const ascii = tl::curl::with_ascii_host(c.url);
#ifdef CURLU_PUNYCODE
        if ((curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_IDN) != 0) {
            CHECK(ascii.value_or("") == c.ascii);
            continue;
        }
#endif
        CHECK_FALSE(ascii.has_value());
    }
}

TEST_CASE("the transport connects to the host's form in ASCII") {
    faults::server const server([](faults::peer& client, faults::received const& request) {
        client.send(faults::answer(request.head));
    });
    std::string const port = ":" + std::to_string(server.port());
    tl::curl_transport const transport{{.resolve = {"xn--bcher-kva.test" + port + ":127.0.0.1"}}};
    auto const answered =
        transport.send({.url = "http://b\xC3\xBC"
                               "cher.test" +
                               port + "/x"},
                       std::chrono::steady_clock::now() + std::chrono::seconds(5));
    if (tl::curl::with_ascii_host("http://\xC3\xBC/")) {
        REQUIRE(answered.has_value());
        CHECK(answered->content.find("Host: xn--bcher-kva.test" + port + "\r\n") !=
              std::string::npos);
    } else {
        CHECK(answered.error().code == tl::code::malformed_request);
    }
}

}  // namespace transport_curl_international_host_test
