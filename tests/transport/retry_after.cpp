// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/retry_after.hpp>

#include <doctest/doctest.h>

#include <string>

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

static_assert(tl::parse_retry_after("120", now) == 120s);
static_assert(tl::parse_retry_after("0", now) == 0s);
static_assert(tl::parse_retry_after("Mon, 23 Nov 2026 12:00:30 GMT", now) == 30s);
static_assert(tl::parse_retry_after("Mon, 23 Nov 2026 11:00:00 GMT", now) == 0s);
static_assert(tl::parse_retry_after("99999999999999999999999999", now) > 8760h);

TEST_CASE("what is neither seconds nor a date") {
    for (std::string const text :
         {"", "-1", "1.5", "1 ", "soon", "Mon, 23 Nov 2026 12:00:30",
          "Mon, 31 Feb 2026 12:00:30 GMT", "Mon, 23 Nov 2026 24:00:00 GMT",
          "Mon, 23 nov 2026 12:00:30 GMT", "Mon, 23 Nov 2026 12:00:30 GMT ",
          "Mon, 3 Nov 2026 12:00:30 GMT", "2026-11-23T12:00:30Z"}) {
        CAPTURE(text);
        CHECK_FALSE(tl::parse_retry_after(text, now).has_value());
    }
}
