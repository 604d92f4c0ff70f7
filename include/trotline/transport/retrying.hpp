// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RETRYING_HPP
#define TROTLINE_TRANSPORT_RETRYING_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/random.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/field.hpp>
#include <trotline/http/method.hpp>
#include <trotline/http/request_content.hpp>
#include <trotline/http/retry_after.hpp>
#include <trotline/transport/alarm.hpp>
#include <trotline/transport/async.hpp>
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
#include <string>
#include <type_traits>
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
    return std::chrono::milliseconds(random_between(least.count(), most.count()));
}
}  // namespace detail

// Exponential with full jitter: a random time from zero to base * 2^(attempt - 1), evenly
// distributed, and never longer than the cap.
struct exponential_backoff {
    std::chrono::milliseconds base{100};
    std::chrono::milliseconds cap{5000};

    std::chrono::milliseconds operator()(unsigned attempt) const {
        auto most = base;
        for (unsigned i = 1; i < attempt && most < cap; ++i)
            most = most <= cap / 2 ? most * 2 : cap;
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
        auto const from = (std::max)(before, base);
        auto const most = from < (from.max)() / 3 ? from * 3 : (from.max)();
        return (std::min)(cap, detail::any_between(base, most));
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
    // content. Must be safe for several threads. What it or the backoff throws fails the call
    // (internal)
    //   .again = [](auto const& o) { return tl::may_pass(o) || (o && o->status == 425); }
    std::function<bool(result<http::response> const&)> again{};
};

// Sends a request again after a failure that may be temporary. Honours Retry-After and the other
// fields in which services ask for a pause (asked_pause), but never waits beyond the deadline: if
// the pause would be longer, the last result is returned. Files are read again; content that can be
// read only once is sent once. A POST or PATCH without an Idempotency-Key is repeated only if it
// cannot have been processed: nothing was sent, or the answer is 429. Every other result (such as
// 410) is returned as it is. If a circuit breaker inside refuses to send again, the result before
// is returned. Safe for several threads if T is. Asynchronous if T is: one thread waits for all
// calls that pause. A T that cannot be moved is used by reference: retrying<async_curl_transport&>.
// Copies share the budget.
//   tl::retrying<tl::curl_transport> transport{tl::curl_transport{}, {.attempts = 5}};
template <transport T, backoff Backoff = exponential_backoff, timer Timer = steady_timer>
class retrying {
  public:
    explicit retrying(T wrapped = T(), retry_settings settings = {}, Backoff wait = {},
                      Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          rules_(std::make_shared<rules>(std::move(settings), std::move(wait), timer)),
          alarm_(std::move(timer)) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        if (!http::can_be_sent_again(request)) return wrapped_.send(request, until, stop);
        course one = rules_->begin(request, until);
        std::optional<http::request> changed;
        if (!one.key.empty()) changed = keyed(request, one.key);
        for (;;) {
            if (one.made == 2 && !changed) changed = request;
            if (changed) changed->attempt = one.made;
            auto outcome = wrapped_.send(changed ? *changed : request, until, stop);
            auto const next = rules_->after(one, outcome);
            if (!next || !rules_->timer.wait_until(*next, stop)) return outcome;
            one.last = std::move(outcome);
        }
    }

    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        if (!http::can_be_sent_again(request))
            return wrapped_.start(std::move(request), until, std::move(stop), std::move(done));
        course one = rules_->begin(request, until);
        if (!one.key.empty()) request = keyed(std::move(request), one.key);
        attempt(std::make_shared<started>(started{std::addressof(wrapped_), rules_, alarm_.shared,
                                                  std::move(one), std::move(request),
                                                  std::move(stop), std::move(done)}));
    }

    T& wrapped() { return wrapped_; }

  private:
    // One request on its way through its attempts.
    struct course {
        deadline until{};
        bool repeatable = false;
        std::string key{};  // to be added as its Idempotency-Key
        unsigned made = 1;  // the number of the current attempt
        bool processed = false;
        std::chrono::milliseconds before{};
        std::optional<result<http::response>> last{};  // of the attempt before
    };

    // What all copies share.
    struct rules {
        static constexpr double most_left = 10;

        rules(retry_settings with, Backoff between, Timer clock)
            : settings(std::move(with)), wait(std::move(between)), timer(std::move(clock)) {}

        course begin(http::request const& request, deadline until) {
            earn();
            course one{.until = until};
            one.repeatable = http::idempotent(request.method) ||
                             http::find_field(request.fields, "Idempotency-Key") != nullptr;
            if (one.repeatable || !settings.add_idempotency_key) return one;
            one.key = trotline::detail::random_key();
            one.repeatable = true;
            return one;
        }

        // Notes the outcome of an attempt. Returns when to send again; nothing: it was the last. If
        // a function of the caller's throws, the outcome becomes a failure.
        std::optional<deadline> after(course& of, result<http::response>& outcome) {
            return trotline::detail::catching_text(
                [&] { return next(of, outcome); },
                [&](char const* what) -> std::optional<deadline> {
                    outcome = failure{.stage = stage::receive,
                                      .code = code::internal,
                                      .detail = what,
                                      .may_have_been_processed = of.processed};
                    return std::nullopt;
                });
        }
        std::optional<deadline> next(course& of, result<http::response>& outcome) {
            if (outcome.has_error()) {
                // (a circuit breaker's refusal does not say why the attempts before have failed)
                if (outcome.error().code == code::circuit_open && of.last) {
                    outcome = *std::exchange(of.last, std::nullopt);
                    return std::nullopt;
                }
                failure why = outcome.error();
                of.processed = of.processed || why.may_have_been_processed;
                why.may_have_been_processed = of.processed;  // perhaps in an earlier attempt
                outcome = std::move(why);
            } else {
                of.processed = of.processed || outcome->status != 429;
            }
            if (of.made >= settings.attempts || (!of.repeatable && of.processed) ||
                !(settings.again ? settings.again(outcome) : may_pass(outcome)))
                return std::nullopt;
            of.before = pause(outcome, of.made, of.before);
            auto const when = timer.now() + of.before;
            if (when >= of.until || !spend()) return std::nullopt;
            ++of.made;
            return when;
        }

        std::chrono::milliseconds pause(result<http::response> const& outcome, unsigned made,
                                        std::chrono::milliseconds before) const {
            std::chrono::milliseconds own{};
            if constexpr (requires { wait(made, before); })
                own = wait(made, before);
            else
                own = wait(made);
            if (!outcome.has_value()) return own;
            return (std::max)(own, asked_pause(outcome->fields, timer.date()).value_or(own));
        }

        void earn() {
            std::lock_guard const lock(mutex);
            left = (std::min)(left + settings.budget, most_left);
        }
        bool spend() {
            if (!(settings.budget > 0)) return true;
            std::lock_guard const lock(mutex);
            return left >= 1 ? (--left, true) : false;
        }

        retry_settings settings;
        Backoff wait;
        Timer timer;
        std::mutex mutex;
        double left = most_left;  // of the budget, in requests
    };

    using alarm = trotline::detail::alarm<Timer>;

    // A call that does not wait.
    struct started {
        std::remove_reference_t<T>* through;
        std::shared_ptr<rules> by;
        std::shared_ptr<alarm> pauses;
        course one;
        http::request request;
        stop_token stop;
        completion done;
    };

    static http::request keyed(http::request request, std::string key) {
        request.fields.push_back({"Idempotency-Key", std::move(key)});
        return request;
    }

    static void attempt(std::shared_ptr<started> call) {
        http::request now = call->request;
        now.attempt = call->one.made;
        auto& through = *call->through;
        deadline const until = call->one.until;
        stop_token stop = call->stop;
        through.start(std::move(now), until, std::move(stop),
                      [call = std::move(call)](result<http::response>&& outcome) {
                          concluded(call, std::move(outcome));
                      });
    }
    static void concluded(std::shared_ptr<started> const& call, result<http::response>&& outcome) {
        auto const next = call->by->after(call->one, outcome);
        if (!next) return finished(*call, std::move(outcome));
        call->one.last = std::move(outcome);
        call->pauses->set(*next, call->stop, [call](bool on_time) {
            if (on_time)
                attempt(call);
            else
                finished(*call, *std::move(call->one.last));
        });
    }
    static void finished(started const& call, result<http::response>&& outcome) {
        if (call.done) call.done(std::move(outcome));
    }

    typename trotline::detail::wrapping<T>::type wrapped_;
    std::shared_ptr<rules> rules_;
    trotline::detail::own_alarm<Timer> alarm_;
};

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
