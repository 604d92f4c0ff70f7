// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/settings.hpp>

#include <doctest/doctest.h>

namespace transport_curl_settings_test {

// The defaults are safe.
TEST_CASE("defaults") {
    trotline::curl_settings const settings;
    CHECK(settings.redirects == 0);
    CHECK(settings.content_limit == 1 << 20);
    CHECK(settings.proxy.empty());
    CHECK_FALSE(settings.proxy_from_environment);
    CHECK_FALSE(settings.content_until_close);
    CHECK_FALSE(settings.guard.has_value());
}

}  // namespace transport_curl_settings_test
