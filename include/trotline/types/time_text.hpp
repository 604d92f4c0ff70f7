// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TYPES_TIME_TEXT_HPP
#define TROTLINE_TYPES_TIME_TEXT_HPP
// Dates, times and durations as services write them in text: RFC 3339 (`2026-01-31T10:00:00.5Z`),
// similar forms of ISO 8601, and durations of ISO 8601 (`PT1H30M`). Exact, and independent of the
// locale. types/chrono.hpp converts them to std::chrono's types.

#include <trotline/core/conversion.hpp>
#include <trotline/http/date.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <ratio>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// A number of seconds: (-1)^negative * (whole + fraction * 10^-18).
struct exact_seconds {
    static constexpr std::uint64_t one = 1'000'000'000'000'000'000;

    bool negative = false;
    std::uint64_t whole = 0, fraction = 0;

    // From seconds that may be negative, and a fraction that is added to them.
    static constexpr exact_seconds from(std::int64_t seconds, std::uint64_t fraction) {
        if (seconds >= 0) return {false, static_cast<std::uint64_t>(seconds), fraction};
        std::uint64_t const whole = std::uint64_t{0} - static_cast<std::uint64_t>(seconds);
        return fraction == 0 ? exact_seconds{true, whole, 0}
                             : exact_seconds{true, whole - 1, one - fraction};
    }
};

// True for units of a whole number of seconds, and for decimal fractions of a second.
template <class Period>
inline constexpr bool is_decimal = Period::den == 1 || (Period::num == 1 && [] {
                                       std::intmax_t n = Period::den;
                                       while (n % 10 == 0) n /= 10;
                                       return n == 1;
                                   }());

inline constexpr refusal finer_unit =
    "a time that the member's unit can hold exactly: use a finer unit, such as nanoseconds";
inline constexpr refusal wider_type = "a time that the member's type can hold";

// The number of seconds as a duration that holds it exactly; with a floating-point count, the
// nearest.
template <class Rep, class Period>
constexpr refusal to_duration(exact_seconds from, std::chrono::duration<Rep, Period>& to) {
    if constexpr (std::chrono::treat_as_floating_point_v<Rep>) {
        Rep const count = (static_cast<Rep>(from.whole) +
                           static_cast<Rep>(from.fraction) / static_cast<Rep>(exact_seconds::one)) *
                          static_cast<Rep>(Period::den) / static_cast<Rep>(Period::num);
        to = std::chrono::duration<Rep, Period>(from.negative ? -count : count);
        return {};
    } else {
        static_assert(is_decimal<Period>,
                      "a duration must count whole seconds or decimal fractions of one, such as "
                      "milliseconds");
        constexpr auto num = static_cast<std::uint64_t>(Period::num),
                       den = static_cast<std::uint64_t>(Period::den),
                       tick = exact_seconds::one / den;
        if (from.fraction % tick != 0 || from.whole % num != 0) return finer_unit;
        std::uint64_t const most = static_cast<std::uint64_t>((std::numeric_limits<Rep>::max)()) +
                                   (std::numeric_limits<Rep>::is_signed && from.negative);
        std::uint64_t const ticks = from.fraction / tick;
        if (ticks > most || from.whole / num > (most - ticks) / den) return wider_type;
        std::uint64_t const count = from.whole / num * den + ticks;
        if (from.negative && count != 0 && !std::numeric_limits<Rep>::is_signed) return wider_type;
        to = std::chrono::duration<Rep, Period>(
            static_cast<Rep>(from.negative ? std::uint64_t{0} - count : count));
        return {};
    }
}

template <std::integral Rep, class Period>
constexpr refusal from_duration(std::chrono::duration<Rep, Period> from, exact_seconds& to) {
    static_assert(is_decimal<Period>,
                  "a duration must count whole seconds or decimal fractions of one, such as "
                  "milliseconds");
    constexpr auto num = static_cast<std::uint64_t>(Period::num),
                   den = static_cast<std::uint64_t>(Period::den);
    to.negative = from.count() < 0;
    auto const count = static_cast<std::uint64_t>(from.count());
    std::uint64_t const magnitude = to.negative ? std::uint64_t{0} - count : count;
    if (magnitude > (std::numeric_limits<std::uint64_t>::max)() / num) return wider_type;
    to.whole = magnitude * num / den;
    to.fraction = magnitude * num % den * (exact_seconds::one / den);
    return {};
}

// `.5`; empty if there is no fraction.
inline void append_fraction(std::string& to, std::uint64_t fraction) {
    if (fraction == 0) return;
    append_digits(to += '.', fraction, 18);
    while (to.back() == '0') to.pop_back();
}

// full-date = date-fullyear "-" date-month "-" date-mday
constexpr bool read_date(date_reader& from, std::chrono::year_month_day& to) {
    int year = 0, month = 0, day = 0;
    from.number(year, 4).literal("-").number(month, 2).literal("-").number(day, 2);
    to = {std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
          std::chrono::day(static_cast<unsigned>(day))};
    return from.good() && to.ok();
}

// What a text says about a point in time. The offset is local time minus UTC.
struct time_parts {
    std::chrono::year_month_day date{};
    std::chrono::seconds since_midnight{}, offset{};
    std::uint64_t fraction = 0;
    bool has_offset = false;

    constexpr exact_seconds since_epoch() const {
        auto const whole = std::chrono::sys_days(date).time_since_epoch() + since_midnight - offset;
        return exact_seconds::from(std::chrono::seconds(whole).count(), fraction);
    }
};

// The date-time of RFC 3339 section 5.6. In addition, as in ISO 8601: no seconds, a comma before
// the fraction, offsets without a colon or without minutes, and no offset. A second 60 is the first
// of the next minute.
constexpr bool read_date_and_time(std::string_view text, time_parts& to) {
    date_reader from(text);
    if (!read_date(from, to.date)) return false;
    int hour = 0, minute = 0, second = 0;
    from.needs("Tt ").number(hour, 2).literal(":").number(minute, 2);
    if (from.takes(":")) {
        from.number(second, 2);
        if (from.takes(".,")) from.fraction(to.fraction);
    }
    if (hour > 23 || minute > 59 || second > 60) return false;
    to.since_midnight =
        std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second);
    if (from.whole()) return true;
    to.has_offset = true;
    if (from.takes("Zz")) return from.whole();
    bool const west = from.takes("-");
    if (!west) from.needs("+");
    from.number(hour, 2);
    minute = 0;
    if (!from.rest().empty()) {
        from.takes(":");
        from.number(minute, 2);
    }
    if (hour > 23 || minute > 59) return false;
    to.offset = std::chrono::hours(hour) + std::chrono::minutes(minute);
    if (west) to.offset = -to.offset;
    return from.whole();
}

// A duration of ISO 8601 with a fixed length: weeks, days, hours, minutes, and seconds with a
// fraction.
constexpr bool read_iso_duration(std::string_view text, exact_seconds& to) {
    constexpr std::string_view units = "WDHMS";
    constexpr std::uint64_t lengths[] = {604800, 86400, 3600, 60, 1};
    date_reader from(text);
    to = {};
    to.negative = from.takes("-");
    from.needs("P");
    std::size_t next = 0;  // the first of the units that may follow
    bool of_a_day = false, any = false;
    while (from.good() && !from.rest().empty()) {
        if (!of_a_day && from.takes("T")) of_a_day = true, next = 2;
        std::uint64_t number = 0;
        std::size_t digits = 0;
        for (; digits < from.rest().size() && from.rest()[digits] >= '0' &&
               from.rest()[digits] <= '9' && digits < 12;
             ++digits)
            number = number * 10 + static_cast<std::uint64_t>(from.rest()[digits] - '0');
        if (digits == 0) return false;
        from = date_reader(from.rest().substr(digits));
        bool const has_fraction = from.takes(".,");
        if (has_fraction) from.fraction(to.fraction);
        if (from.rest().empty()) return false;
        std::size_t const unit = units.find(from.rest().front());
        if (unit == units.npos || unit < next || (unit >= 2) != of_a_day ||
            (has_fraction && unit != 4))
            return false;
        from.takes(units);
        to.whole += number * lengths[unit];
        next = unit + 1;
        any = true;
    }
    return from.whole() && any;
}

}  // namespace trotline::detail
#endif
