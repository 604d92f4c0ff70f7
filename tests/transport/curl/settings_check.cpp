// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/settings_check.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace transport_curl_settings_check_test {

namespace tl = trotline;

TEST_CASE("settings that exclude each other") {
    CHECK(tl::curl::wrong_settings({}).empty());
    CHECK(tl::curl::wrong_settings({.redirects = 1, .proxy = "http://p"}).empty());
    tl::curl_settings const wrong[] = {
        {.proxy = "http://p", .guard = tl::address_guard{}},
        {.proxy_from_environment = true, .guard = tl::address_guard{}},
        {.source_address = "127.0.0.1", .source_interface = "lo"},
        {.redirects = 1, .aws = tl::aws_signature{}},
    };
    for (auto const& settings : wrong) CHECK_FALSE(tl::curl::wrong_settings(settings).empty());
}

TEST_CASE("HTTP/3 needs a libcurl that has it") {
    bool const has = (curl_version_info(CURLVERSION_NOW)->features & CURL_VERSION_HTTP3) != 0;
    std::string_view const expected = has ? "" : "this libcurl has no HTTP/3";
    for (auto const version : {tl::http_version::http_3, tl::http_version::http_3_only})
        CHECK(tl::curl::wrong_settings({.version = version}) == expected);
}

}  // namespace transport_curl_settings_check_test
