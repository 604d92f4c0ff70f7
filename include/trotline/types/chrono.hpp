// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TYPES_CHRONO_HPP
#define TROTLINE_TYPES_CHRONO_HPP
// std::chrono's types as members: points in time, dates and durations, read from answers and
// written into bodies.

#include <trotline/core/conversion.hpp>
#include <trotline/core/finite.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/scalar.hpp>
#include <trotline/http/date.hpp>
#include <trotline/json/number.hpp>
#include <trotline/types/time_text.hpp>

#include <charconv>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

// How a type is read if a row names no form:
//   sys_time<D>      `2026-01-31T10:00:00.5+01:00` (RFC 3339, ISO 8601): an offset has to be there
//   local_time<D>    the same without an offset
//   year_month_day   `2026-01-31`
//   duration<R, P>   `PT1H30M` (ISO 8601): weeks, days, hours, minutes, seconds with a fraction
// The forms that a row can name with as<>:
//   as<http_date>                            of a sys_time: the three forms of RFC 9110
//   as<epoch_seconds>, as<epoch_milliseconds>, as<number_of<U>>
//                                            of a sys_time: a number since 1970 in UTC
//   as<number_of<std::chrono::minutes>>      of a duration: a number of these
// A value that the member cannot hold exactly is an error; then use a finer unit. A floating-point
// count takes the nearest value. Times before the year 0 and after 9999 cannot be written as text.
//
//   struct order { std::chrono::sys_seconds created; std::chrono::milliseconds took; };
//   tl::row<"created_at", &order::created>,
//   tl::row<"took", &order::took, tl::as<tl::number_of<std::chrono::milliseconds>>>
namespace trotline::inline TROTLINE_ABI {

// The forms for as<>.
struct http_date {};
template <class Unit> struct number_of {};
using epoch_seconds = number_of<std::chrono::seconds>;
using epoch_milliseconds = number_of<std::chrono::milliseconds>;

namespace detail {

using written_time = result<std::string, refusal>;
inline constexpr refusal four_digit_year = "a year from 0 to 9999";

// Splits seconds since 1970 into a date and a time of day.
inline written_time date_and_time(exact_seconds since_epoch, std::string_view offset) {
    if (since_epoch.whole > 400'000'000'000) return four_digit_year;
    auto seconds = static_cast<std::int64_t>(since_epoch.whole);
    std::uint64_t fraction = since_epoch.fraction;
    if (since_epoch.negative) {
        seconds = -seconds - (fraction != 0);
        if (fraction != 0) fraction = exact_seconds::one - fraction;
    }
    std::chrono::sys_seconds const when{std::chrono::seconds(seconds)};
    auto const midnight = std::chrono::floor<std::chrono::days>(when);
    std::chrono::year_month_day const date(midnight);
    if (int(date.year()) < 0 || int(date.year()) > 9999) return four_digit_year;
    std::string text;
    append_date(text, date);
    append_time_of_day(text += 'T', when - midnight);
    append_fraction(text, fraction);
    return text.append(offset);
}

// A number of units, written as in JSON, converted to seconds.
template <class Unit> constexpr refusal read_number(std::string_view digits, exact_seconds& to) {
    using period = typename Unit::period;
    static_assert(
        is_decimal<period>,
        "number_of<> must count whole seconds or decimal fractions of one, such as milliseconds");
    constexpr auto num = static_cast<std::uint64_t>(period::num),
                   den = static_cast<std::uint64_t>(period::den);
    std::size_t const point = digits.find('.');
    integer_value units;
    std::uint64_t fraction = 0;
    if (point == digits.npos || digits.find_first_of("eE") != digits.npos) {
        auto const status = json::to_integer(digits, units);
        if (status == json::number_status::not_integral) return "a number without an exponent";
        if (status != json::number_status::exact) return wider_type;
    } else {
        date_reader behind(digits.substr(point + 1));
        if (json::to_integer(digits.substr(0, point), units) != json::number_status::exact)
            return wider_type;
        if (!behind.fraction(fraction).whole()) return "a number with at most 18 decimal places";
    }
    if (units.magnitude > ~std::uint64_t{0} / num) return wider_type;
    if ((num != 1 && fraction != 0) || fraction % den != 0) return finer_unit;
    to.negative = units.negative;
    to.whole = units.magnitude * num / den;
    to.fraction = units.magnitude % den * (exact_seconds::one / den) + fraction / den;
    return {};
}
template <class Unit> result<number, refusal> number_of_units(exact_seconds from) {
    constexpr auto num = static_cast<std::uint64_t>(Unit::period::num),
                   den = static_cast<std::uint64_t>(Unit::period::den),
                   tick = exact_seconds::one / den;
    if (from.whole > (~std::uint64_t{0} - den) / den) return wider_type;
    if (from.whole % num != 0 || (num != 1 && from.fraction != 0))
        return refusal("a whole number of the unit that the form names");
    std::string text = from.negative && (from.whole != 0 || from.fraction != 0) ? "-" : "";
    text += std::to_string(from.whole / num * den + from.fraction / tick);
    append_fraction(text, from.fraction % tick * den);
    return number{std::move(text)};
}

// A duration as a number of units; a floating-point count is the nearest.
template <class Unit, class Rep, class Period> struct counted_duration {
    using duration = std::chrono::duration<Rep, Period>;
    using nearest = std::chrono::duration<double, typename Unit::period>;
    static constexpr bool is_floating = std::chrono::treat_as_floating_point_v<Rep>;

    static constexpr refusal read(std::string_view digits, duration& to) {
        if constexpr (is_floating) {
            double count = 0;
            if (json::to_floating(digits, count) != json::number_status::exact) return wider_type;
            to = std::chrono::duration_cast<duration>(nearest(count));
            return {};
        } else {
            exact_seconds seconds;
            if (refusal const why = read_number<Unit>(digits, seconds); !why.empty()) return why;
            return to_duration(seconds, to);
        }
    }
    static result<number, refusal> write(duration from) {
        if constexpr (is_floating) {
            double const count = std::chrono::duration_cast<nearest>(from).count();
            if (!is_finite(count)) return refusal("a number must be finite");
            char text[64];
            return number{{text, std::to_chars(text, text + sizeof text, count).ptr}};
        } else {
            exact_seconds seconds;
            if (refusal const why = from_duration(from, seconds); !why.empty()) return why;
            return number_of_units<Unit>(seconds);
        }
    }
};

// A point in time or a local time, with or without an offset.
template <class Clock, class Duration> struct timestamp {
    using point = std::chrono::time_point<Clock, Duration>;
    static constexpr bool is_local = std::same_as<Clock, std::chrono::local_t>;

    static constexpr refusal read(std::string_view text, point& to) {
        time_parts parts;
        if (!read_date_and_time(text, parts))
            return is_local ? "a date and time such as 2026-01-31T10:00:00"
                            : "a date and time such as 2026-01-31T10:00:00Z";
        if (parts.has_offset == is_local)
            return is_local
                       ? "a date and time without an offset: use a sys_time for one with an offset"
                       : "an offset after the time, Z or +01:00: use a local_time for one without";
        Duration since{};
        refusal const why = to_duration(parts.since_epoch(), since);
        if (why.empty()) to = point(since);
        return why;
    }
    static written_time write(point from) {
        exact_seconds seconds;
        refusal const why = from_duration(from.time_since_epoch(), seconds);
        if (!why.empty()) return why;
        return date_and_time(seconds, is_local ? "" : "Z");
    }
};

}  // namespace detail

template <class Duration>
struct conversion<std::chrono::sys_time<Duration>>
    : detail::timestamp<std::chrono::system_clock, Duration> {};
template <class Duration>
struct conversion<std::chrono::local_time<Duration>>
    : detail::timestamp<std::chrono::local_t, Duration> {};

template <class Duration> struct conversion<std::chrono::sys_time<Duration>, http_date> {
    static refusal read(std::string_view text, std::chrono::sys_time<Duration>& to) {
        auto const now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
        auto const found = parse_http_date(text, now);
        if (!found) return "a date such as Sun, 06 Nov 1994 08:49:37 GMT";
        Duration since{};
        refusal const why = detail::to_duration(
            detail::exact_seconds::from(found->time_since_epoch().count(), 0), since);
        if (why.empty()) to = std::chrono::sys_time<Duration>(since);
        return why;
    }
    // Written in seconds; fractions are dropped.
    static detail::written_time write(std::chrono::sys_time<Duration> from) {
        std::string text = http_date_text(std::chrono::floor<std::chrono::seconds>(from));
        if (text.empty()) return detail::four_digit_year;
        return text;
    }
};

template <class Duration, class Unit>
struct conversion<std::chrono::sys_time<Duration>, number_of<Unit>> {
    using counted =
        detail::counted_duration<Unit, typename Duration::rep, typename Duration::period>;
    static constexpr refusal read(number_view from, std::chrono::sys_time<Duration>& to) {
        Duration since{};
        refusal const why = counted::read(from.text, since);
        if (why.empty()) to = std::chrono::sys_time<Duration>(since);
        return why;
    }
    static result<number, refusal> write(std::chrono::sys_time<Duration> from) {
        return counted::write(from.time_since_epoch());
    }
};

template <class Rep, class Period, class Unit>
struct conversion<std::chrono::duration<Rep, Period>, number_of<Unit>> {
    using counted = detail::counted_duration<Unit, Rep, Period>;
    static constexpr refusal read(number_view from, std::chrono::duration<Rep, Period>& to) {
        return counted::read(from.text, to);
    }
    static result<number, refusal> write(std::chrono::duration<Rep, Period> from) {
        return counted::write(from);
    }
};

template <class Rep, class Period> struct conversion<std::chrono::duration<Rep, Period>> {
    static constexpr refusal read(std::string_view text, std::chrono::duration<Rep, Period>& to) {
        detail::exact_seconds seconds;
        if (!detail::read_iso_duration(text, seconds))
            return "a duration such as PT1H30M or P2DT0.5S, without months and years: a number has "
                   "a unit, which the row names with as<number_of<>>";
        return detail::to_duration(seconds, to);
    }
    // `PT5400S`
    static detail::written_time write(
        std::chrono::duration<Rep, Period> from) requires std::integral<Rep> {
        detail::exact_seconds seconds;
        if (refusal const why = detail::from_duration(from, seconds); !why.empty()) return why;
        std::string text = seconds.negative ? "-PT" : "PT";
        text += std::to_string(seconds.whole);
        detail::append_fraction(text, seconds.fraction);
        return text += 'S';
    }
};

template <> struct conversion<std::chrono::year_month_day> {
    static constexpr refusal read(std::string_view text, std::chrono::year_month_day& to) {
        detail::date_reader from(text);
        return detail::read_date(from, to) && from.whole() ? "" : "a date such as 2026-01-31";
    }
    static detail::written_time write(std::chrono::year_month_day from) {
        if (!from.ok()) return refusal("a date that exists");
        if (int(from.year()) < 0 || int(from.year()) > 9999) return detail::four_digit_year;
        std::string text;
        detail::append_date(text, from);
        return text;
    }
};

}  // namespace trotline
#endif
