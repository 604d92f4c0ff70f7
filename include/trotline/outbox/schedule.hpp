// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_SCHEDULE_HPP
#define TROTLINE_OUTBOX_SCHEDULE_HPP
// Decides what happens to a delivery after an attempt: again, and when; or given up, and why.

#include <trotline/core/failure.hpp>
#include <trotline/core/random.hpp>
#include <trotline/http/status_set.hpp>
#include <trotline/outbox/concept.hpp>
#include <trotline/outbox/message.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// How long to wait before attempt 2, 3, ...: base * factor^(attempt - 1), at most the cap, less a
// random part of up to one half, so that deliveries that failed together are not repeated together.
// The defaults give about 5 s, 20 s, 80 s, 5 min, 21 min, 85 min, and then 6 hours.
struct delivery_backoff {
    std::chrono::milliseconds base{5000};
    unsigned factor = 4;
    std::chrono::milliseconds cap = std::chrono::hours(6);

    std::chrono::milliseconds longest(unsigned attempt) const {
        auto wait = (std::min)(base, cap);
        for (unsigned i = 1; i < attempt && wait < cap; ++i)
            wait = factor == 0 || wait <= cap / factor ? wait * factor : cap;
        return wait;
    }
    std::chrono::milliseconds operator()(unsigned attempt) const {
        auto const most = std::max<std::int64_t>(longest(attempt).count(), 0);
        return std::chrono::milliseconds(detail::random_between(most / 2, most));
    }
};

namespace detail {
// A separate constant, because g++ 12 warns about the list as a member's initial value.
inline constexpr http::status_set passing_statuses{{408, 425, 429, {500, 599}}};
}  // namespace detail

// When a delivery is tried again, and when it is given up.
struct delivery_schedule {
    // how often a worker takes it in total; so a delivery that makes workers crash is given up, too
    unsigned attempts = 12;
    std::chrono::milliseconds age = std::chrono::hours(72);  // since it was posted
    delivery_backoff backoff{};
    // statuses after which it is tried again; after any other failed status it is given up at once
    http::status_set passing = detail::passing_statuses;
};

// The decision after an attempt, or before a useless one.
struct delivery_decision {
    outbox_verdict verdict = outbox_verdict::done;
    std::chrono::milliseconds delay{};
    std::string_view reason{};  // for `dead`: static text
};

namespace detail {

// True if another attempt may have another result.
inline bool may_pass(failure const& why, int status, delivery_schedule const& schedule) {
    switch (why.code) {
        case code::unexpected_status:
            return schedule.passing.contains(status);
        case code::timeout:
        case code::cancelled:
        case code::unresolved:
        case code::refused:
        case code::unreachable:
        case code::certificate:
        case code::reset:
        case code::incomplete:
        case code::malformed_response:
        case code::malformed_coding:
        case code::overloaded:
        case code::circuit_open:
        case code::configuration:
        case code::unmet_condition:  // the answer says that it failed
        case code::internal:
            return true;
        default:
            // The store may accept the value later; the answer itself will not change.
            return why.stage == stage::store;
    }
}

}  // namespace detail

// Decides before an attempt; nothing if the attempt is useful.
inline std::optional<delivery_decision> decide_before(delivery_schedule const& schedule,
                                                      delivery_message const& what,
                                                      unsigned attempt, std::int64_t now) {
    using enum outbox_verdict;
    if (what.expires && now >= *what.expires) return delivery_decision{dead, {}, "it has expired"};
    if (now - what.posted >= schedule.age.count())
        return delivery_decision{dead, {}, "it is too old"};
    if (attempt > schedule.attempts)
        return delivery_decision{dead, {}, "no attempts are left, and the last one did not end"};
    return std::nullopt;
}

// Decides after a failed attempt. `asked` is the answer's Retry-After.
inline delivery_decision decide_after(delivery_schedule const& schedule,
                                      delivery_message const& what, unsigned attempt,
                                      failure const& why, int status,
                                      std::optional<std::chrono::seconds> asked, std::int64_t now) {
    using enum outbox_verdict;
    if (!detail::may_pass(why, status, schedule))
        return {dead, {}, "another attempt would fail in the same way"};
    if (attempt >= schedule.attempts) return {dead, {}, "no attempts are left"};
    std::chrono::milliseconds wait = schedule.backoff(attempt);
    if (asked) wait = (std::max<std::chrono::milliseconds>)(wait, *asked);
    std::int64_t const then = now + wait.count();
    if (what.expires && then >= *what.expires)
        return {dead, {}, "it expires before the next attempt"};
    if (then - what.posted >= schedule.age.count())
        return {dead, {}, "it is too old for another attempt"};
    return {again, wait, {}};
}

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
