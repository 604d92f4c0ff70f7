// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RETRYING_HPP
#define TROTLINE_TRANSPORT_RETRYING_HPP

#include <trotline/core/random_key.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/method.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/retry_after.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/timer.hpp>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// How long to wait before attempt 2, 3, ... (`attempt` is 1, 2, ...). A backoff can take the
// previous wait as a second argument (zero at first). Must be safe for several threads.
template <class B>
concept backoff = requires(B const& b, unsigned attempt) {
    { b(attempt) } -> std::convertible_to<std::chrono::milliseconds>;
}
|| requires(B const& b, unsigned attempt, std::chrono::milliseconds before) {
    { b(attempt, before) } -> std::convertible_to<std::chrono::milliseconds>;
};

namespace detail {
// A random time from `least` to `most`, evenly distributed; `least` if that is greater.
inline std::chrono::milliseconds any_between(std::chrono::milliseconds least,
                                             std::chrono::milliseconds most) {
    std::random_device source;
    std::uniform_int_distribution<std::int64_t> any(least.count(), (std::max)(least, most).count());
    return std::chrono::milliseconds(any(source));
}
}  // namespace detail

// Exponential with full jitter: a random time from zero to base * 2^(attempt - 1), evenly
// distributed, and never longer than the cap.
struct exponential_backoff {
    std::chrono::milliseconds base{100};
    std::chrono::milliseconds cap{5000};

    std::chrono::milliseconds operator()(unsigned attempt) const {
        auto most = base;
        for (unsigned i = 1; i < attempt && most < cap; ++i) most *= 2;
        return detail::any_between({}, (std::min)(most, cap));
    }
};

// Decorrelated jitter: a random time from base to three times the previous wait, evenly
// distributed, and never longer than the cap. Callers that failed together spread faster than with
// full jitter, and none of them comes back at once.
struct decorrelated_backoff {
    std::chrono::milliseconds base{100};
    std::chrono::milliseconds cap{5000};

    std::chrono::milliseconds operator()(unsigned, std::chrono::milliseconds before) const {
        return (std::min)(cap, detail::any_between(base, (std::max)(before, base) * 3));
    }
};

// Whether a failure may be temporary: no connection, a broken one, an overloaded or unavailable
// server (408, 429, 500, 502, 503, 504).
inline bool may_pass(result<http::response> const& outcome) {
    if (outcome.has_value()) {
        constexpr int passing[] = {408, 429, 500, 502, 503, 504};
        return std::find(std::begin(passing), std::end(passing), outcome->status) !=
               std::end(passing);
    }
    switch (outcome.error().code) {
        // the timeout of a phase; after the call's deadline there is no time left to wait
        case code::timeout:
        case code::unresolved:
        case code::refused:
        case code::unreachable:
        case code::reset:
        case code::incomplete:
        case code::overloaded:
            return true;
        default:
            return false;
    }
}

// The settings of retrying<>.
struct retry_settings {
    unsigned attempts = 3;  // in total, including the first
    // give a POST or PATCH without an Idempotency-Key a random one, the same for every attempt
    bool add_idempotency_key = false;
    // at most this fraction of the requests is sent again, and ten more, so that retries cannot
    // multiply the load on a service that is down; 0: no limit. Counted over all destinations
    // together
    double budget = 0;
    // decides what is tried again instead of tl::may_pass, for other statuses or by the answer's
    // content. Must be safe for several threads
    //   .again = [](auto const& o) { return tl::may_pass(o) || (o && o->status == 425); }
    std::function<bool(result<http::response> const&)> again{};
};

// Sends a request again after a failure that may be temporary. Honours Retry-After and the other
// fields in which services ask for a pause (asked_pause), but never waits beyond the deadline: if
// the pause would be longer, the last result is returned. Files are read again; content that can be
// read only once is sent once. A POST or PATCH without an
// Idempotency-Key is repeated only if it cannot have been processed: nothing was sent, or the
// answer is 429. Every other result (such as 410) is returned as it is. Safe for several threads if
// T is.
//   tl::retrying<tl::curl_transport> transport{tl::curl_transport{}, {.attempts = 5}};
template <transport T, backoff Backoff = exponential_backoff, timer Timer = steady_timer>
class retrying {
  public:
    explicit retrying(T wrapped = T(), retry_settings settings = {}, Backoff wait = {},
                      Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          settings_(std::move(settings)),
          backoff_(std::move(wait)),
          timer_(std::move(timer)) {
        if (settings_.budget > 0) budget_ = std::make_shared<budget>();
    }

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        if (!http::can_be_sent_again(request)) return wrapped_.send(request, until, stop);
        bool const key = http::find_field(request.fields, "Idempotency-Key") != nullptr;
        if (http::idempotent(request.method) || key || !settings_.add_idempotency_key) {
            return attempt(request, http::idempotent(request.method) || key, until, stop);
        }
        http::request keyed = request;
        keyed.fields.push_back({"Idempotency-Key", detail::random_key()});
        return attempt(keyed, true, until, stop);
    }

    T& wrapped() { return wrapped_; }

  private:
    // What is left of the budget, in requests.
    struct budget {
        static constexpr double most = 10;
        std::mutex mutex;
        double left = most;

        void earn(double fraction) {
            std::lock_guard const lock(mutex);
            left = (std::min)(left + fraction, most);
        }
        bool spend() {
            std::lock_guard const lock(mutex);
            return left >= 1 ? (--left, true) : false;
        }
    };

    result<http::response> attempt(http::request const& first, bool repeatable, deadline until,
                                   stop_token const& stop) {
        if (budget_) budget_->earn(settings_.budget);
        bool processed = false;
        std::chrono::milliseconds before{};
        std::optional<http::request> again;
        for (unsigned made = 1;; ++made) {
            if (made == 2) again = first;
            if (again) again->attempt = made;
            auto outcome = wrapped_.send(again ? *again : first, until, stop);
            if (outcome.has_error()) {
                failure why = outcome.error();
                processed = processed || why.may_have_been_processed;
                why.may_have_been_processed = processed;  // perhaps in an earlier attempt
                outcome = std::move(why);
            } else {
                processed = processed || outcome->status != 429;
            }
            if (made >= settings_.attempts || (!repeatable && processed) ||
                !(settings_.again ? settings_.again(outcome) : may_pass(outcome)))
                return outcome;
            before = pause(outcome, made, before);
            auto const next = timer_.now() + before;
            if (next >= until || (budget_ && !budget_->spend()) || !timer_.wait_until(next, stop))
                return outcome;
        }
    }

    std::chrono::milliseconds pause(result<http::response> const& outcome, unsigned made,
                                    std::chrono::milliseconds before) const {
        std::chrono::milliseconds own{};
        if constexpr (requires { backoff_(made, before); })
            own = backoff_(made, before);
        else
            own = backoff_(made);
        if (!outcome.has_value()) return own;
        return (std::max)(own, asked_pause(outcome->fields, timer_.date()).value_or(own));
    }

    T wrapped_;
    retry_settings settings_;
    Backoff backoff_;
    Timer timer_;
    std::shared_ptr<budget> budget_;
};

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
