// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_DATE_FORMAT_IPP
#define TROTLINE_HTTP_DATE_FORMAT_IPP

#include <trotline/http/date.hpp>
#include <trotline/http/date_format.hpp>

#include <chrono>
#include <cstdint>
#include <string>

namespace trotline::inline TROTLINE_ABI::detail {

TROTLINE_INLINE std::string date_text(std::chrono::sys_time<std::chrono::milliseconds> when,
                                      date_format format) {
    using namespace std::chrono;
    auto const second = floor<seconds>(when);
    auto const midnight = floor<days>(when);
    year_month_day const date(midnight);
    if (int(date.year()) < 0 || int(date.year()) > 9999) return {};
    if (format == date_format::http) return http_date_text(second);
    if (format == date_format::seconds) return std::to_string(second.time_since_epoch().count());
    if (format == date_format::milliseconds) return std::to_string(when.time_since_epoch().count());
    std::string text;
    append_date(text, date);
    if (format == date_format::date) return text;
    append_time_of_day(text += 'T', second - midnight);
    if (format == date_format::iso_milliseconds)
        append_digits(text += '.', static_cast<std::uint64_t>((when - second).count()), 3);
    return text += 'Z';
}

}  // namespace trotline::detail
#endif
