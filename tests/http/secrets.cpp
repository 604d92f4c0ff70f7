// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/secrets.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace http_secrets_test {

TEST_CASE("a list is filled anew, each secret once") {
    std::vector<std::string> list{"old", "older", "oldest"};
    trotline::http::secrets_writer writer(list);
    for (auto const secret : {"a", "", "b", "a"}) writer.add(secret);
    writer.finish();
    CHECK(list == std::vector<std::string>{"a", "b"});
}

}  // namespace http_secrets_test
