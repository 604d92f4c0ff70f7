// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_TIMER_HPP
#define TROTLINE_TRANSPORT_TIMER_HPP
// The clocks and waits of those transports that wait or measure time: the machine's, or a test's
// own.

#include <trotline/core/abi.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>

#include <chrono>
#include <concepts>
#include <condition_variable>
#include <mutex>

namespace trotline::inline TROTLINE_ABI {

// Tells a transport the time, and waits for it. Safe for several threads.
template <class T>
concept timer = requires(T const& t, deadline when, stop_token const& stop) {
    { t.now() } -> std::same_as<deadline>;
    // the date, for fields that contain one
    { t.date() } -> std::same_as<std::chrono::sys_seconds>;
    // waits until then; false if a stop was requested before
    { t.wait_until(when, stop) } -> std::same_as<bool>;
};

// A timer on the machine's clocks.
struct steady_timer {
    deadline now() const { return std::chrono::steady_clock::now(); }
    std::chrono::sys_seconds date() const {
        return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    }
    bool wait_until(deadline when, stop_token const& stop) const {
        std::mutex mutex;
        std::condition_variable changed;
        bool stopped = false;
        stop_callback const waking(stop, [&] {
            std::lock_guard const lock(mutex);
            stopped = true;
            changed.notify_one();
        });
        std::unique_lock lock(mutex);
        return !changed.wait_until(lock, when, [&] { return stopped; });
    }
};

}  // namespace trotline
#endif
