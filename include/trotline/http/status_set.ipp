// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_HTTP_STATUS_SET_IPP
#define TROTLINE_HTTP_STATUS_SET_IPP

#include <trotline/http/status_set.hpp>

#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI::http {

TROTLINE_INLINE std::string to_string(status_set const& set) {
    std::string text;
    for (std::size_t i = 0; i < set.size_; ++i) {
        auto const [first, last] = set.ranges_[i];
        if (i != 0) text += ',';
        if (first % 100 == 0 && last == first + 99)
            text.append(std::to_string(first / 100)).append("xx");
        else if (first == last)
            text += std::to_string(first);
        else
            text.append(std::to_string(first)).append("-").append(std::to_string(last));
    }
    return text;
}

TROTLINE_INLINE result<status_set> status_set::parse(std::string_view text) {
    std::size_t at = 0;
    auto const wrong = [&](char const* expected) {
        failure why;
        why.stage = stage::parse;
        why.code = code::malformed;
        why.subject = "status";
        why.detail = expected;
        why.offset = at;
        return why;
    };
    auto const is_digit = [&](std::size_t i) {
        return i < text.size() && text[i] >= '0' && text[i] <= '9';
    };
    status_set set;
    for (;; ++at) {
        while (at < text.size() && text[at] == ' ') ++at;
        range one;
        if (at >= text.size() || text[at] < '1' || text[at] > '5')
            return wrong("expected a status from 100 to 599, or 1xx to 5xx");
        if (text.substr(at + 1).starts_with("xx")) {
            int const first = (text[at] - '0') * 100;
            one = {first, first + 99};
            at += 3;
        } else {
            for (int end = 0; end < 2; ++end) {
                if (end == 1 && (at >= text.size() || text[at] != '-')) break;
                at += static_cast<std::size_t>(end);
                int status = 0;
                for (int i = 0; i < 3; ++i, ++at) {
                    if (!is_digit(at)) return wrong("expected three digits");
                    status = status * 10 + (text[at] - '0');
                }
                if (end == 0) one = status;
                one.last = static_cast<short>(status);
                if (one.last < one.first)
                    return wrong("expected a range whose end is not before its start");
            }
        }
        if (set.size_ == capacity) return wrong("expected at most eight statuses or ranges");
        set.ranges_[set.size_++] = one;
        while (at < text.size() && text[at] == ' ') ++at;
        if (at == text.size()) return set;
        if (text[at] != ',') return wrong("expected a comma");
    }
}

}  // namespace trotline::http
#endif
