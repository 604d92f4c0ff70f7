// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_LIMITS_HPP
#define TROTLINE_OUTBOX_LIMITS_HPP

#include <trotline/core/abi.hpp>
#include <trotline/transport/concept.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace trotline::inline TROTLINE_ABI {

// How many calls a worker runs at once, and when it pauses a destination.
struct delivery_limits {
    std::size_t in_flight = 256;       // calls at once, for all destinations together
    std::size_t per_destination = 32;  // calls at once for each destination
    // this many consecutive failures of a destination (no connection, no answer, a status of 5xx or
    // 429) open its breaker: it is then tried with one call at a time, after a pause that doubles
    // each time; its entries wait in the queue without losing an attempt. 0: never
    unsigned breaker_failures = 5;
    std::chrono::milliseconds shortest_pause{1000}, longest_pause{60'000};
};

// Counts the running calls of each destination, and keeps their breakers. For one thread.
class destination_limits {
  public:
    using clock = std::chrono::steady_clock;

    explicit destination_limits(delivery_limits limits) : limits_(limits) {}

    // How many more calls to the destination may begin now.
    std::size_t appetite(std::string_view destination, clock::time_point now) const {
        if (in_flight_ >= limits_.in_flight) return 0;
        std::size_t most = limits_.per_destination, busy = 0;
        if (auto const found = destinations_.find(destination); found != destinations_.end()) {
            busy = found->second.in_flight;
            if (is_open(found->second)) most = now < found->second.closed_until ? 0 : 1;
        }
        return busy >= most ? 0 : (std::min)(most - busy, limits_.in_flight - in_flight_);
    }

    void began(std::string_view destination) {
        ++in_flight_;
        ++state_of(destination).in_flight;
    }
    // `healthy`: whether the destination answered, with any status; nothing: the call does not
    // tell. `asked`: how long the answer wants the destination to be left alone.
    void ended(std::string_view destination, std::optional<bool> healthy,
               std::optional<std::chrono::seconds> asked, clock::time_point now) {
        --in_flight_;
        state& at = state_of(destination);
        --at.in_flight;
        if (!healthy) return;
        if (*healthy) {
            at.failures = 0;
            return;
        }
        ++at.failures;
        if (!is_open(at)) return;
        auto pause = limits_.shortest_pause;
        for (unsigned i = limits_.breaker_failures;
             i < at.failures && pause < limits_.longest_pause; ++i)
            pause = pause < limits_.longest_pause / 2 ? pause * 2 : limits_.longest_pause;
        pause = (std::min)(pause, limits_.longest_pause);
        if (asked)
            pause = (std::max)(
                pause, (std::min<std::chrono::milliseconds>)(*asked, limits_.longest_pause));
        at.closed_until = detail::deadline_after(now, pause);
    }

    std::size_t in_flight() const { return in_flight_; }
    bool is_open(std::string_view destination) const {
        auto const found = destinations_.find(destination);
        return found != destinations_.end() && is_open(found->second);
    }
    // When a paused destination may be called again, at the earliest.
    clock::time_point next_change(clock::time_point now) const {
        auto next = (clock::time_point::max)();
        for (auto const& [name, at] : destinations_)
            if (is_open(at) && at.closed_until > now) next = (std::min)(next, at.closed_until);
        return next;
    }
    // Forgets destinations about which nothing must be remembered.
    void tidy() {
        std::erase_if(destinations_, [](auto const& each) {
            return each.second.in_flight == 0 && each.second.failures == 0;
        });
    }

  private:
    struct state {
        std::size_t in_flight = 0;
        unsigned failures = 0;  // consecutive
        clock::time_point closed_until{};
    };

    bool is_open(state const& at) const {
        return limits_.breaker_failures != 0 && at.failures >= limits_.breaker_failures;
    }
    state& state_of(std::string_view destination) {
        auto const found = destinations_.find(destination);
        if (found != destinations_.end()) return found->second;
        return destinations_[std::string(destination)];
    }

    delivery_limits limits_;
    std::size_t in_flight_ = 0;
    std::map<std::string, state, std::less<>> destinations_;
};

}  // namespace trotline
#endif
