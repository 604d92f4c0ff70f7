// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/retry_after.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <vector>

namespace http_retry_after_test {

namespace tl = trotline;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {
constexpr sys_seconds now = sys_days(2026y / November / 23) + 12h;
}  // namespace

static_assert(tl::parse_retry_after("120", now) == 120s);
static_assert(tl::parse_retry_after("0", now) == 0s);
static_assert(tl::parse_retry_after("1.5", now) == 2s);
static_assert(tl::parse_retry_after("1.000", now) == 1s);
static_assert(tl::parse_retry_after("0.001", now) == 1s);
static_assert(tl::parse_retry_after("99999999999999999999.5", now) > 8760h);
static_assert(tl::parse_retry_after("Mon, 23 Nov 2026 12:00:30 GMT", now) == 30s);
static_assert(tl::parse_retry_after("Mon, 23 Nov 2026 11:00:00 GMT", now) == 0s);
static_assert(tl::parse_retry_after("99999999999999999999999999", now) > 8760h);
static_assert(tl::parse_retry_after("Fri, 31 Dec 9999 23:59:59 GMT", now) == 87600h);

TEST_CASE("what is neither seconds nor a date") {
    for (std::string const text : {"", "-1", "1.", ".5", ".", "1.5.2", "1.x", "1,5", "1 ", "soon",
                                   "Mon, 23 Nov 2026 12:00:30", "Mon, 31 Feb 2026 12:00:30 GMT",
                                   "Mon, 23 Nov 2026 24:00:00 GMT", "Mon, 23 nov 2026 12:00:30 GMT",
                                   "Mon, 23 Nov 2026 12:00:30 GMT ", "Mon, 3 Nov 2026 12:00:30 GMT",
                                   "2026-11-23T12:00:30Z"}) {
        CAPTURE(text);
        CHECK_FALSE(tl::parse_retry_after(text, now).has_value());
    }
}

TEST_CASE("the fields in which services ask for a pause") {
    using fields = std::vector<tl::http::field>;
    struct {
        fields said;
        std::optional<milliseconds> pause;
    } const cases[] = {
        {{}, std::nullopt},
        {{{"retry-after", "2"}, {"retry-after-ms", "5"}}, 2s},
        {{{"Retry-After", "soon"}, {"Retry-After-Ms", "1500"}}, 1500ms},
        {{{"x-ms-retry-after-ms", "20"}}, 20ms},
        {{{"retry-after-ms", "999999999999"}}, 87600h},
        {{{"Retry-After", "Fri, 31 Dec 9999 23:59:59 GMT"}}, 87600h},
        {{{"RateLimit", "\"default\";r=0;t=30"}}, 30s},
        {{{"RateLimit", "\"default\";r=5;t=30"}}, std::nullopt},
        {{{"RateLimit", "\"default\";t=30"}}, std::nullopt},
        {{{"RateLimit", "limit=10, remaining=0, reset=7"}}, 7s},
        {{{"RateLimit", "limit=10, remaining=0, reset=x"}}, std::nullopt},
        {{{"RateLimit", "\"default\";rate=0;r=0;total=1;t=30/60"}}, 30s},
        {{{"RateLimit", "\"default\";rate=0;t=30"}}, std::nullopt},
        {{{"RateLimit-Remaining", "0"}, {"RateLimit-Reset", "9"}}, 9s},
        {{{"RateLimit-Remaining", "3"}, {"RateLimit-Reset", "9"}}, std::nullopt},
        {{{"RateLimit-Reset", "9"}}, std::nullopt},
        {{{"X-RateLimit-Remaining", "0"},
          {"X-RateLimit-Reset", std::to_string((now + 90s).time_since_epoch().count())}},
         90s},
        {{{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "1500000000"}}, 0s},
        {{{"x-rate-limit-remaining", "0"}, {"x-rate-limit-reset", "4"}}, 4s},
        {{{"X-RateLimit-Remaining", "0"}, {"X-RateLimit-Reset", "-4"}}, std::nullopt},
    };
    for (auto const& c : cases) {
        CAPTURE(c.said.empty() ? std::string() : c.said.back().name + ": " + c.said.back().value);
        CHECK(tl::asked_pause(c.said, now) == c.pause);
    }
}

}  // namespace http_retry_after_test
