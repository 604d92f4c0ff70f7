// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_RETRYING_HPP
#define TROTLINE_TRANSPORT_RETRYING_HPP

#include <trotline/http/field.hpp>
#include <trotline/http/method.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/retry_after.hpp>

#include <algorithm>
#include <chrono>
#include <concepts>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <stop_token>
#include <string>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// How long to wait before attempt 2, 3, ... (`attempt` is 1, 2, ...). Must be safe for several
// threads.
template <class B>
concept backoff = requires(B const& b, unsigned attempt) {
    { b(attempt) } -> std::convertible_to<std::chrono::milliseconds>;
};

// Exponential with full jitter: a random time from zero to base * 2^(attempt - 1), evenly
// distributed, and never longer than the cap.
struct exponential_backoff {
    std::chrono::milliseconds base{100};
    std::chrono::milliseconds cap{5000};

    std::chrono::milliseconds operator()(unsigned attempt) const {
        auto most = base;
        for (unsigned i = 1; i < attempt && most < cap; ++i) most *= 2;
        std::random_device source;
        std::uniform_int_distribution<std::int64_t> any(
            0, std::max<std::int64_t>((std::min)(most, cap).count(), 0));
        return std::chrono::milliseconds(any(source));
    }
};

// The clock of retrying<>; tests use one of their own.
struct steady_timer {
    deadline now() const { return std::chrono::steady_clock::now(); }
    std::chrono::sys_seconds date() const {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
    // False: a stop was requested before `when`.
    bool wait_until(deadline when, std::stop_token const& stop) const {
        std::mutex mutex;
        std::condition_variable_any changed;
        std::unique_lock lock(mutex);
        changed.wait_until(lock, stop, when, [] { return false; });
        return !stop.stop_requested();
    }
};

// The settings of retrying<>.
struct retry_settings {
    unsigned attempts = 3;  // in total, including the first
    // give a POST or PATCH without an Idempotency-Key a random one, the same for every attempt
    bool add_idempotency_key = false;
};

// Sends a request again after a failure that may be temporary: no connection, a broken one, an
// overloaded or unavailable server (408, 429, 500, 502, 503, 504). Honours Retry-After, and never
// waits beyond the deadline: the last result then counts. A POST or PATCH without an
// Idempotency-Key is only repeated if it cannot have been processed: nothing was sent, or the
// answer is 429. Every other result (such as 410) is returned as it is. Safe for several threads if
// T is.
//   tl::retrying<tl::curl_transport> transport{tl::curl_transport{}, {.attempts = 5}};
template <transport T, backoff Backoff = exponential_backoff, class Timer = steady_timer>
class retrying {
  public:
    explicit retrying(T wrapped = T(), retry_settings settings = {}, Backoff wait = {},
                      Timer timer = {})
        : wrapped_(std::move(wrapped)),
          settings_(settings),
          backoff_(std::move(wait)),
          timer_(std::move(timer)) {}

    result<http::response> send(http::request const& request, deadline until,
                                std::stop_token stop = {}) {
        bool const key = http::find_field(request.fields, "Idempotency-Key") != nullptr;
        if (http::idempotent(request.method) || key || !settings_.add_idempotency_key) {
            return attempt(request, http::idempotent(request.method) || key, until, stop);
        }
        http::request keyed = request;
        keyed.fields.push_back({"Idempotency-Key", random_key()});
        return attempt(keyed, true, until, stop);
    }

    T& wrapped() { return wrapped_; }

  private:
    result<http::response> attempt(http::request const& request, bool repeatable, deadline until,
                                   std::stop_token const& stop) {
        bool processed = false;
        for (unsigned made = 1;; ++made) {
            auto outcome = wrapped_.send(request, until, stop);
            if (outcome.has_error()) {
                failure why = outcome.error();
                processed = processed || why.may_have_been_processed;
                why.may_have_been_processed = processed;  // perhaps by an earlier attempt
                outcome = std::move(why);
            } else {
                processed = processed || outcome->status != 429;
            }
            if (made >= settings_.attempts || !may_pass(outcome) || (!repeatable && processed))
                return outcome;
            auto const next = timer_.now() + pause(outcome, made);
            if (next >= until || !timer_.wait_until(next, stop)) return outcome;
        }
    }

    static bool may_pass(result<http::response> const& outcome) {
        if (outcome.has_value()) {
            constexpr int passing[] = {408, 429, 500, 502, 503, 504};
            return std::find(std::begin(passing), std::end(passing), outcome->status) !=
                   std::end(passing);
        }
        switch (outcome.error().code) {
            // the timeout of a phase; if it was the deadline's, there is no time left to wait
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

    std::chrono::milliseconds pause(result<http::response> const& outcome, unsigned made) const {
        std::chrono::milliseconds const own = backoff_(made);
        if (!outcome.has_value()) return own;
        auto const* const field = http::find_field(outcome->fields, "Retry-After");
        auto const asked = field ? parse_retry_after(field->value, timer_.date()) : std::nullopt;
        return asked ? std::max<std::chrono::milliseconds>(own, *asked) : own;
    }

    // 128 random bits in hexadecimal
    static std::string random_key() {
        std::random_device source;
        std::string key;
        for (int i = 0; i < 4; ++i) {
            std::uint32_t bits = source();
            for (int digit = 0; digit < 8; ++digit, bits >>= 4)
                key += "0123456789abcdef"[bits & 15];
        }
        return key;
    }

    T wrapped_;
    retry_settings settings_;
    Backoff backoff_;
    Timer timer_;
};

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
