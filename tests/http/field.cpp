// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/field.hpp>

#include <doctest/doctest.h>

#include <vector>

namespace http_field_test {

namespace http = trotline::http;
using namespace std::string_view_literals;

static_assert(http::is_token("X-Trace_1") && !http::is_token("") && !http::is_token("a b") &&
              !http::is_token("a:") && !http::is_token("\xC3\xBC"));
static_assert(http::is_field_value("a\tb \xC3\xBC") && http::is_field_value("") &&
              !http::is_field_value("a\n") && !http::is_field_value("\0"sv) &&
              !http::is_field_value("\x7f"));
static_assert(http::same_name("Content-Type", "content-TYPE") && !http::same_name("a", "ab") &&
              !http::same_name("[", "{"));
static_assert(http::without_blanks(" \t a b\t") == "a b" && http::without_blanks(" ").empty());
static_assert(http::is_cookie_character('!') && !http::is_cookie_character(';') &&
              !http::is_cookie_character(' '));
static_assert(http::is_cookie_value("a-1") && http::is_cookie_value("") &&
              !http::is_cookie_value("a;") && !http::is_cookie_value(";a"));

TEST_CASE("the first field so called") {
    std::vector<http::field> const fields{{"A", "1"}, {"b", "2"}, {"B", "3"}};
    REQUIRE(http::find_field(fields, "B") != nullptr);
    CHECK(http::find_field(fields, "B")->value == "2");
    CHECK(http::find_field(fields, "C") == nullptr);
}

}  // namespace http_field_test
