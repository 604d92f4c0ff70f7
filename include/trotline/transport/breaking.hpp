// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_BREAKING_HPP
#define TROTLINE_TRANSPORT_BREAKING_HPP
// A circuit breaker: a transport that stops sending to a destination for a while after it has
// failed several times in a row. Callers then do not wait in vain, and the service can recover.

#include <trotline/core/abi.hpp>
#include <trotline/core/exception.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/origin.hpp>
#include <trotline/transport/request_check.hpp>
#include <trotline/transport/timer.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI {

// The state of a destination's circuit: calls pass (closed), are refused (open), or a few pass as
// trials (half_open).
enum class circuit : unsigned char { closed, open, half_open };

// True if an outcome says that the destination is in trouble: no connection, a broken one, a
// timeout, or status 500, 502, 503 or 504. Any other answer says that the destination works. A
// request that was never sent (cancelled, malformed, or refused by a guard) says nothing about it
// and is not counted.
inline bool is_trouble(result<http::response> const& outcome) {
    if (outcome.has_value())
        return outcome->status == 500 || (outcome->status >= 502 && outcome->status <= 504);
    switch (outcome.error().code) {
        case code::timeout:
        case code::unresolved:
        case code::refused:
        case code::unreachable:
        case code::certificate:
        case code::reset:
        case code::incomplete:
        case code::malformed_response:
            return true;
        default:
            return false;
    }
}

// The settings of breaking<>, for each destination (origin: scheme, host, port).
struct breaker_settings {
    unsigned failures = 5;                       // this many in a row open the circuit
    std::chrono::milliseconds open_for{30'000};  // after this time it is tried again
    unsigned trials = 1;                         // at the same time, while the circuit is half open
    std::size_t destinations = 1024;             // remembered; idle ones are forgotten first
    // decides which outcomes count as failures; empty: is_trouble. What it throws fails the call
    // (internal)
    std::function<bool(result<http::response> const&)> trouble{};
};

// Sends nothing to a destination that has failed several times in a row. While its circuit is open,
// calls fail at once, with stage connect and code circuit_open. After `open_for`, trials are sent:
// the first that succeeds closes the circuit, and one that fails opens it again. Copies share their
// circuits. Safe for several threads if T is. Asynchronous if T is; a T that cannot be moved is
// used by reference: breaking<async_curl_transport&>.
//   tl::breaking<tl::curl_transport> transport{tl::curl_transport{}, {.failures = 3}};
template <transport T, timer Timer = steady_timer> class breaking {
  public:
    explicit breaking(T wrapped = T(), breaker_settings settings = {}, Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          state_(std::make_shared<state>(std::move(settings), std::move(timer))) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        call mine(state_, request);
        if (!mine.admitted()) return refused(request);
        auto outcome = wrapped_.send(request, until, std::move(stop));
        mine.end(outcome);
        return outcome;
    }

    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        auto mine = std::make_shared<call>(state_, request);
        if (!mine->admitted()) {
            if (done) done(refused(request));
            return;
        }
        wrapped_.start(
            std::move(request), until, std::move(stop),
            [mine = std::move(mine), done = std::move(done)](result<http::response>&& outcome) {
                mine->end(outcome);
                if (done) done(std::move(outcome));
            });
    }

    // The state of the circuit of a URL's destination.
    circuit circuit_of(std::string_view url) const { return state_->seen(origin_of(url)); }

    T& wrapped() { return wrapped_; }

  private:
    enum class admission : unsigned char { refused, call, trial };

    struct destination {
        unsigned failures = 0;  // in a row
        unsigned trials = 0;    // under way
        std::size_t calls = 0;  // under way
        circuit now = circuit::closed;
        deadline open_until{};

        bool idle(deadline at) const {
            return calls == 0 && (now == circuit::closed || at >= open_until);
        }
    };
    struct state {
        state(breaker_settings with, Timer clock)
            : settings(std::move(with)), timer(std::move(clock)), all(settings.destinations) {}

        admission admit(std::string const& origin) {
            std::lock_guard const lock(all.mutex());
            auto const now = timer.now();
            destination& there = all.at(origin, now);
            if (there.now == circuit::open && now >= there.open_until) {
                there.now = circuit::half_open;
                there.trials = 0;
            }
            bool const trial = there.now == circuit::half_open;
            if (there.now == circuit::open ||
                (trial && there.trials >= (std::max)(settings.trials, 1u)))
                return admission::refused;
            there.trials += trial;
            ++there.calls;
            return trial ? admission::trial : admission::call;
        }

        bool is_trouble(result<http::response> const& outcome) const {
            return settings.trouble ? settings.trouble(outcome) : trotline::is_trouble(outcome);
        }

        // Neither well nor trouble: the outcome says nothing about the destination.
        void end(std::string const& origin, admission as, bool well, bool trouble) {
            std::lock_guard const lock(all.mutex());
            auto const now = timer.now();
            destination& there = all.at(origin, now);
            --there.calls;
            if (as == admission::trial && there.trials != 0) --there.trials;
            if (well && there.now != circuit::open) {
                there.now = circuit::closed;
                there.failures = 0;
            } else if (trouble && there.now != circuit::open) {
                ++there.failures;
                if (there.now == circuit::half_open || there.failures >= settings.failures) {
                    there.now = circuit::open;
                    there.open_until = trotline::detail::deadline_after(now, settings.open_for);
                }
            }
        }

        circuit seen(std::string const& origin) {
            std::lock_guard const lock(all.mutex());
            auto const now = timer.now();
            destination const& there = all.at(origin, now);
            return there.now == circuit::open && now >= there.open_until ? circuit::half_open
                                                                         : there.now;
        }

        breaker_settings settings;
        Timer timer;
        detail::by_origin<destination> all;
    };
    // A call from its begin to its end, which it also comes to if the transport throws.
    class call {
      public:
        call(std::shared_ptr<state> in, http::request const& request)
            : in_(std::move(in)), origin_(origin_of(request.url)), as_(in_->admit(origin_)) {}
        call(call const&) = delete;
        call& operator=(call const&) = delete;
        ~call() { end(false, false); }

        bool admitted() const { return as_ != admission::refused; }
        // If the settings' function throws, the outcome becomes a failure.
        void end(result<http::response>& outcome) {
            bool const trouble = trotline::detail::catching_text(
                [&] { return in_->is_trouble(outcome); },
                [&](char const* what) {
                    outcome = failure{.stage = stage::receive,
                                      .code = code::internal,
                                      .detail = what,
                                      .may_have_been_processed =
                                          outcome || outcome.error().may_have_been_processed};
                    return false;
                });
            end(!trouble && outcome.has_value(), trouble);
        }

      private:
        void end(bool well, bool trouble) {
            auto const as = std::exchange(as_, admission::refused);
            if (as != admission::refused) in_->end(origin_, as, well, trouble);
        }

        std::shared_ptr<state> in_;
        std::string origin_;
        admission as_;
    };

    static result<http::response> refused(http::request const& request) {
        return trotline::detail::not_sent(
            request, code::circuit_open,
            "it has failed several times in a row; nothing is sent to it for a while");
    }

    typename detail::wrapping<T>::type wrapped_;
    std::shared_ptr<state> state_;
};

}  // namespace trotline
#pragma GCC diagnostic pop
#endif
