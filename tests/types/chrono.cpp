// SPDX-License-Identifier: BSL-1.0
#include <trotline/types/chrono.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/parameter_store/described.hpp>
#include <trotline/rendering/described_body.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/documents.hpp"
#include "mapping/whole.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace types_chrono_test {

namespace tl = trotline;
using namespace std::chrono;
using namespace std::chrono_literals;
using namespace tl::literals;
using trotline_tests::in_both_modes;
using trotline_tests::summary;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

namespace {

constexpr sys_seconds noon = sys_days(2026y / January / 31) + 12h;

// Reads with a form, in both modes; nothing if that fails.
template <class T, class Form> std::optional<T> read_as(std::string_view text) {
    std::optional<T> found;
    in_both_modes([&](auto format) {
        auto const got = tl::get<T>(text, "$"_path, format, tl::as<Form>);
        CHECK((!found || (got && *found == *got)));
        if (got) found = *got;
    });
    return found;
}
template <class Form = void, class T> std::string written(T const& from) {
    std::string out;
    tl::json::writer to(out);
    tl::refusal const refused = tl::detail::write_json<Form>(to, from);
    return refused.empty() ? out : std::string(std::string_view(refused));
}

}  // namespace

TEST_CASE("points in time: RFC 3339") {
    ok<sys_seconds>(R"("2026-01-31T12:00:00Z")", noon);
    ok<sys_seconds>(R"("2026-01-31T13:00:00\u002B01:00")", noon);
    ok<sys_time<milliseconds>>(R"("2026-01-31T12:00:00.250Z")", noon + 250ms);
    ok<system_clock::time_point>(R"("2026-01-31T12:00:00.123456789Z")", noon + 123456789ns);
    ok<std::vector<std::optional<sys_seconds>>>(R"(["1969-12-31T23:59:59Z", null])",
                                                {sys_seconds(-1s), std::nullopt});
    ok<sys_time<milliseconds>>(R"("1969-12-31T23:59:59.5Z")", sys_time<milliseconds>(-500ms));
    ok<sys_days>(R"("2026-01-31T00:00:00Z")", sys_days(2026y / January / 31));
    bad<sys_seconds>(R"("2026-01-31")", "0 refused value: a string @0");
    bad<sys_seconds>("1769860800", "0 refused value: a number @0");
    bad<sys_seconds>("{}", "0 wrong type: an object @0");
    struct {
        std::string_view text, expected;
    } const reasons[] = {
        {R"("soon")", "a date and time such as 2026-01-31T10:00:00Z"},
        {R"("2026-01-31T12:00:00")",
         "an offset after the time, Z or +01:00: use a local_time for one without"},
        {R"("2026-01-31T12:00:00.5Z")",
         "a time that the member's unit can hold exactly: use a finer unit, such as nanoseconds"},
    };
    for (auto const& one : reasons) {
        auto const got = tl::get<sys_seconds>(one.text, "$"_path);
        REQUIRE(!got);
        CHECK(got.error().rows()[0].expected == one.expected);
    }
    // nanoseconds since 1970 end in 2262
    bad<system_clock::time_point>(R"("2300-01-01T00:00:00Z")", "0 refused value: a string @0");
}

TEST_CASE("local times, dates and durations") {
    ok<local_seconds>(R"("2026-01-31T12:00:00")", local_days(2026y / January / 31) + 12h);
    bad<local_seconds>(R"("2026-01-31T12:00:00Z")", "0 refused value: a string @0");
    struct {
        std::string_view text, expected;
    } const reasons[] = {
        {R"("soon")", "a date and time such as 2026-01-31T10:00:00"},
        {R"("2026-01-31T12:00:00Z")",
         "a date and time without an offset: use a sys_time for one with an offset"},
    };
    for (auto const& one : reasons) {
        auto const got = tl::get<local_seconds>(one.text, "$"_path);
        REQUIRE(!got);
        CHECK(got.error().rows()[0].expected == one.expected);
    }
    ok<year_month_day>(R"("2026-01-31")", 2026y / January / 31);
    bad<year_month_day>(R"("2026-02-31")", "0 refused value: a string @0");
    bad<year_month_day>(R"("2026-01-31T")", "0 refused value: a string @0");
    ok<seconds>(R"("PT1H30M")", 5400s);
    ok<milliseconds>(R"("-PT0.5S")", -500ms);
    ok<duration<double>>(R"("PT0.5S")", duration<double>(0.5));
    bad<seconds>("5", "0 refused value: a number @0");
    bad<seconds>(R"("PT0.5S")", "0 refused value: a string @0");
}

TEST_CASE("forms that a row names: HTTP dates, and numbers of a unit") {
    CHECK(read_as<sys_seconds, tl::http_date>(R"("Sat, 31 Jan 2026 12:00:00 GMT")") == noon);
    CHECK(!read_as<sys_seconds, tl::http_date>(R"("2026-01-31T12:00:00Z")"));
    CHECK(read_as<sys_seconds, tl::epoch_seconds>("1769860800") == noon);
    CHECK(read_as<sys_seconds, tl::epoch_seconds>("1769860800.0") == noon);
    CHECK(read_as<sys_seconds, tl::epoch_seconds>("17698608e2") == noon);
    CHECK(!read_as<sys_seconds, tl::epoch_seconds>("1769860800.5"));
    CHECK(!read_as<sys_seconds, tl::epoch_seconds>(R"("1769860800")"));
    CHECK(!read_as<sys_seconds, tl::epoch_seconds>("1.7698608005e9"));
    CHECK(read_as<sys_time<microseconds>, tl::epoch_seconds>("1769860800.000250") == noon + 250us);
    CHECK(read_as<sys_time<milliseconds>, tl::epoch_milliseconds>("-1500") ==
          sys_time<milliseconds>(-1500ms));
    CHECK(read_as<sys_time<nanoseconds>, tl::epoch_milliseconds>("1.25") ==
          sys_time<nanoseconds>(1250us));
    CHECK(!read_as<sys_seconds, tl::epoch_milliseconds>("1500"));
    CHECK(read_as<milliseconds, tl::number_of<minutes>>("2") == 120'000ms);
    CHECK(!read_as<milliseconds, tl::number_of<minutes>>("0.5"));
    CHECK(read_as<duration<double>, tl::number_of<milliseconds>>("1.5") ==
          duration<double>(0.0015));
    CHECK(!read_as<milliseconds, tl::number_of<seconds>>("99999999999999999"));
    CHECK(!read_as<milliseconds, tl::number_of<hours>>("9999999999999999999"));
    CHECK(read_as<std::vector<seconds>, tl::number_of<seconds>>("[1, 2]") ==
          std::vector<seconds>{1s, 2s});
}

namespace {

// Why a value is not read in a form.
template <class T, class Form> std::string why_not(std::string_view text) {
    auto const got = tl::get<T>(text, "$"_path, tl::json::checked, tl::as<Form>);
    return got ? "read" : std::string(got.error().rows()[0].expected);
}

}  // namespace

TEST_CASE("numbers that a form does not take, and why") {
    std::string const wider = "a time that the member's type can hold",
                      finer =
                          "a time that the member's unit can hold exactly: use a finer unit, "
                          "such as nanoseconds";
    using half = duration<std::int32_t, std::ratio<60>>;
    CHECK(why_not<seconds, tl::epoch_seconds>("99999999999999999999") == wider);
    CHECK(why_not<seconds, tl::epoch_seconds>("99999999999999999999.5") == wider);
    CHECK(why_not<seconds, tl::epoch_seconds>("1.5e-1") == "a number without an exponent");
    CHECK(why_not<nanoseconds, tl::epoch_seconds>("0.0000000000000000001") ==
          "a number with at most 18 decimal places");
    CHECK(why_not<nanoseconds, tl::epoch_seconds>("0.0000000001") == finer);
    CHECK(why_not<half, tl::number_of<minutes>>("0.5") == finer);
    CHECK(why_not<nanoseconds, tl::epoch_milliseconds>("0.0000000000000001") == finer);
    CHECK(why_not<nanoseconds, tl::epoch_milliseconds>("0.000000000000000001") == finer);
    CHECK(why_not<half, tl::number_of<minutes>>("2147483648") == wider);
    CHECK(why_not<duration<double>, tl::epoch_seconds>("1e400") == wider);
    CHECK(why_not<duration<double>, tl::epoch_seconds>("1e300") == "read");
    CHECK(why_not<system_clock::time_point, tl::http_date>(R"("Sat, 31 Jan 2300 12:00:00 GMT")") ==
          wider);
}

TEST_CASE("what is written can be read back") {
    CHECK(written(noon) == R"("2026-01-31T12:00:00Z")");
    CHECK(written(sys_time<nanoseconds>(noon + 1ns)) == R"("2026-01-31T12:00:00.000000001Z")");
    CHECK(written(sys_time<milliseconds>(-500ms)) == R"("1969-12-31T23:59:59.5Z")");
    CHECK(written(local_seconds(local_days(2026y / January / 31))) == R"("2026-01-31T00:00:00")");
    CHECK(written(sys_days(2026y / January / 31)) == R"("2026-01-31T00:00:00Z")");
    CHECK(written(2026y / January / 31) == R"("2026-01-31")");
    CHECK(written(2026y / February / 31) == "a date that exists");
    CHECK(written(5400s) == R"("PT5400S")");
    CHECK(written(-1500ms) == R"("-PT1.5S")");
    CHECK(written<tl::http_date>(noon) == R"("Sat, 31 Jan 2026 12:00:00 GMT")");
    CHECK(written<tl::epoch_seconds>(noon) == "1769860800");
    CHECK(written<tl::epoch_seconds>(sys_time<microseconds>(noon + 250us)) == "1769860800.00025");
    CHECK(written<tl::epoch_milliseconds>(sys_time<milliseconds>(-1500ms)) == "-1500");
    CHECK(written<tl::number_of<minutes>>(120s) == "2");
    CHECK(written<tl::number_of<minutes>>(90s) == "a whole number of the unit that the form names");
    CHECK(written<tl::number_of<seconds>>(duration<double, std::milli>(1500)) == "1.5");
    CHECK(written(sys_days(10000y / January / 1)) == "a year from 0 to 9999");
    CHECK(written(sys_seconds(seconds::max())) == "a year from 0 to 9999");
    CHECK(written(sys_days(-1y / December / 31)) == "a year from 0 to 9999");
    CHECK(written(local_days(-1y / December / 31)) == "a year from 0 to 9999");
    CHECK(written(10000y / January / 1) == "a year from 0 to 9999");
    CHECK(written(-1y / December / 31) == "a year from 0 to 9999");
    CHECK(written<tl::http_date>(sys_days(10000y / January / 1)) == "a year from 0 to 9999");
    constexpr auto longest = std::numeric_limits<std::int64_t>::max();
    using long_hours = duration<std::int64_t, std::ratio<3600>>;
    CHECK(written(long_hours(longest)) == "a time that the member's type can hold");
    CHECK(written(sys_time<long_hours>(long_hours(longest))) ==
          "a time that the member's type can hold");
    CHECK(written<tl::epoch_seconds>(long_hours(longest)) ==
          "a time that the member's type can hold");
    CHECK(written<tl::epoch_milliseconds>(seconds(longest)) ==
          "a time that the member's type can hold");
    CHECK(written<tl::number_of<minutes>>(60500ms) ==
          "a whole number of the unit that the form names");
    CHECK(written<tl::epoch_seconds>(milliseconds(-500)) == "-0.5");
    CHECK(written<tl::epoch_seconds>(duration<double>(HUGE_VAL)) == "a number must be finite");
    CHECK(written<tl::epoch_seconds>(duration<double>(0.25)) == "0.25");
    for (auto const when :
         {noon, sys_seconds(), sys_seconds(-1s), sys_seconds(sys_days(0y / January / 1)),
          sys_seconds(sys_days(9999y / December / 31) + 86399s)}) {
        ok<sys_seconds>(written(when), when);
        CHECK(read_as<sys_seconds, tl::epoch_seconds>(written<tl::epoch_seconds>(when)) == when);
    }
}

namespace {

struct event {
    sys_seconds created;
    sys_time<milliseconds> seen;
    std::optional<year_month_day> day;
    seconds took{};
    friend bool operator==(event const&, event const&) = default;
};
BOOST_DESCRIBE_STRUCT(event, (), (created, seen, day, took))

using event_rows = tl::mapping<event, tl::row<"created", &event::created>,
                               tl::row<"seen", &event::seen, tl::as<tl::epoch_milliseconds>>,
                               tl::optional_row<"day", &event::day>,
                               tl::row<"took", &event::took, tl::as<tl::number_of<seconds>>>>;
constexpr std::string_view sample =
    R"({"created": "2026-01-31T12:00:00Z", "seen": 1500, "day": "2026-01-31", "took": 7})";

}  // namespace

}  // namespace types_chrono_test

template <>
struct trotline::member_names<types_chrono_test::event>
    : trotline::names<trotline::named<&types_chrono_test::event::seen, "@seen",
                                      trotline::as<trotline::epoch_milliseconds>>,
                      trotline::named<&types_chrono_test::event::took, "took",
                                      trotline::as<trotline::number_of<std::chrono::seconds>>>> {};

namespace types_chrono_test {

static_assert(tl::finds<event_rows, sample>());
constexpr std::string_view wrong_sample = R"({"created": "2026-01-31T12:00Z?"})";
using created_rows = tl::mapping<event, tl::row<"created", &event::created>>;
static_assert(!tl::sample_sources<created_rows, wrong_sample>::are_there);

TEST_CASE("rows, members, XML, header fields of a text, parameters") {
    event const expected{noon, sys_time<milliseconds>(1500ms), 2026y / January / 31, 7s};
    CHECK(*tl::map<event_rows>(sample) == expected);
    auto const body = tl::xml_body("event", expected);
    CHECK(
        body.content().text() ==
        R"(<event seen="1500"><created>2026-01-31T12:00:00Z</created><day>2026-01-31</day><took>7</took></event>)");
    CHECK(*tl::get<event>(body.content().text(), "event"_path, tl::xml::checked) == expected);
    CHECK(*tl::get<year_month_day>("<d>\n 2026-01-31 </d>", "d"_path, tl::xml::checked) ==
          2026y / January / 31);

    tl::value const parameter = tl::value_of(noon);
    CHECK(parameter == tl::value("2026-01-31T12:00:00Z"));
    sys_seconds back{};
    CHECK(tl::value_to(parameter, back));
    CHECK(back == noon);
    CHECK_FALSE(tl::value_to(tl::value("soon"), back));
    CHECK_FALSE(tl::value_to(tl::value(true), back));
    CHECK(back == noon);
}

}  // namespace types_chrono_test
