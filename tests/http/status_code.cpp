// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/status_code.hpp>

#include <doctest/doctest.h>

namespace http_status_code_test {

namespace http = trotline::http;

static_assert(http::status_name(200) == "OK" && http::status_name(100) == "Continue" &&
              http::status_name(511).starts_with("Network"));
static_assert(http::status_name(0).empty() && http::status_name(299).empty() &&
              http::status_name(600).empty());
static_assert(http::is_successful(200) && http::is_successful(299) && !http::is_successful(300) &&
              !http::is_successful(199));

TEST_CASE("status names") {
    int named = 0;
    for (int status = -1; status < 1000; ++status) named += !http::status_name(status).empty();
    CHECK(named == 61);
    CHECK(http::status_name(404) == "Not Found");
}

}  // namespace http_status_code_test
