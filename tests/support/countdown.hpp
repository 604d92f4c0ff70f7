// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TESTS_SUPPORT_COUNTDOWN_HPP
#define TROTLINE_TESTS_SUPPORT_COUNTDOWN_HPP

#include <atomic>

namespace trotline_tests {

// Counts an event in the threads that take part, and makes the n-th one fail.
class countdown {
  public:
    static void take_part() { takes_part_ = true; }

    // The first is 0.
    void begin(long n) { left_ = n; }
    // True if the n-th has not happened yet.
    bool end() { return left_.exchange(idle) >= 0; }

    // Call it once for each event: true if this one must fail.
    bool strikes() {
        return takes_part_ && left_.load(std::memory_order_relaxed) != idle &&
               left_.fetch_sub(1) == 0;
    }

  private:
    static constexpr long idle = -1'000'000;
    static inline thread_local bool takes_part_ = false;
    std::atomic<long> left_ = idle;
};

}  // namespace trotline_tests
#endif
