// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/date_format.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace http_date_format_test {

using namespace std::chrono_literals;
using trotline::detail::date_format;

TEST_CASE("one time in every format") {
    std::chrono::sys_time<std::chrono::milliseconds> const when{1769853600250ms};
    static struct {
        std::string_view name, text;
    } const table[] = {
        {"iso", "2026-01-31T10:00:00Z"}, {"iso_milliseconds", "2026-01-31T10:00:00.250Z"},
        {"date", "2026-01-31"},          {"http", "Sat, 31 Jan 2026 10:00:00 GMT"},
        {"seconds", "1769853600"},       {"milliseconds", "1769853600250"}};
    for (auto const& [name, text] : table) {
        auto const format = trotline::detail::date_format_called(name);
        REQUIRE(format);
        CHECK(date_text(when, *format) == text);
        CHECK(counts_since_1970(*format) ==
              (name.find("seconds") == name.size() - 7 && name[0] != 'i'));
    }
    CHECK_FALSE(trotline::detail::date_format_called("ISO"));
}

TEST_CASE("times before 1970 and beyond the year 9999") {
    using time = std::chrono::sys_time<std::chrono::milliseconds>;
    CHECK(date_text(time(-1ms), date_format::iso_milliseconds) == "1969-12-31T23:59:59.999Z");
    CHECK(date_text(time(-1ms), date_format::seconds) == "-1");
    CHECK(date_text(time(253402300799999ms), date_format::iso) == "9999-12-31T23:59:59Z");
    CHECK(date_text(time(253402300800000ms), date_format::iso).empty());
    CHECK(date_text(time(-62167219200000ms), date_format::iso) == "0000-01-01T00:00:00Z");
    CHECK(date_text(time(-62167219200001ms), date_format::iso).empty());
}

TEST_CASE("a number of seconds or milliseconds is a time in a range") {
    using trotline::detail::time_since_1970;
    static struct {
        std::int64_t count;
        date_format unit;
        std::string_view text;  // empty: out of the range
    } const table[] = {
        {1769853600, date_format::seconds, "2026-01-31T10:00:00.000Z"},
        {-1500, date_format::milliseconds, "1969-12-31T23:59:58.500Z"},
        {253402300799, date_format::seconds, "9999-12-31T23:59:59.000Z"},
        {253402300800, date_format::seconds, ""},
        {253402300799999, date_format::milliseconds, "9999-12-31T23:59:59.999Z"},
        {253402300800000, date_format::milliseconds, ""},
        {-253402300801, date_format::seconds, ""},
        {INT64_MAX, date_format::seconds, ""},
        {INT64_MIN, date_format::milliseconds, ""},
    };
    for (auto const& one : table) {
        CAPTURE(one.count);
        auto const when = time_since_1970(one.count, one.unit);
        REQUIRE(when.has_value() == !one.text.empty());
        if (when) CHECK(date_text(*when, date_format::iso_milliseconds) == one.text);
    }
}

}  // namespace http_date_format_test
