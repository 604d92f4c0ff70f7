// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_DATE_HPP
#define TROTLINE_HTTP_DATE_HPP
// Reads and writes dates as in HTTP, `Sun, 06 Nov 1994 08:49:37 GMT`: RFC 9110 section 5.6.7
// (HTTP-date).

#include <trotline/core/abi.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
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
    // Takes exactly that many digits. With `blank`, the first may be a blank.
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
    // Takes digits after a decimal point, as multiples of 10^-18; those after the 18th must be
    // zeros.
    constexpr date_reader& fraction(std::uint64_t& value) {
        std::size_t digits = 0;
        value = 0;
        for (; good_ && digits < rest_.size() && rest_[digits] >= '0' && rest_[digits] <= '9';
             ++digits) {
            if (digits < 18) value = value * 10 + static_cast<std::uint64_t>(rest_[digits] - '0');
            good_ = digits < 18 || rest_[digits] == '0';
        }
        for (std::size_t i = digits; i < 18; ++i) value *= 10;
        good_ = good_ && digits != 0;
        if (good_) rest_.remove_prefix(digits);
        return *this;
    }
    // If one of these characters is next, takes it and returns true.
    constexpr bool takes(std::string_view any) {
        bool const there = good_ && !rest_.empty() && any.find(rest_.front()) != any.npos;
        if (there) rest_.remove_prefix(1);
        return there;
    }
    constexpr date_reader& needs(std::string_view any) {
        good_ = takes(any);
        return *this;
    }
    constexpr date_reader& time(int& hour, int& minute, int& second) {
        return number(hour, 2).literal(":").number(minute, 2).literal(":").number(second, 2);
    }
    constexpr bool good() const { return good_; }
    constexpr std::string_view rest() const { return rest_; }
    constexpr bool whole() const { return good_ && rest_.empty(); }

  private:
    std::string_view rest_;
    bool good_ = true;
};

inline constexpr std::string_view months_of_http[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
inline constexpr std::string_view days_of_http[] = {"Mon", "Tue", "Wed", "Thu",
                                                    "Fri", "Sat", "Sun"};

// Writes a number with that many digits, with leading zeros.
inline void append_digits(std::string& to, std::uint64_t number, std::size_t digits) {
    std::size_t const end = to.size() + digits;
    to.append(digits, '0');
    for (std::size_t at = end; at != end - digits; number /= 10)
        to[--at] = static_cast<char>('0' + number % 10);
}
// Writes `2026-01-31`; the year must have at most four digits.
inline void append_date(std::string& to, std::chrono::year_month_day date) {
    append_digits(to, static_cast<unsigned>(int(date.year())), 4);
    append_digits(to += '-', unsigned(date.month()), 2);
    append_digits(to += '-', unsigned(date.day()), 2);
}
// Writes `10:00:00`.
inline void append_time_of_day(std::string& to, std::chrono::seconds since_midnight) {
    auto const since = static_cast<std::uint64_t>(since_midnight.count());
    append_digits(to, since / 3600, 2);
    append_digits(to += ':', since / 60 % 60, 2);
    append_digits(to += ':', since % 60, 2);
}

}  // namespace detail

// Parses the three forms of RFC 9110 section 5.6.7; returns nothing if the text is none of them. A
// year of two digits is the one nearest to `now` that is not more than 50 years in the future.
constexpr std::optional<std::chrono::sys_seconds> parse_http_date(std::string_view text,
                                                                  std::chrono::sys_seconds now) {
    using namespace std::chrono;
    constexpr std::string_view long_days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                              "Friday", "Saturday", "Sunday"};
    int weekday = 0, day_of_month = 0, month_place = 0, year_number = 0, hour = 0, minute = 0,
        second = 0;

    bool found = detail::date_reader(text)
                     .one_of(detail::days_of_http, weekday)
                     .literal(", ")
                     .number(day_of_month, 2)
                     .literal(" ")
                     .one_of(detail::months_of_http, month_place)
                     .literal(" ")
                     .number(year_number, 4)
                     .literal(" ")
                     .time(hour, minute, second)
                     .literal(" GMT")
                     .whole();
    if (!found) {  // asctime
        found = detail::date_reader(text)
                    .one_of(detail::days_of_http, weekday)
                    .literal(" ")
                    .one_of(detail::months_of_http, month_place)
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
                    .one_of(detail::months_of_http, month_place)
                    .literal("-")
                    .number(year_number, 2)
                    .literal(" ")
                    .time(hour, minute, second)
                    .literal(" GMT")
                    .whole();
        if (!found) return std::nullopt;
        int const this_year = int(year_month_day(floor<std::chrono::days>(now)).year());
        year_number += this_year - this_year % 100;
        if (year_number > this_year + 50)
            year_number -= 100;
        else if (year_number <= this_year - 50)
            year_number += 100;
    }
    year_month_day const date(year(year_number), month(static_cast<unsigned>(month_place) + 1),
                              day(static_cast<unsigned>(day_of_month)));
    if (!date.ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    return sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
}

// Writes `Sun, 06 Nov 1994 08:49:37 GMT`; returns an empty text if the year does not have four
// digits.
inline std::string http_date_text(std::chrono::sys_seconds when) {
    using namespace std::chrono;
    sys_days const midnight = floor<days>(when);
    year_month_day const date(midnight);
    int const year_number = int(date.year());
    if (year_number < 0 || year_number > 9999) return {};
    std::string text(detail::days_of_http[weekday(midnight).iso_encoding() - 1]);
    detail::append_digits(text += ", ", unsigned(date.day()), 2);
    text.append(" ").append(detail::months_of_http[unsigned(date.month()) - 1]).append(" ");
    detail::append_digits(text, static_cast<unsigned>(year_number), 4);
    detail::append_time_of_day(text += ' ', when - midnight);
    return text += " GMT";
}

}  // namespace trotline
#endif
