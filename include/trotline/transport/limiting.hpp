// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_LIMITING_HPP
#define TROTLINE_TRANSPORT_LIMITING_HPP
// A transport that limits the requests to a destination: how many a second, and how many at the
// same time.

#include <trotline/core/abi.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/origin.hpp>
#include <trotline/transport/request_check.hpp>
#include <trotline/transport/timer.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The settings of limiting<>, for each destination (origin: scheme, host, port).
struct limit_settings {
    double per_second = 0;      // requests started in a second; 0: no limit
    unsigned burst = 1;         // how many may start together after a pause
    std::size_t in_flight = 0;  // requests that have not ended; 0: no limit
    // wait within the call's deadline; false: refuse a request that cannot start at once
    bool wait = true;
    // how many destinations are remembered; idle ones are forgotten first
    std::size_t destinations = 1024;
};

// Limits the requests to each destination, how many a second (by a token bucket) and how many at
// the same time. Further requests wait for their turn, or are refused. A call that cannot start
// before its deadline fails at once, with stage connect and code overloaded, and nothing is sent. A
// later call does not overtake an earlier one that waits for a token. Copies share their limits.
// Safe for several threads if T is.
//   tl::limiting<tl::curl_transport> transport{tl::curl_transport{},
//                                              {.per_second = 10, .in_flight = 4}};
template <transport T, timer Timer = steady_timer> class limiting {
  public:
    explicit limiting(T wrapped = T(), limit_settings settings = {}, Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          settings_(settings),
          timer_(std::move(timer)),
          state_(std::make_shared<state>(settings.destinations)) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        std::string const origin = origin_of(request.url);
        std::unique_lock lock(state_->all.mutex());
        destination& there = state_->all.at(origin, timer_.now());
        slot mine(*state_, there, lock);
        if (settings_.in_flight != 0) {
            auto const free = [&] { return there.in_flight < settings_.in_flight; };
            if (!settings_.wait && !free())
                return refused(request, code::overloaded,
                               "the limit of requests under way is reached");
            if (!state_->ended.wait_until(lock, stop, until, free))
                return stop.stop_requested()
                           ? refused(request, code::cancelled, "a stop was requested")
                           : refused(request, code::overloaded,
                                     "none of the requests under way ended before the deadline");
        }
        auto const begin = there.turn(timer_.now(), settings_);
        if (begin > (settings_.wait ? until : timer_.now()))
            return refused(request, code::overloaded, "too many requests for this second");
        there.take(begin, settings_);
        mine.send();
        if (!timer_.wait_until(begin, stop))
            return refused(request, code::cancelled, "a stop was requested");
        return wrapped_.send(request, until, stop);
    }

    T& wrapped() { return wrapped_; }

  private:
    struct destination {
        std::size_t callers = 0, in_flight = 0;
        std::optional<deadline> empty_until{};  // when the bucket will be full again

        static deadline::duration interval(limit_settings const& settings) {
            return std::chrono::duration_cast<deadline::duration>(
                std::chrono::duration<double>(1 / settings.per_second));
        }
        // Returns when the next request may start: now, unless the bucket is empty.
        deadline turn(deadline now, limit_settings const& settings) const {
            if (!(settings.per_second > 0) || !empty_until) return now;
            auto const held = interval(settings) * ((std::max)(settings.burst, 1u) - 1);
            return (std::max)(now, *empty_until - held);
        }
        void take(deadline begin, limit_settings const& settings) {
            if (!(settings.per_second > 0)) return;
            empty_until = (std::max)(empty_until.value_or(begin), begin) + interval(settings);
        }
        bool idle(deadline now) const {
            return callers == 0 && (!empty_until || *empty_until <= now);
        }
    };
    struct state {
        explicit state(std::size_t destinations) : all(destinations) {}
        detail::by_origin<destination> all;
        std::condition_variable_any ended;
    };
    // A call's place at its destination. While it exists, the destination is not forgotten.
    class slot {
      public:
        // The lock must be held.
        slot(state& all, destination& there, std::unique_lock<std::mutex>& lock)
            : all_(all), there_(there), lock_(lock) {
            ++there_.callers;
        }
        slot(slot const&) = delete;
        slot& operator=(slot const&) = delete;
        ~slot() {
            if (!lock_.owns_lock()) lock_.lock();
            --there_.callers;
            if (!sending_) return;
            --there_.in_flight;
            all_.ended.notify_all();
        }
        // Releases the lock.
        void send() {
            ++there_.in_flight;
            sending_ = true;
            lock_.unlock();
        }

      private:
        state& all_;
        destination& there_;
        std::unique_lock<std::mutex>& lock_;
        bool sending_ = false;
    };

    static result<http::response> refused(http::request const& request, trotline::code why,
                                          char const* detail) {
        return failure{
            .stage = stage::connect,
            .code = why,
            .subject = http::redact(trotline::detail::host_of(request.url), request.secrets),
            .detail = detail};
    }

    T wrapped_;
    limit_settings settings_;
    Timer timer_;
    std::shared_ptr<state> state_;
};

}  // namespace trotline
#endif
