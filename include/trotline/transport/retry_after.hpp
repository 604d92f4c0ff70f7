// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RETRY_AFTER_HPP
#define TROTLINE_TRANSPORT_RETRY_AFTER_HPP
// How long a server asks its client to wait: the field Retry-After of RFC 9110 section 10.2.3.

#include <trotline/http/date.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace trotline {

// How long to wait, given the date now: seconds, or a date (in the past: zero). Nothing where the
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
