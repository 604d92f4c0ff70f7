// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NODE_CALLS_UNDER_WAY_HPP
#define TROTLINE_NODE_CALLS_UNDER_WAY_HPP

#include <trotline/core/abi.hpp>

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>

namespace trotline::inline TROTLINE_ABI::detail {

// Counts the asynchronous calls of a node that have not ended. The destructor waits for the last
// one. Safe for several threads. A copy counts calls of its own.
class calls_under_way {
  public:
    calls_under_way() = default;
    calls_under_way(calls_under_way const&) {}
    calls_under_way& operator=(calls_under_way const&) { return *this; }
    ~calls_under_way() {
        std::unique_lock lock(state_->mutex);
        state_->ended.wait(lock, [&] { return state_->count == 0; });
    }

    // The call counts as under way as long as the result or a copy of it lives.
    std::shared_ptr<void> begin() {
        std::lock_guard const lock(state_->mutex);
        ++state_->count;
        return {nullptr, [state = state_](std::nullptr_t) {
                    std::lock_guard const ending(state->mutex);
                    if (--state->count == 0) state->ended.notify_all();
                }};
    }

  private:
    struct state {
        std::mutex mutex;
        std::condition_variable ended;
        std::size_t count = 0;
    };
    std::shared_ptr<state> state_ = std::make_shared<state>();
};

}  // namespace trotline::detail
#endif
