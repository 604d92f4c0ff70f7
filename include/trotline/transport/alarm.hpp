// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_ALARM_HPP
#define TROTLINE_TRANSPORT_ALARM_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/transport/concept.hpp>
#include <trotline/transport/timer.hpp>

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

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
                key const mine{when, ++last_};
                auto const [at, added] =
                    waiting_.try_emplace(mine, std::move(stop), std::move(then));
                at->second.on_stop.emplace(at->second.stop, waker{this, mine});
                if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
                changed_.notify_one();
                if (at == waiting_.begin()) interrupt();
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
    // The time, and a number: functions of one time are called in the order in which they were set.
    using key = std::pair<deadline, std::uint64_t>;

    struct waker {
        alarm* self;
        key which;
        void operator()() const { self->interrupt(which); }
    };
    struct entry {
        entry(stop_token by, function what) : stop(std::move(by)), then(std::move(what)) {}

        stop_token stop;
        function then;
        std::optional<stop_callback<waker>> on_stop{};
    };

    // Makes the thread look again. A stop request calls this while set() holds the other mutex.
    void interrupt(std::optional<key> stopped = {}) {
        stop_source current = [&] {
            std::lock_guard const lock(interrupting_);
            if (stopped) stopped_.push_back(*stopped);
            return wait_;
        }();
        current.request_stop();
    }
    // What was stopped since the last wait is to be looked at now; the token ends the next wait.
    stop_token next_wait(std::vector<key>& stopped) {
        stopped.clear();
        std::lock_guard const lock(interrupting_);
        stopped.swap(stopped_);
        wait_ = stop_source();
        return wait_.get_token();
    }

    void run() {
        std::vector<typename std::map<key, entry>::node_type> due;
        std::vector<key> stopped;
        std::unique_lock lock(mutex_);
        for (;;) {
            stop_token const interrupted = next_wait(stopped);
            auto const now = timer_.now();
            bool const ending = ending_;
            for (key const& each : stopped) {
                if (auto node = waiting_.extract(each)) due.push_back(std::move(node));
            }
            while (!waiting_.empty() && (ending || waiting_.begin()->first.first <= now))
                due.push_back(waiting_.extract(waiting_.begin()));
            if (due.empty() && ending) return;
            if (due.empty() && waiting_.empty()) {
                changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
                continue;
            }
            deadline const first = due.empty() ? waiting_.begin()->first.first : now;
            lock.unlock();
            for (auto& node : due) {
                entry& one = node.mapped();
                one.on_stop.reset();
                one.then(!ending && !one.stop.stop_requested());
            }
            if (due.empty()) timer_.wait_until(first, interrupted);
            due.clear();
            lock.lock();
        }
    }

    Timer timer_;
    std::mutex mutex_, interrupting_;
    std::condition_variable changed_;
    std::map<key, entry> waiting_;
    std::uint64_t last_ = 0;
    std::vector<key> stopped_;  // protected by interrupting_, as wait_ is
    stop_source wait_;
    bool ending_ = false;
    std::thread thread_;
};

// The alarm of a transport that wraps another one, as its last member: the waits end before the
// wrapped transport is destroyed. A copy has an alarm of its own.
template <timer Timer> struct own_alarm {
    explicit own_alarm(Timer with)
        : timer(std::move(with)), shared(std::make_shared<alarm<Timer>>(timer)) {}
    own_alarm(own_alarm const& other) : own_alarm(other.timer) {}
    own_alarm& operator=(own_alarm const&) { return *this; }
    ~own_alarm() { shared->end(); }

    Timer timer;
    std::shared_ptr<alarm<Timer>> shared;
};

}  // namespace trotline::detail
#endif
