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

}  // namespace report_test_run_test
