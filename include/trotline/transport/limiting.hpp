// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_LIMITING_HPP
#define TROTLINE_TRANSPORT_LIMITING_HPP
// A transport that sends no more than a destination may be sent: so many requests a second, so many
// at once.

#include <trotline/core/abi.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>
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
#include <stop_token>
#include <string>
#include <utility>

namespace trotline::inline TROTLINE_ABI {

// The settings of limiting<>, for each destination (origin: scheme, host, port).
struct limit_settings {
    double per_second = 0;      // requests begun; 0: any number
    unsigned burst = 1;         // so many at once after a pause
    std::size_t in_flight = 0;  // requests that have not ended; 0: any number
    // wait within the call's deadline; false: what cannot begin at once is refused
    bool wait = true;
    // destinations that are remembered; those that are idle are forgotten first
    std::size_t destinations = 1024;
};

// Sends so many requests a second, and so many at once, to each destination. What is more waits for
// its turn (a token bucket), or is refused: a call whose
// turn would come after its deadline fails at once, with stage connect, code overloaded, and nothing
// sent. Nobody is overtaken by a later call for want of a token. Copies share their limits. Safe
// for several threads if T is.
//   tl::limiting<tl::curl_transport> transport{tl::curl_transport{}, {.per_second = 10, .in_flight = 4}};
template <transport T, timer Timer = steady_timer> class limiting {
  public:
    explicit limiting(T wrapped = T(), limit_settings settings = {}, Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          settings_(settings),
          timer_(std::move(timer)),
          state_(std::make_shared<state>(settings.destinations)) {}

    result<http::response> send(http::request const& request, deadline until,
                                std::stop_token stop = {}) {
        std::string const origin = origin_of(request.url);
        std::unique_lock lock(state_->all.mutex());
        destination& there = state_->all.at(origin, timer_.now());
        slot mine(*state_, there, lock);
        if (settings_.in_flight != 0) {
            auto const free = [&] { return there.in_flight < settings_.in_flight; };
            if (!settings_.wait && !free())
                return refused(request, code::overloaded,
                               "as many requests are under way as may be");
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
        std::optional<deadline> empty_until{};  // by when the bucket would be full again

        static deadline::duration interval(limit_settings const& settings) {
            return std::chrono::duration_cast<deadline::duration>(
                std::chrono::duration<double>(1 / settings.per_second));
        }
        // When the next request may begin: at once, as long as the bucket is not empty.
        deadline turn(deadline now, limit_settings const& settings) const {
            if (!(settings.per_second > 0) || !empty_until) return now;
            auto const held = interval(settings) * (std::max(settings.burst, 1u) - 1);
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
    // A call's place at its destination, which stays as long as there is one.
    class slot {
      public:
        // Under the lock.
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
        // Gives the lock back.
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
