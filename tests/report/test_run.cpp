// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/test_run.hpp>

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

namespace report_test_run_test {

namespace tl = trotline;

TEST_CASE("converted values as JSON") {
    CHECK(tl::detail::json_of(5L) == "5");
    CHECK(tl::detail::json_of(std::string("a\"b")) == R"("a\"b")");
    CHECK(tl::detail::json_of(std::vector<int>{1, 2}) == "[1,2]");
    CHECK(tl::detail::json_of(std::optional<int>{}) == "null");
    CHECK(tl::detail::json_of(tl::value(tl::json_text{"[1]"})) == "[1]");
    CHECK(tl::detail::json_of(tl::value(tl::secret{"x"})) == "\"[secret]\"");
    CHECK(tl::detail::json_of(std::numeric_limits<double>::infinity()).empty());
    CHECK(tl::detail::json_of(std::string("\xFF")).empty());
}

TEST_CASE("an answer is redacted before it is cut") {
    tl::http::response const answer{
        .status = 200, .fields = {{"X", "t0ken"}}, .content = "abt0kencd"};
    for (std::size_t limit = 0; limit < 20; ++limit) {
        auto const report = tl::detail::report_of(answer, {"t0ken"}, limit);
        CAPTURE(limit);
        CHECK(std::string("ab[secret]cd").substr(0, limit) == report.content);
        CHECK(report.content_cut == (limit < 12));
        CHECK(report.content_size == 9);
        CHECK(report.fields.front().value == "[secret]");
    }
}

TEST_CASE(
    "a request is shown without its secrets, and with the credentials that answer a challenge") {
    tl::http::request const sent{
        .url = "https://api.example/t0ken?a=b",
        .fields = {{"X", "is t0ken"}},
        .content = "t0ken",
        .digest = tl::http::digest_credentials{"ada t0ken", "passw0rd"},
        .secrets = {"t0ken", "passw0rd"},
    };
    auto const shown = tl::detail::without_secrets(sent);
    CHECK(shown.url == "https://api.example/[secret]?a=b");
    CHECK(shown.content == "[secret]");
    REQUIRE(shown.digest);
    CHECK(shown.digest->user == "ada [secret]");
    CHECK(shown.digest->password == "[secret]");
    CHECK(shown.secrets.empty());
    auto const fields = tl::detail::shown_fields(shown);
    REQUIRE(fields.size() == 2);
    CHECK(fields[0].name == "Authorization");
    CHECK(fields[0].value == "Digest ada [secret]:[secret]");
    CHECK(fields[1].value == "is [secret]");
}

}  // namespace report_test_run_test
