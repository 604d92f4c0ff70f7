// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/random_key.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>

TEST_CASE("keys have 32 hexadecimal digits, and none is made twice") {
    std::set<std::string> seen;
    for (int i = 0; i != 1000; ++i) {
        std::string const key = trotline::detail::random_key();
        CHECK(key.size() == 32);
        CHECK(key.find_first_not_of("0123456789abcdef") == std::string::npos);
        seen.insert(key);
    }
    CHECK(seen.size() == 1000);
}
