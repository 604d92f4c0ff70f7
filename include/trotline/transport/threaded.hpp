// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_THREADED_HPP
#define TROTLINE_TRANSPORT_THREADED_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/transport/async.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The limits of a threaded<T>.
struct threaded_settings {
    std::size_t threads = 4;
    // calls that wait for a thread; further ones are refused (overloaded)
    std::size_t queue_limit = 1024;
    std::chrono::milliseconds grace{1000};  // how long the destructor waits for calls under way
};

// Makes a transport asynchronous that is safe for several threads: each call under way uses one of
// a few threads. Safe for several threads itself. An exception of T becomes a failure with code
// internal.
//   tl::threaded<my_transport> transport{my_transport{}, {.threads = 8}};
template <transport T> class threaded {
  public:
    explicit threaded(T wrapped = T(), threaded_settings settings = {})
        : wrapped_(std::forward<T>(wrapped)), settings_(settings) {
        auto const count = (std::max<std::size_t>)(settings_.threads, 1);
        running_.resize(count);
        threads_.reserve(count);
        struct ending {
            threaded* made;
            ~ending() {
                if (made) made->finish({});
            }
        } unless_all{this};  // when a thread cannot be started
        for (std::size_t i = 0; i < count; ++i) threads_.emplace_back([this, i] { run(i); });
        unless_all.made = nullptr;
    }
    threaded(threaded const&) = delete;
    threaded& operator=(threaded const&) = delete;
    ~threaded() { finish(settings_.grace); }

    void start(http::request request, deadline until, stop_token stop, completion done) {
        bool ending = false;
        {
            std::lock_guard const lock(mutex_);
            ending = ending_;
            if (!ending && waiting_.size() < settings_.queue_limit) {
                waiting_.push_back({std::move(request), until, std::move(stop), std::move(done)});
                changed_.notify_one();
                return;
            }
        }
        if (!done) return;
        done(ending ? broken_off(code::cancelled, "the transport is being destroyed")
                    : broken_off(code::overloaded, "the queue is full"));
    }

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        return wrapped_.send(request, until, std::move(stop));
    }

    T& wrapped() { return wrapped_; }

  private:
    struct job {
        http::request request;
        deadline until;
        stop_token stop;
        completion done;
    };

    static failure broken_off(code why, char const* text) {
        return {.stage = stage::connect, .code = why, .detail = text};
    }

    void run(std::size_t self) {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
            if (waiting_.empty()) return;
            auto mine = std::move(waiting_.front());
            waiting_.pop_front();
            auto& stop = running_[self].emplace();
            if (cut_off_) stop.request_stop();
            lock.unlock();

            auto outcome = perform(mine, stop);
            if (mine.done) mine.done(std::move(outcome));

            lock.lock();
            running_[self].reset();
            changed_.notify_all();
        }
    }

    result<http::response> perform(job const& mine, stop_source& stop) {
        stop_callback const forward(mine.stop, [&] { stop.request_stop(); });
        if (stop.stop_requested())
            return broken_off(code::cancelled,
                              "a stop was requested, or the transport was destroyed");
        if (std::chrono::steady_clock::now() >= mine.until)
            return broken_off(code::timeout, "the deadline passed in the queue");
        return detail::catching_all(
            [&] {
                return detail::catching<std::exception>(
                    [&] { return wrapped_.send(mine.request, mine.until, stop.get_token()); },
                    [](std::exception const& thrown) -> result<http::response> {
                        return broken_off(code::internal, thrown.what());
                    });
            },
            []() -> result<http::response> { return broken_off(code::internal, "an exception"); });
    }

    void finish(std::chrono::milliseconds grace) {
        {
            std::unique_lock lock(mutex_);
            ending_ = true;
            changed_.notify_all();
            auto const idle = [&] {
                return waiting_.empty() &&
                       std::none_of(running_.begin(), running_.end(),
                                    [](auto const& stop) { return stop.has_value(); });
            };
            if (!changed_.wait_for(lock, grace, idle)) {
                cut_off_ = true;  // waiting calls still get a thread, and fail
                for (auto& stop : running_) {
                    if (stop) stop->request_stop();
                }
            }
        }
        for (auto& thread : threads_) thread.join();
    }

    typename detail::wrapping<T>::type wrapped_;
    threaded_settings settings_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<job> waiting_;
    std::vector<std::optional<stop_source>> running_;  // one for each thread
    bool ending_ = false, cut_off_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace trotline
#endif
