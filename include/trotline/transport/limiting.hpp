// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_LIMITING_HPP
#define TROTLINE_TRANSPORT_LIMITING_HPP
// A transport that limits the requests to a destination: how many a second, and how many at the
// same time.

#include <trotline/core/abi.hpp>
#include <trotline/core/failure.hpp>
#include <trotline/core/linked_stop.hpp>
#include <trotline/core/result.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/http/request.hpp>
#include <trotline/http/response.hpp>
#include <trotline/http/retry_after.hpp>
#include <trotline/transport/alarm.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/origin.hpp>
#include <trotline/transport/request_check.hpp>
#include <trotline/transport/timer.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <type_traits>
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
// later call does not overtake an earlier one that waits. Copies share their limits. Safe for
// several threads if T is. Asynchronous if T is: one thread waits for all calls. A T that cannot be
// moved is used by reference: limiting<async_curl_transport&>.
//   tl::limiting<tl::curl_transport> transport{tl::curl_transport{},
//                                              {.per_second = 10, .in_flight = 4}};
template <transport T, timer Timer = steady_timer> class limiting {
  public:
    explicit limiting(T wrapped = T(), limit_settings settings = {}, Timer timer = {})
        : wrapped_(std::forward<T>(wrapped)),
          state_(std::make_shared<state>(settings, timer)),
          alarm_(std::move(timer)) {}

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        place mine(state_, origin_of(request.url), until, stop);
        for (step next = mine.first(); next.what != action::send;) {
            if (next.what == action::refuse) return refused(request, next);
            next = mine.after(state_->timer.wait_until(next.when, next.early));
        }
        return wrapped_.send(request, until, std::move(stop));
    }

    void start(http::request request, deadline until, stop_token stop,
               completion done) requires async_transport<T> {
        auto mine = std::make_shared<place>(state_, origin_of(request.url), until, stop);
        step const first = mine->first();
        take(std::make_shared<started>(started{std::addressof(wrapped_), alarm_.shared,
                                               std::move(mine), std::move(request), until,
                                               std::move(stop), std::move(done)}),
             first);
    }

    T& wrapped() { return wrapped_; }

  private:
    class place;
    struct destination {
        std::size_t callers = 0, in_flight = 0;
        std::list<place*> waiting{};            // until one of those in flight has ended
        std::optional<deadline> empty_until{};  // when the bucket will be full again

        static unsigned burst(limit_settings const& settings) {
            return (std::max)(settings.burst, 1u);
        }
        // The time for one request. That for a burst is at most ten years: the clock can count it.
        static deadline::duration interval(limit_settings const& settings) {
            using seconds = std::chrono::duration<double>;
            constexpr seconds longest = trotline::detail::longest_pause;
            return std::chrono::duration_cast<deadline::duration>(
                (std::min)(seconds(1 / settings.per_second), longest / burst(settings)));
        }
        // Returns when the next request may start: now, unless the bucket is empty.
        deadline turn(deadline now, limit_settings const& settings) const {
            if (!(settings.per_second > 0) || !empty_until) return now;
            auto const held = interval(settings) * (burst(settings) - 1);
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
        state(limit_settings with, Timer clock)
            : settings(with), timer(std::move(clock)), all(settings.destinations) {}

        limit_settings const settings;
        Timer timer;
        detail::by_origin<destination> all;
    };

    // What a call does next.
    enum class action : unsigned char { send, wait, refuse };
    struct step {
        action what = action::send;
        deadline when{};     // waits until then
        stop_token early{};  // ends the wait
        trotline::code why{};
        char const* detail = "";

        static step refused(trotline::code why, char const* detail) {
            return {.what = action::refuse, .why = why, .detail = detail};
        }
        static step cancelled() {
            return refused(code::cancelled, "a stop was requested, or the transport was destroyed");
        }
    };

    // A call's place at its destination, from its begin to its end. It first waits to be one of
    // those in flight, then for its turn. While it exists, the destination is not forgotten.
    class place {
      public:
        place(std::shared_ptr<state> in, std::string const& origin, deadline until, stop_token stop)
            : in_(std::move(in)),
              there_(entered(*in_, origin)),
              until_(until),
              stop_(std::move(stop)) {}
        place(place const&) = delete;
        place& operator=(place const&) = delete;
        ~place() {
            if (auto next = left()) next->request_stop();
        }

        step first() {
            std::lock_guard const lock(in_->all.mutex());
            std::size_t const most = in_->settings.in_flight;
            if (most == 0 || there_.in_flight < most) {
                ++there_.in_flight;
                now_ = phase::flies;
                return turn();
            }
            if (!in_->settings.wait)
                return step::refused(code::overloaded,
                                     "the limit of requests under way is reached");
            queued_ = there_.waiting.insert(there_.waiting.end(), this);
            now_ = phase::waits;
            return {.what = action::wait, .when = until_, .early = woken_.emplace(stop_).token()};
        }

        // After a wait, which ended at its time or early.
        step after(bool on_time) {
            std::lock_guard const lock(in_->all.mutex());
            if (now_ == phase::has_turn) return on_time ? step() : step::cancelled();
            if (now_ == phase::flies) return turn();
            return on_time
                       ? step::refused(code::overloaded,
                                       "none of the requests under way ended before the deadline")
                       : step::cancelled();
        }

      private:
        enum class phase : unsigned char { came, waits, flies, has_turn };

        // Returns what wakes the call that flies now instead of this one.
        std::optional<stop_source> left() {
            std::lock_guard const lock(in_->all.mutex());
            --there_.callers;
            if (now_ == phase::waits) there_.waiting.erase(queued_);
            if (now_ < phase::flies) return {};
            if (there_.waiting.empty()) {
                --there_.in_flight;
                return {};
            }
            place& next = *there_.waiting.front();
            there_.waiting.pop_front();
            next.now_ = phase::flies;
            return next.woken_->source();
        }
        static destination& entered(state& in, std::string const& origin) {
            std::lock_guard const lock(in.all.mutex());
            destination& there = in.all.at(origin, in.timer.now());
            ++there.callers;
            return there;
        }
        // The lock must be held.
        step turn() {
            limit_settings const& settings = in_->settings;
            auto const now = in_->timer.now();
            auto const begin = there_.turn(now, settings);
            if (stop_.stop_requested()) return step::cancelled();
            if (begin > (settings.wait ? until_ : now))
                return step::refused(code::overloaded, "too many requests for this second");
            there_.take(begin, settings);
            now_ = phase::has_turn;
            if (begin <= now) return {};
            return {.what = action::wait, .when = begin, .early = stop_};
        }

        std::shared_ptr<state> in_;
        destination& there_;
        deadline until_;
        stop_token stop_;
        phase now_ = phase::came;
        typename std::list<place*>::iterator queued_{};  // while it waits
        std::optional<trotline::detail::linked_stop> woken_{};
    };

    // A call that does not wait.
    struct started {
        std::remove_reference_t<T>* through;
        std::shared_ptr<trotline::detail::alarm<Timer>> waits;
        std::shared_ptr<place> mine;
        http::request request;
        deadline until;
        stop_token stop;
        completion done;
    };

    static void take(std::shared_ptr<started> const& call, step const& next) {
        switch (next.what) {
            case action::wait:
                call->waits->set(next.when, next.early,
                                 [call](bool on_time) { take(call, call->mine->after(on_time)); });
                return;
            case action::refuse:
                call->mine.reset();
                if (call->done) call->done(refused(call->request, next));
                return;
            case action::send:
                call->through->start(
                    std::move(call->request), call->until, call->stop,
                    [mine = std::move(call->mine),
                     done = std::move(call->done)](result<http::response>&& outcome) mutable {
                        mine.reset();  // before the caller goes on: its next call finds it free
                        if (done) done(std::move(outcome));
                    });
        }
    }

    static result<http::response> refused(http::request const& request, step const& because) {
        return trotline::detail::not_sent(request, because.why, because.detail);
    }

    typename trotline::detail::wrapping<T>::type wrapped_;
    std::shared_ptr<state> state_;
    trotline::detail::own_alarm<Timer> alarm_;
};

}  // namespace trotline
#endif
