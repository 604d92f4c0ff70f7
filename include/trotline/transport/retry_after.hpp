// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RETRY_AFTER_HPP
#define TROTLINE_TRANSPORT_RETRY_AFTER_HPP
// When a service wants to be asked again: RFC 9110 sections 5.6.7 (HTTP-date) and 10.2.3
// (Retry-After), and the fields of rate limits that are in use.

#include <trotline/core/abi.hpp>
#include <trotline/http/field.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

// How long to wait, given the present time: seconds (a fraction, which the RFC does not have, is rounded
// up), or a date (in the past: zero). Nothing where the value is neither.
constexpr std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                                std::chrono::sys_seconds now) {
    using namespace std::chrono;
    constexpr long long longest = 10LL * 365 * 24 * 3600;
    auto const point = value.find('.');
    bool const has_fraction = point != value.npos && point + 1 != value.size();
    bool digits = !value.empty() && point != 0 && (has_fraction || point == value.npos);
    bool more = false;  // than whole seconds
    long long count = 0;
    for (std::size_t i = 0; i != value.size(); ++i) {
        if (i == point) continue;
        digits = digits && value[i] >= '0' && value[i] <= '9';
        if (i > point)
            more = more || value[i] != '0';
        else if (digits && count < longest)
            count = count * 10 + (value[i] - '0');
    }
    count += more;
    if (digits) return seconds(count < longest ? count : longest);
    auto const date = parse_http_date(value, now);
    if (!date) return std::nullopt;
    return *date > now ? *date - now : seconds(0);
}

namespace detail {
// The digits at the text's begin, up to a bound that no clock reaches.
constexpr std::optional<long long> leading_number(std::string_view text) {
    constexpr long long bound = 1'000'000'000'000;
    if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
    long long number = 0;
    for (char const c : text) {
        if (c < '0' || c > '9') break;
        number = (std::min)(bound, number * 10 + (c - '0'));
    }
    return number;
}

// The number behind `name=` in a list of parameters: `limit=10, remaining=0;t=30`.
constexpr std::optional<long long> parameter_in(std::string_view text, std::string_view name) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const end = (std::min)(text.find_first_of(";,", at), text.size());
        std::string_view const one = http::without_blanks(text.substr(at, end - at));
        at = end + 1;
        if (one.starts_with(name) && one.substr(name.size()).starts_with('='))
            return leading_number(one.substr(name.size() + 1));
    }
    return std::nullopt;
}
}  // namespace detail

// How long a service asks to be left alone, given the date now; nothing where it does not:
//   Retry-After                       seconds or a date
//   retry-after-ms, x-ms-retry-after-ms   milliseconds
//   RateLimit                         `"default";r=0;t=30`, or `limit=10, remaining=0, reset=30`
//                                     (drafts of the IETF), where nothing remains
//   [X-]RateLimit-Reset, X-Rate-Limit-Reset   seconds, or a date in seconds since 1970, where the
//                                     field with -Remaining says that nothing remains
// The first of them that is there and readable counts. At most ten years.
inline std::optional<std::chrono::milliseconds> asked_pause(std::vector<http::field> const& fields,
                                                            std::chrono::sys_seconds now) {
    using std::chrono::milliseconds, std::chrono::seconds;
    auto const value = [&](std::string_view name) {
        auto const* const found = http::find_field(fields, name);
        return found != nullptr ? std::string_view(found->value) : std::string_view();
    };
    auto const bounded = [](long long count) {
        return seconds(std::min(count, 10LL * 365 * 24 * 3600));
    };
    if (auto const asked = parse_retry_after(value("Retry-After"), now)) return *asked;
    for (std::string_view const name : {"retry-after-ms", "x-ms-retry-after-ms"})
        if (auto const asked = detail::leading_number(value(name))) return milliseconds(*asked);
    if (std::string_view const limit = value("RateLimit"); !limit.empty()) {
        for (auto const& [remaining, reset] :
             {std::pair{"r", "t"}, std::pair{"remaining", "reset"}}) {
            auto const wait = detail::parameter_in(limit, reset);
            if (wait && detail::parameter_in(limit, remaining) == 0) return bounded(*wait);
        }
    }
    for (std::string_view const prefix : {"RateLimit-", "X-RateLimit-", "X-Rate-Limit-"}) {
        auto const reset = detail::leading_number(value(std::string(prefix) + "Reset"));
        auto const remaining = detail::leading_number(value(std::string(prefix) + "Remaining"));
        if (!reset || remaining != 0) continue;
        constexpr long long earliest_date = 1'000'000'000;  // in 2001
        if (*reset < earliest_date) return bounded(*reset);
        return bounded(std::max(*reset - now.time_since_epoch().count(), 0LL));
    }
    return std::nullopt;
}

}  // namespace trotline
#endif
