// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/is_valid.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace json_is_valid_test {

namespace json = trotline::json;

TEST_CASE("one JSON value, and nothing else") {
    for (std::string_view const text : {"1", " [] ", R"({"a": [null, "\u00e9"]})"}) {
        CAPTURE(text);
        CHECK(json::is_valid(text));
    }
    for (std::string_view const text : {"", "1 2", "[1,]", "{a: 1}", "\"\xff\"", "nul"}) {
        CAPTURE(text);
        CHECK_FALSE(json::is_valid(text));
    }
    CHECK(json::is_valid(std::string(1024, '[') + std::string(1024, ']')));
    CHECK_FALSE(json::is_valid(std::string(1025, '[') + std::string(1025, ']')));
}

}  // namespace json_is_valid_test
