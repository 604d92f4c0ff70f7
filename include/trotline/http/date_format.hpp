// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_DATE_FORMAT_HPP
#define TROTLINE_HTTP_DATE_FORMAT_HPP
// The ways in which services write a point in time, by name: for templates and rows. Times are in
// UTC.

#include <trotline/core/abi.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

enum class date_format : unsigned char {
    iso,               // 2026-01-31T10:00:00Z (RFC 3339)
    iso_milliseconds,  // 2026-01-31T10:00:00.250Z
    date,              // 2026-01-31
    http,              // Sat, 31 Jan 2026 10:00:00 GMT (RFC 9110 section 5.6.7)
    seconds,           // 1769853600, since 1970
    milliseconds       // 1769853600250, since 1970
};
inline constexpr std::string_view date_format_names[] = {
    "iso", "iso_milliseconds", "date", "http", "seconds", "milliseconds"};
inline constexpr char const* expected_date_format =
    "expected one of iso, iso_milliseconds, date, http, seconds, milliseconds";

// True for the formats that are numbers.
constexpr bool counts_since_1970(date_format format) {
    return format == date_format::seconds || format == date_format::milliseconds;
}

constexpr std::optional<date_format> date_format_called(std::string_view name) {
    for (unsigned char i = 0; std::string_view const each : date_format_names) {
        if (each == name) return static_cast<date_format>(i);
        ++i;
    }
    return std::nullopt;
}

// The time that is so many seconds or milliseconds after 1970 began; nothing if it is about ten
// thousand years away, in the year 10000 or as long before 1970.
constexpr std::optional<std::chrono::sys_time<std::chrono::milliseconds>> time_since_1970(
    std::int64_t count, date_format unit) {
    std::int64_t const scale = unit == date_format::seconds ? 1000 : 1;
    std::int64_t const beyond = 253'402'300'800'000 / scale;
    if (count < -beyond || count >= beyond) return std::nullopt;
    return std::chrono::sys_time<std::chrono::milliseconds>(
        std::chrono::milliseconds(count * scale));
}

// Writes a time; fractions that the format does not have are dropped. Returns an empty text if the
// year is not one from 0 to 9999.
std::string date_text(std::chrono::sys_time<std::chrono::milliseconds> when, date_format format);

}  // namespace trotline::detail

#if !defined(TROTLINE_SEPARATE_COMPILATION)
#include <trotline/http/date_format.ipp>
#endif
#endif
