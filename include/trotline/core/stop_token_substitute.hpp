// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_CORE_STOP_TOKEN_SUBSTITUTE_HPP
#define TROTLINE_CORE_STOP_TOKEN_SUBSTITUTE_HPP
// stop_source, stop_token and stop_callback as the standard has them ([thread.stoptoken]), for
// standard libraries that lack them. Include <trotline/core/stop_token.hpp>, which chooses.

#include <trotline/core/abi.hpp>

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

namespace trotline::inline TROTLINE_ABI::detail::substitute {

// A function that a stop request calls, in a list of its state.
struct stop_listener {
    void (*call)(stop_listener&) = nullptr;
    stop_listener* previous = nullptr;
    stop_listener* next = nullptr;
};

// What the sources, tokens and callbacks of one request share. Safe for several threads.
class stop_state {
  public:
    bool requested() const { return requested_; }
    bool possible() const { return requested_ || sources_ != 0; }
    void add_source() { ++sources_; }
    void remove_source() { --sources_; }

    // Calls all listeners in this thread. False if a stop was requested before.
    bool request() {
        std::unique_lock lock(mutex_);
        if (requested_) return false;
        requested_ = true;
        caller_ = std::this_thread::get_id();
        while (first_ != nullptr) {
            stop_listener* const one = first_;
            unlink(*one);
            called_ = one;
            lock.unlock();
            one->call(*one);  // may destroy the listener
            lock.lock();
            called_ = nullptr;
            returned_.notify_all();
        }
        return true;
    }

    // False if a stop was requested before: then the listener is not kept.
    bool add(stop_listener& one) {
        std::lock_guard const lock(mutex_);
        if (requested_) return false;
        one.next = first_;
        if (first_ != nullptr) first_->previous = &one;
        first_ = &one;
        return true;
    }
    // Waits until the listener's call has returned, unless the call itself removes it.
    void remove(stop_listener& one) {
        std::unique_lock lock(mutex_);
        if (&one == first_ || one.previous != nullptr) return unlink(one);
        if (caller_ == std::this_thread::get_id()) return;
        returned_.wait(lock, [&] { return called_ != &one; });
    }

  private:
    void unlink(stop_listener& one) {
        if (one.next != nullptr) one.next->previous = one.previous;
        (one.previous != nullptr ? one.previous->next : first_) = one.next;
        one.previous = one.next = nullptr;
    }

    std::mutex mutex_;
    std::condition_variable returned_;
    std::atomic<bool> requested_ = false;
    std::atomic<std::size_t> sources_ = 0;
    stop_listener* first_ = nullptr;
    stop_listener* called_ = nullptr;
    std::thread::id caller_;
};

class stop_token {
  public:
    stop_token() = default;

    bool stop_requested() const { return state_ != nullptr && state_->requested(); }
    bool stop_possible() const { return state_ != nullptr && state_->possible(); }
    friend bool operator==(stop_token const&, stop_token const&) = default;

  private:
    friend class stop_source;
    template <class F> friend class stop_callback;
    explicit stop_token(std::shared_ptr<stop_state> state) : state_(std::move(state)) {}

    std::shared_ptr<stop_state> state_;
};

class stop_source {
  public:
    stop_source() : state_(std::make_shared<stop_state>()) { state_->add_source(); }
    stop_source(stop_source const& other) : state_(other.state_) {
        if (state_ != nullptr) state_->add_source();
    }
    stop_source(stop_source&&) = default;
    stop_source& operator=(stop_source other) {
        std::swap(state_, other.state_);
        return *this;
    }
    ~stop_source() {
        if (state_ != nullptr) state_->remove_source();
    }

    stop_token get_token() const { return stop_token(state_); }
    bool request_stop() { return state_ != nullptr && state_->request(); }
    bool stop_requested() const { return state_ != nullptr && state_->requested(); }
    bool stop_possible() const { return state_ != nullptr; }

  private:
    std::shared_ptr<stop_state> state_;
};

template <class F> class stop_callback : stop_listener {
  public:
    template <class G>
    explicit stop_callback(stop_token const& token, G&& function)
        : function_(std::forward<G>(function)) {
        call = [](stop_listener& one) { static_cast<stop_callback&>(one).function_(); };
        if (token.state_ == nullptr) return;
        state_ = token.state_;
        if (state_->add(*this)) return;
        state_ = nullptr;
        function_();
    }
    stop_callback(stop_callback const&) = delete;
    stop_callback& operator=(stop_callback const&) = delete;
    ~stop_callback() {
        if (state_ != nullptr) state_->remove(*this);
    }

  private:
    F function_;
    std::shared_ptr<stop_state> state_;
};
template <class G> stop_callback(stop_token, G&&) -> stop_callback<std::remove_cvref_t<G>>;

}  // namespace trotline::detail::substitute
#endif
