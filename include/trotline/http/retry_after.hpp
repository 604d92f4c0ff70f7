// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_RETRY_AFTER_HPP
#define TROTLINE_HTTP_RETRY_AFTER_HPP
// Reads when a service wants to be called again: Retry-After (RFC 9110 section 10.2.3), and the
// rate limit fields in common use.

#include <trotline/http/date.hpp>
#include <trotline/http/field.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

namespace detail {
// No service is waited for longer. (With more, times in nanoseconds would overflow.)
inline constexpr std::chrono::seconds longest_pause{10LL * 365 * 24 * 3600};
}  // namespace detail

// Returns how long to wait, given the present time, up to ten years. The value is a number of
// seconds (fractions, which the RFC does not have, are rounded up) or a date (in the past: zero).
// Returns nothing if it is neither.
constexpr std::optional<std::chrono::seconds> parse_retry_after(std::string_view value,
                                                                std::chrono::sys_seconds now) {
    using namespace std::chrono;
    constexpr long long longest = detail::longest_pause.count();
    auto const point = value.find('.');
    bool const has_fraction = point != value.npos && point + 1 != value.size();
    bool digits = !value.empty() && point != 0 && (has_fraction || point == value.npos);
    bool more = false;  // more than the whole seconds
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
    return *date > now ? (std::min)(detail::longest_pause, *date - now) : seconds(0);
}

namespace detail {
// The number that the text begins with, limited to a value that no clock reaches.
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

// The number after `name=` in a list of parameters: `limit=10, remaining=0;t=30`.
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

// Returns how long a service asks not to be called, given the present date; nothing if it does not:
//   Retry-After                       seconds or a date
//   retry-after-ms, x-ms-retry-after-ms   milliseconds
//   RateLimit                         `"default";r=0;t=30`, or `limit=10, remaining=0, reset=30`
//                                     (drafts of the IETF), if nothing remains
//   [X-]RateLimit-Reset, X-Rate-Limit-Reset   seconds, or a date in seconds since 1970, if the
//                                     field with -Remaining says that nothing remains
// The first of them that is present and readable counts, up to ten years.
inline std::optional<std::chrono::milliseconds> asked_pause(std::vector<http::field> const& fields,
                                                            std::chrono::sys_seconds now) {
    using std::chrono::milliseconds, std::chrono::seconds;
    auto const value = [&](std::string_view name) {
        auto const* const found = http::find_field(fields, name);
        return found != nullptr ? std::string_view(found->value) : std::string_view();
    };
    auto const bounded = [](long long count) {
        return (std::min)(seconds(count), detail::longest_pause);
    };
    if (auto const asked = parse_retry_after(value("Retry-After"), now)) return *asked;
    for (std::string_view const name : {"retry-after-ms", "x-ms-retry-after-ms"})
        if (auto const asked = detail::leading_number(value(name)))
            return (std::min)(milliseconds(*asked), milliseconds(detail::longest_pause));
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
        return bounded((std::max)(*reset - now.time_since_epoch().count(), 0LL));
    }
    return std::nullopt;
}

}  // namespace trotline
#endif
