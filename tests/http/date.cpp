// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/date.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace http_date_test {

namespace tl = trotline;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr sys_seconds now = sys_days(2026y / November / 23) + 12h;
constexpr sys_seconds example = sys_days(1994y / November / 6) + 8h + 49min + 37s;
}  // namespace

static_assert(tl::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", now) == example);
static_assert(tl::parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now) == example);
static_assert(tl::parse_http_date("Sun Nov  6 08:49:37 1994", now) == example);
static_assert(tl::parse_http_date("Sunday, 06-Nov-30 08:49:37 GMT", now) ==
              sys_days(2030y / November / 6) + 8h + 49min + 37s);
static_assert(tl::parse_http_date("Sunday, 06-Nov-77 08:49:37 GMT", now) ==
              sys_days(1977y / November / 6) + 8h + 49min + 37s);
// the year that is nearest, but not more than 50 years in the future, also of another century
static_assert(tl::parse_http_date("Friday, 06-Nov-76 08:49:37 GMT", now) ==
              sys_days(2076y / November / 6) + 8h + 49min + 37s);
static_assert(tl::parse_http_date("Sunday, 06-Nov-05 08:49:37 GMT", sys_days(2060y / May / 1)) ==
              sys_days(2105y / November / 6) + 8h + 49min + 37s);
static_assert(tl::parse_http_date("Sunday, 06-Nov-11 08:49:37 GMT", sys_days(2060y / May / 1)) ==
              sys_days(2011y / November / 6) + 8h + 49min + 37s);
static_assert(!tl::parse_http_date("Sun, 06 Nov 1994 08:49:37 UTC", now));
static_assert(!tl::parse_http_date("Sun, 06 Nov 1994 08:60:37 GMT", now));
static_assert(!tl::parse_http_date("Sun, 06 Nov 1994 08:49:61 GMT", now));

TEST_CASE("a written date can be read back") {
    CHECK(tl::http_date_text(example) == "Sun, 06 Nov 1994 08:49:37 GMT");
    for (auto const when : {sys_seconds(), sys_seconds(-1s), now, example,
                            sys_seconds(sys_days(9999y / December / 31) + 86399s)})
        CHECK(tl::parse_http_date(tl::http_date_text(when), now) == when);
    CHECK(tl::http_date_text(sys_days(10000y / January / 1)).empty());
    CHECK(tl::http_date_text(sys_days(-1y / January / 1)).empty());
}

TEST_CASE("a fraction in digits") {
    struct {
        std::string text;
        bool good;
        std::uint64_t fraction;
    } const cases[] = {
        {"5", true, 500'000'000'000'000'000},
        {"000000000000000001", true, 1},
        {"0000000000000000010", true, 1},
        {"0000000000000000001", false, 0},
        {"", false, 0},
        {"x", false, 0},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        std::uint64_t fraction = 7;
        CHECK(tl::detail::date_reader(one.text).fraction(fraction).whole() == one.good);
        if (one.good) CHECK(fraction == one.fraction);
    }
}

}  // namespace http_date_test
