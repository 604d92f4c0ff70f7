// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_ALARM_HPP
#define TROTLINE_TRANSPORT_ALARM_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/timer.hpp>

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace trotline::inline TROTLINE_ABI::detail {

// Calls functions at their times, all in one thread, which starts with the first function. Safe for
// several threads, except end() and the destructor.
template <timer Timer> class alarm {
  public:
    // Gets true at its time; false if a stop was requested before, or the alarm ends. Must not
    // throw.
    using function = std::function<void(bool on_time)>;

    explicit alarm(Timer timer) : timer_(std::move(timer)) {}
    alarm(alarm const&) = delete;
    alarm& operator=(alarm const&) = delete;
    ~alarm() { end(); }

    // If the alarm has ended, the function is called in here.
    void set(deadline when, stop_token stop, function then) {
        {
            std::lock_guard const lock(mutex_);
            if (!ending_) {
                entry& one = waiting_.emplace_back(when, std::move(stop), std::move(then));
                one.on_stop.emplace(one.stop, waker{this});
                if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
                changed_.notify_one();
                interrupt();
                return;
            }
        }
        then(false);
    }

    // Calls what still waits, and returns when nothing is called any more. Not for a function of
    // the alarm's own.
    void end() {
        {
            std::lock_guard const lock(mutex_);
            ending_ = true;
            changed_.notify_one();
        }
        interrupt();
        if (thread_.joinable()) thread_.join();
    }

  private:
    struct waker {
        alarm* self;
        void operator()() const { self->interrupt(); }
    };
    struct entry {
        entry(deadline at, stop_token by, function what)
            : when(at), stop(std::move(by)), then(std::move(what)) {}

        deadline when;
        stop_token stop;
        function then;
        std::optional<stop_callback<waker>> on_stop{};
    };

    // Makes the thread look again. A stop request calls this while set() holds the other mutex.
    void interrupt() {
        stop_source current = [&] {
            std::lock_guard const lock(interrupting_);
            return wait_;
        }();
        current.request_stop();
    }
    stop_token next_wait() {
        std::lock_guard const lock(interrupting_);
        wait_ = stop_source();
        return wait_.get_token();
    }

    void run() {
        std::unique_lock lock(mutex_);
        for (;;) {
            stop_token const interrupted = next_wait();
            auto const now = timer_.now();
            bool const ending = ending_;
            std::list<entry> due;
            std::optional<deadline> first;
            for (auto at = waiting_.begin(); at != waiting_.end();) {
                auto const one = at++;
                if (ending || one->when <= now || one->stop.stop_requested())
                    due.splice(due.end(), waiting_, one);
                else
                    first = (std::min)(first.value_or(one->when), one->when);
            }
            if (due.empty() && ending) return;
            if (due.empty() && !first) {
                changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
                continue;
            }
            lock.unlock();
            for (entry& one : due) {
                one.on_stop.reset();
                one.then(!ending && !one.stop.stop_requested());
            }
            if (due.empty()) timer_.wait_until(*first, interrupted);
            due.clear();
            lock.lock();
        }
    }

    Timer timer_;
    std::mutex mutex_, interrupting_;
    std::condition_variable changed_;
    std::list<entry> waiting_;
    stop_source wait_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace trotline::detail
#endif
