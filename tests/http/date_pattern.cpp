// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/date_pattern.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace http_date_pattern_test {

using trotline::detail::check_date_pattern;

namespace {

std::string date(std::string_view pattern, std::string_view text) {
    CHECK(check_date_pattern(pattern).empty());
    std::string out;
    return trotline::detail::read_date_by(pattern, text, out) ? out : "none";
}

static_assert(check_date_pattern("%d.%m.%Y").empty() && !check_date_pattern("%d.%m").empty());

}  // namespace

TEST_CASE("dates by their patterns") {
    static struct {
        std::string_view pattern, text, expected;
    } const table[] = {
        {"%d.%m.%Y", "31.01.2026", "2026-01-31"},
        {"%d.%m.%Y", "1.2.2026", "2026-02-01"},
        {"%Y%m%d", "20260131", "2026-01-31"},
        {"%m/%d/%Y %H:%M", "1/31/2026 9:05", "2026-01-31T09:05:00"},
        {"%d %b %Y, %H:%M:%S", "05 Feb 2026, 10:11:12", "2026-02-05T10:11:12"},
        {"%Y-%m-%dT%H:%M:%S%z", "2026-01-31T10:00:00+0130", "2026-01-31T10:00:00+01:30"},
        {"%Y-%m-%d %H %z", "2026-01-31 10 -05:00", "2026-01-31T10:00:00-05:00"},
        {"%Y-%m-%d %H%z", "2026-01-31 10Z", "2026-01-31T10:00:00Z"},
        {"100%% %Y.%m.%d", "100% 2026.1.1", "2026-01-01"},
        {"%d.%m.%Y", "31.02.2026", "none"},
        {"%d.%m.%Y", "31.01.26", "none"},
        {"%d.%m.%Y", "31.01.2026 ", "none"},
        {"%d.%m.%Y", "31-01-2026", "none"},
        {"%d.%m.%Y", "", "none"},
        {"%d %b %Y", "05 Feb. 2026", "none"},
        {"%Y-%m-%d %H", "2026-01-31 24", "none"},
        {"%Y-%m-%d %H%z", "2026-01-31 10+1", "none"},
        {"%Y-%m-%d %H%z", "2026-01-31 10+25:00", "none"},
        {"%Y-%m-%d %H%z", "2026-01-31 10+01:60", "none"},
        {"%Y-%m-%d %H%z", "2026-01-31 10+0a00", "none"},
        {"%Y-%m-%d %H%z", "2026-01-31 10+0a:00", "none"},
        {"%Y-%m-%d %H%z", "2026-01-31 10*01:00", "none"},
        {"%d %b %Y", "05 feb 2026", "none"},
        {"%Y-%m-%d %H:%M", "2026-01-31 10:60", "none"},
        {"%Y-%m-%d %H:%M:%S", "2026-01-31 10:59:60", "2026-01-31T10:59:60"},  // a leap second
        {"%Y-%m-%d %H:%M:%S", "2026-01-31 10:59:61", "none"},
    };
    for (auto const& [pattern, text, expected] : table) CHECK(date(pattern, text) == expected);
}

TEST_CASE("patterns that are wrong") {
    for (std::string_view const pattern : {"", "%Y", "%Y-%m", "%d.%m", "%Y-%m-%d %M", "%y-%m-%d",
                                           "%Y-%m-%d %", "%Y-%m-%d %z", "%Y-%m-%d %q"})
        CHECK_FALSE(check_date_pattern(pattern).empty());
}

}  // namespace http_date_pattern_test
