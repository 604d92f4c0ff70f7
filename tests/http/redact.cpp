// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/redact.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace http_redact_test {

using trotline::http::redact;

TEST_CASE("secrets do not stay in a text") {
    std::vector<std::string> const secrets{"abc", "abcd", "", "x"};
    CHECK(redact("", secrets).empty());
    CHECK(redact("nothing", secrets) == "nothing");
    CHECK(redact("-abc-abcd-ab-", secrets) == "-[secret]-[secret]-ab-");
    CHECK(redact("xx", secrets) == "[secret][secret]");
    CHECK(redact("abcabcd", secrets) == "[secret][secret]");
    CHECK(redact("kept", std::vector<std::string>{}) == "kept");
}

}  // namespace http_redact_test
