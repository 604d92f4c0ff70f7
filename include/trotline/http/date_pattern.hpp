// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_DATE_PATTERN_HPP
#define TROTLINE_HTTP_DATE_PATTERN_HPP
// Reads dates that are written in a way of their own, by a pattern as strptime has it:
//   %Y a year of four digits   %m %d %H %M %S one or two digits   %b Jan to Dec
//   %z an offset from UTC: Z, +01:00, +0100   %% a percent sign; any other character is itself

#include <trotline/core/ascii.hpp>
#include <trotline/core/conversion.hpp>
#include <trotline/http/date.hpp>

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::detail {

// Returns what is expected instead of the pattern; empty: it is right.
constexpr refusal check_date_pattern(std::string_view pattern) {
    bool year = false, month = false, day = false, hour = false, finer = false;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') continue;
        switch (++i == pattern.size() ? '\0' : pattern[i]) {
            case 'Y':
                year = true;
                break;
            case 'm':
            case 'b':
                month = true;
                break;
            case 'd':
                day = true;
                break;
            case 'H':
                hour = true;
                break;
            case 'M':
            case 'S':
            case 'z':
                finer = true;
                break;
            case '%':
                break;
            default:
                return "expected one of %Y, %m, %d, %H, %M, %S, %b, %z and %% in a date's pattern";
        }
    }
    if (!year || !month || !day) return "expected %Y, %m or %b, and %d in a date's pattern";
    if (finer && !hour) return "expected %H in a date's pattern with %M, %S or %z";
    return {};
}

// One or two digits.
constexpr bool take_digits(std::string_view& from, int& to) {
    if (from.empty() || !is_digit(from[0])) return false;
    std::size_t const size = from.size() > 1 && is_digit(from[1]) ? 2 : 1;
    to = 0;
    for (char const c : from.substr(0, size)) to = to * 10 + (c - '0');
    from.remove_prefix(size);
    return true;
}

// Takes an offset, and appends it as RFC 3339 writes it.
inline bool take_offset(std::string_view& from, std::string& to) {
    if (from.starts_with('Z')) {
        from.remove_prefix(1);
        to = "Z";
        return true;
    }
    bool const colon = from.size() > 3 && from[3] == ':';
    std::size_t const size = colon ? 6 : 5;
    if (from.size() < size || (from[0] != '+' && from[0] != '-')) return false;
    for (std::size_t i = 1; i != size; ++i)
        if (!is_digit(from[i]) && !(colon && i == 3)) return false;
    to = from.substr(0, 3);
    to.append(":").append(from.substr(size - 2, 2));
    from.remove_prefix(size);
    return to.compare(1, 2, "24") < 0 && to.compare(4, 2, "60") < 0;
}

// Reads a date with a pattern that check_date_pattern accepts, and writes it as RFC 3339 does:
// `2026-01-31`, with the time if the pattern has one: `2026-01-31T10:00:00`, with the offset if the
// pattern has one. Returns false if the text is not such a date.
inline bool read_date_by(std::string_view pattern, std::string_view text, std::string& to) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    bool has_time = false, good = true;
    std::string offset;
    for (std::size_t i = 0; good && i < pattern.size(); ++i) {
        char const c = pattern[i] != '%' ? '\0' : pattern[++i];
        switch (c) {
            case 'Y': {
                date_reader reader(text);
                good = reader.number(year, 4).good();
                if (good) text = reader.rest();
                break;
            }
            case 'm':
                good = take_digits(text, month);
                break;
            case 'b': {
                date_reader reader(text);
                good = reader.one_of(months_of_http, month).good();
                ++month;
                if (good) text = reader.rest();
                break;
            }
            case 'd':
                good = take_digits(text, day);
                break;
            case 'H':
                has_time = true;
                good = take_digits(text, hour);
                break;
            case 'M':
                good = take_digits(text, minute);
                break;
            case 'S':
                good = take_digits(text, second);
                break;
            case 'z':
                good = take_offset(text, offset);
                break;
            default:  // the character itself, also that of %%
                good = text.starts_with(pattern[i]);
                if (good) text.remove_prefix(1);
        }
    }
    std::chrono::year_month_day const date(std::chrono::year(year),
                                           std::chrono::month(static_cast<unsigned>(month)),
                                           std::chrono::day(static_cast<unsigned>(day)));
    if (!good || !text.empty() || !date.ok() || hour > 23 || minute > 59 || second > 60)
        return false;
    to.clear();
    append_date(to, date);
    if (!has_time) return true;
    append_digits(to += 'T', static_cast<unsigned>(hour), 2);
    append_digits(to += ':', static_cast<unsigned>(minute), 2);
    append_digits(to += ':', static_cast<unsigned>(second), 2);
    to += offset;
    return true;
}

}  // namespace trotline::detail
#endif
