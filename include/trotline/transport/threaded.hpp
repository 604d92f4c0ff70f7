// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_THREADED_HPP
#define TROTLINE_TRANSPORT_THREADED_HPP

#include <trotline/core/exception.hpp>
#include <trotline/core/linked_stop.hpp>
#include <trotline/core/stop_token.hpp>
#include <trotline/transport/alarm.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/timer.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <memory>
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
// a few threads; one more ends those whose time is over while they wait for a thread. Safe for
// several threads itself. An exception of T becomes a failure with code internal.
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
        if (std::chrono::steady_clock::now() >= until) {
            if (done) done(missed());
            return;
        }
        std::unique_lock lock(mutex_);
        if (bool const ending = ending_; ending || waiting_.size() >= settings_.queue_limit) {
            lock.unlock();
            if (!done) return;
            return done(ending ? broken_off(code::cancelled, "the transport is being destroyed")
                               : broken_off(code::overloaded, "the queue is full"));
        }
        waiting_.push_back(
            std::make_shared<job>(std::move(request), until, std::move(stop), std::move(done)));
        changed_.notify_one();
        if (waiting_.size() <= idle_) return;
        auto const waits = waiting_.back();
        waits->taken.emplace(waits->stop);
        auto early = waits->taken->token();
        lock.unlock();
        queue_ends_.set(until, std::move(early), [this, waits](bool on_time) {
            if (withdrawn(waits)) end(*waits, on_time ? late() : cut_off());
        });
    }

    result<http::response> send(http::request const& request, deadline until,
                                stop_token stop = {}) {
        return wrapped_.send(request, until, std::move(stop));
    }

    T& wrapped() { return wrapped_; }

  private:
    struct job {
        job(http::request what, deadline when, stop_token by, completion then)
            : request(std::move(what)), until(when), stop(std::move(by)), done(std::move(then)) {}

        http::request request;
        deadline until;
        stop_token stop;
        completion done;
        // ends the watch for its deadline and its stop, if it has to wait for a thread
        std::optional<detail::linked_stop> taken{};
    };

    static failure broken_off(code why, char const* text) {
        return {.stage = stage::connect, .code = why, .detail = text};
    }
    static failure missed() { return broken_off(code::timeout, "the deadline had passed"); }
    static failure late() {
        return broken_off(code::overloaded, "the deadline passed in the queue");
    }
    static failure cut_off() {
        return broken_off(code::cancelled, "a stop was requested, or the transport was destroyed");
    }
    static void end(job const& mine, result<http::response> outcome) {
        if (mine.done) mine.done(std::move(outcome));
    }

    // Takes a call out of the queue. False: it has a thread already.
    bool withdrawn(std::shared_ptr<job> const& one) {
        std::lock_guard const lock(mutex_);
        auto const found = std::find(waiting_.begin(), waiting_.end(), one);
        if (found == waiting_.end()) return false;
        waiting_.erase(found);
        changed_.notify_all();
        return true;
    }

    void run(std::size_t self) {
        while (auto const mine = next(self)) {
            if (mine->taken) mine->taken->source().request_stop();
            end(*mine, perform(*mine, *running_[self]));
            std::lock_guard const lock(mutex_);
            running_[self].reset();
            changed_.notify_all();
        }
    }
    // Waits for a call; null: the thread ends.
    std::shared_ptr<job> next(std::size_t self) {
        std::unique_lock lock(mutex_);
        ++idle_;
        changed_.wait(lock, [&] { return ending_ || !waiting_.empty(); });
        --idle_;
        if (waiting_.empty()) return nullptr;
        auto first = std::move(waiting_.front());
        waiting_.pop_front();
        auto& stop = running_[self].emplace();
        if (cut_off_) stop.request_stop();
        return first;
    }

    result<http::response> perform(job const& mine, stop_source& stop) {
        stop_callback const forward(mine.stop, [&] { stop.request_stop(); });
        if (stop.stop_requested()) return cut_off();
        if (std::chrono::steady_clock::now() >= mine.until) return mine.taken ? late() : missed();
        return detail::catching_text<detail::never_thrown>(
            [&] { return wrapped_.send(mine.request, mine.until, stop.get_token()); },
            [](char const* what) -> result<http::response> {
                return broken_off(code::internal, what);
            });
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
        queue_ends_.end();
    }

    typename detail::wrapping<T>::type wrapped_;
    threaded_settings settings_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::shared_ptr<job>> waiting_;
    std::size_t idle_ = 0;                             // threads without a call
    std::vector<std::optional<stop_source>> running_;  // one for each thread
    bool ending_ = false, cut_off_ = false;
    detail::alarm<steady_timer> queue_ends_{steady_timer()};
    std::vector<std::thread> threads_;
};

}  // namespace trotline
#endif
