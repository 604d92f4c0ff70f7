// SPDX-License-Identifier: BSL-1.0
#include <trotline/types/time_text.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace types_time_text_test {

namespace tl = trotline;
using namespace std::chrono;
using namespace std::chrono_literals;
using tl::detail::exact_seconds;

namespace {

// Seconds since 1970, and the fraction as 10^-18; -1 if the text is not a time.
constexpr std::int64_t seconds_of(std::string_view text) {
    tl::detail::time_parts parts;
    if (!tl::detail::read_date_and_time(text, parts)) return -1;
    return static_cast<std::int64_t>(parts.since_epoch().whole);
}
constexpr std::int64_t duration_of(std::string_view text) {
    exact_seconds found;
    if (!tl::detail::read_iso_duration(text, found)) return -1;
    return static_cast<std::int64_t>(found.whole);
}
template <class D> std::int64_t count_of(exact_seconds from, std::string const& why = "") {
    D to{};
    tl::refusal const refused = tl::detail::to_duration(from, to);
    CHECK(std::string(std::string_view(refused)).starts_with(why));
    CHECK(refused.empty() == why.empty());
    return static_cast<std::int64_t>(to.count());
}

}  // namespace

// RFC 3339 section 5.8, and similar notations of ISO 8601
static_assert(seconds_of("1985-04-12T23:20:50.52Z") == 482196050);
static_assert(seconds_of("1996-12-19T16:39:57-08:00") == 851042397);
static_assert(seconds_of("1990-12-31T23:59:60Z") == 662688000);
static_assert(seconds_of("1990-12-31T15:59:60-08:00") == 662688000);
static_assert(seconds_of("1937-01-01T12:00:27.87+00:20") == 1041337172);
static_assert(seconds_of("1970-01-01t00:01:00z") == 60);
static_assert(seconds_of("1970-01-01 00:01:00+00:00") == 60);
static_assert(seconds_of("1970-01-01T01:00+0000") == 3600);
static_assert(seconds_of("1970-01-01T01:00:00,5+01") == 0);
static_assert(seconds_of("1970-01-01T01:00:00") == 3600);
static_assert(seconds_of("2000-02-29T00:00:00Z") == 951782400);

TEST_CASE("texts that are not a date and time") {
    for (std::string const text : {"",
                                   "1970",
                                   "1970-01-01",
                                   "1970-01-01T",
                                   "1970-01-01T1:00",
                                   "1970-01-01T24:00:00Z",
                                   "1970-01-01T00:60:00Z",
                                   "1970-01-01T00:00:61Z",
                                   "1970-13-01T00:00:00Z",
                                   "1970-02-29T00:00:00Z",
                                   "1970-00-01T00:00:00Z",
                                   "1970-01-01T00:00:00.Z",
                                   "1970-01-01T00:00:00+1",
                                   "1970-01-01T00:00:00+24:00",
                                   "1970-01-01T00:00:00+00:60",
                                   "1970-01-01T00:00:00+00:0",
                                   "1970-01-01T00:00:00ZZ",
                                   "1970-01-01T00:00:00 Z",
                                   "1970-01-01_00:00:00Z",
                                   "70-01-01T00:00:00Z",
                                   "+1970-01-01T00:00:00Z",
                                   "1970-01-01T00:00:00.0000000000000000001Z"}) {
        CAPTURE(text);
        CHECK(seconds_of(text) == -1);
    }
}

static_assert(duration_of("PT0S") == 0);
static_assert(duration_of("PT1H30M") == 5400);
static_assert(duration_of("P1DT2H3M4.5S") == 93784);
static_assert(duration_of("P2W") == 1209600);
static_assert(duration_of("-PT10S") == 10);
static_assert(duration_of("PT36H") == 129600);

TEST_CASE("texts that are not a duration of a fixed length") {
    for (std::string const text :
         {"", "P", "PT", "1S", "PT1", "P1S", "PT1D", "P1Y", "P1M", "PT1S1M", "PT1M1M", "PT.5S",
          "PT1.5M", "PT1.S", "P1DT", "pt1s", "PT1H ", "PT9999999999999S", "--PT1S"}) {
        CAPTURE(text);
        CHECK(duration_of(text) == -1);
    }
}

TEST_CASE("a duration holds a number of seconds exactly, or refuses it") {
    constexpr std::uint64_t milli = 1'000'000'000'000'000;
    CHECK(count_of<seconds>({false, 90, 0}) == 90);
    CHECK(count_of<minutes>({true, 120, 0}) == -2);
    CHECK(count_of<milliseconds>({true, 1, 500 * milli}) == -1500);
    CHECK(count_of<nanoseconds>({false, 9'223'372'036, 854'775'807'000'000'000}) ==
          9'223'372'036'854'775'807);
    CHECK(count_of<nanoseconds>({true, 9'223'372'036, 854'775'808'000'000'000}) ==
          std::numeric_limits<std::int64_t>::min());
    count_of<nanoseconds>({false, 9'223'372'036, 854'775'808'000'000'000},
                          "a time that the member's type");
    count_of<duration<signed char>>({false, 128, 0}, "a time that the member's type");
    CHECK(count_of<duration<signed char>>({true, 128, 0}) == -128);
    // what is behind the point alone is more than the type can hold
    count_of<duration<signed char, std::milli>>({false, 0, 128 * milli},
                                                "a time that the member's type");
    count_of<duration<short, std::micro>>({false, 0, 500 * milli}, "a time that the member's type");
    CHECK(count_of<duration<signed char, std::milli>>({false, 0, 127 * milli}) == 127);
    CHECK(count_of<duration<signed char, std::milli>>({true, 0, 128 * milli}) == -128);
    count_of<duration<signed char, std::milli>>({true, 0, 129 * milli},
                                                "a time that the member's type");
    count_of<duration<unsigned>>({true, 1, 0}, "a time that the member's type");
    CHECK(count_of<duration<unsigned>>({true, 0, 0}) == 0);
    count_of<seconds>({false, 1, milli}, "a time that the member's unit");
    count_of<minutes>({false, 90, 0}, "a time that the member's unit");
    duration<double, std::ratio<60>> nearest{};
    CHECK(tl::detail::to_duration({true, 90, 0}, nearest).empty());
    CHECK(nearest.count() == doctest::Approx(-1.5));
}

TEST_CASE("durations are written") {
    for (std::int64_t const count :
         {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'500},
          std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()}) {
        CAPTURE(count);
        exact_seconds parts;
        nanoseconds back{};
        REQUIRE(tl::detail::from_duration(nanoseconds(count), parts).empty());
        CHECK(tl::detail::to_duration(parts, back).empty());
        CHECK(back.count() == count);
    }
    exact_seconds parts;
    CHECK(!tl::detail::from_duration(
               duration<std::int64_t, std::ratio<3600>>(std::numeric_limits<std::int64_t>::max()),
               parts)
               .empty());
    CHECK((exact_seconds::from(-2, exact_seconds::one / 2).whole == 1));
    CHECK((exact_seconds::from(-2, 0).whole == 2));
}

}  // namespace types_time_text_test
