// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RETRY_AFTER_HPP
#define TROTLINE_TRANSPORT_RETRY_AFTER_HPP
// Parses HTTP dates (RFC 9110 section 5.6.7) and the Retry-After field (section 10.2.3).

#include <trotline/core/abi.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

namespace detail {

// Takes pieces from the start of a date. After a missing piece, everything else fails, too.
class date_reader {
  public:
    constexpr explicit date_reader(std::string_view text) : rest_(text) {}

    constexpr date_reader& literal(std::string_view wanted) {
        good_ = good_ && rest_.starts_with(wanted);
        if (good_) rest_.remove_prefix(wanted.size());
        return *this;
    }
    // Exactly that many digits. With `blank`, the first may be a blank.
    constexpr date_reader& number(int& value, std::size_t digits, bool blank = false) {
        good_ = good_ && rest_.size() >= digits;
        value = 0;
        for (std::size_t i = 0; good_ && i < digits; ++i) {
            char const c = blank && i == 0 && rest_[i] == ' ' ? '0' : rest_[i];
            good_ = c >= '0' && c <= '9';
            value = value * 10 + (c - '0');
        }
        if (good_) rest_.remove_prefix(digits);
        return *this;
    }
    template <std::size_t N>
    constexpr date_reader& one_of(std::string_view const (&names)[N], int& place) {
        for (std::size_t i = 0; good_ && i < N; ++i) {
            if (!rest_.starts_with(names[i])) continue;
            place = static_cast<int>(i);
            rest_.remove_prefix(names[i].size());
            return *this;
        }
        good_ = false;
        return *this;
    }
    constexpr date_reader& time(int& hour, int& minute, int& second) {
        return number(hour, 2).literal(":").number(minute, 2).literal(":").number(second, 2);
    }
    constexpr bool whole() const { return good_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool good_ = true;
};

}  // namespace detail

// Parses an HTTP date in one of the three forms of RFC 9110 section 5.6.7; nothing if it has none.
// A year of two digits is the one nearest to `now` that is not more than 50 years in the future.
constexpr std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text,
                                                                  std::chrono::sys_seconds now) {
    using namespace std::chrono;
    constexpr std::string_view months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    constexpr std::string_view days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    constexpr std::string_view long_days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
    int weekday = 0, day_of_month = 0, month_place = 0, year_number = 0, hour = 0, minute = 0,
        second = 0;

    bool found = detail::date_reader(text)
                     .one_of(days, weekday)
                     .literal(", ")
                     .number(day_of_month, 2)
                     .literal(" ")
                     .one_of(months, month_place)
                     .literal(" ")
                     .number(year_number, 4)
                     .literal(" ")
                     .time(hour, minute, second)
                     .literal(" GMT")
                     .whole();
    if (!found) {  // asctime
        found = detail::date_reader(text)
                    .one_of(days, weekday)
                    .literal(" ")
                    .one_of(months, month_place)
                    .literal(" ")
                    .number(day_of_month, 2, true)
                    .literal(" ")
                    .time(hour, minute, second)
                    .literal(" ")
                    .number(year_number, 4)
                    .whole();
    }
    if (!found) {  // RFC 850
        found = detail::date_reader(text)
                    .one_of(long_days, weekday)
                    .literal(", ")
                    .number(day_of_month, 2)
                    .literal("-")
                    .one_of(months, month_place)
                    .literal("-")
                    .number(year_number, 2)
                    .literal(" ")
                    .time(hour, minute, second)
                    .literal(" GMT")
                    .whole();
        if (!found) return std::nullopt;
        int const this_year = int(year_month_day(floor<std::chrono::days>(now)).year());
        year_number += this_year - this_year % 100;
        if (year_number > this_year + 50) year_number -= 100;
    }
    year_month_day const date(year(year_number), month(static_cast<unsigned>(month_place) + 1),
                              day(static_cast<unsigned>(day_of_month)));
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
}

// How long to wait, given the present time: seconds, or a date (in the past: zero). Nothing if the
// value is neither.
constexpr std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                                std::chrono::sys_seconds now) {
    using namespace std::chrono;
    constexpr long long longest = 10LL * 365 * 24 * 3600;
    bool digits = !value.empty();
    long long count = 0;
    for (char const c : value) {
        digits = digits && c >= '0' && c <= '9';
        if (digits && count < longest) count = count * 10 + (c - '0');
    }
    if (digits) return seconds(count < longest ? count : longest);
    auto const date = parse_http_date(value, now);
    if (!date) return std::nullopt;
    return *date > now ? *date - now : seconds(0);
}

}  // namespace trotline
#endif
