// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_TRANSPORT_CURL_LANE_POOL_HPP
#define TROTLINE_TRANSPORT_CURL_LANE_POOL_HPP

#include <trotline/transport/curl/lane.hpp>

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::curl {

// Keeps the lanes of one transport that no thread is using. The lane that was returned last is lent
// first. Safe for several threads. After fork() the child drops the parent's lanes, because two
// processes must not use one connection. (As with every mutex: forking while another thread is
// inside borrow() or returns a lane leaves the child with a locked mutex.)
class lane_pool {
  public:
    explicit lane_pool(curl_settings settings)
        : settings_(std::move(settings)), owner_(fork_generation()) {
        idle_.reserve(settings_.pool_size);
    }
    lane_pool(lane_pool const&) = delete;
    lane_pool& operator=(lane_pool const&) = delete;
    ~lane_pool() {
        sigpipe_guard const no_signal;
        drop_if_forked();
        idle_.clear();
    }

    // Lends a lane for the lifetime of the loan.
    class loan {
      public:
        loan(lane_pool& pool, std::unique_ptr<lane> borrowed)
            : pool_(pool), lane_(std::move(borrowed)), borrower_(fork_generation()) {}
        loan(loan const&) = delete;
        loan& operator=(loan const&) = delete;
        ~loan() { pool_.give_back(std::move(lane_), borrower_); }
        lane* operator->() const { return lane_.get(); }

      private:
        lane_pool& pool_;
        std::unique_ptr<lane> lane_;
        unsigned borrower_;
    };

    loan borrow() {
        std::unique_ptr<lane> borrowed;
        {
            std::lock_guard const lock(mutex_);
            drop_if_forked();
            if (!idle_.empty()) {
                borrowed = std::move(idle_.back());
                idle_.pop_back();
            }
        }
        if (!borrowed) borrowed = std::make_unique<lane>(settings_);
        return {*this, std::move(borrowed)};
    }

    curl_settings const& settings() const { return settings_; }

  private:
    void give_back(std::unique_ptr<lane> lane, unsigned borrower) {
        if (borrower != fork_generation()) return abandon(std::move(lane));
        std::lock_guard const lock(mutex_);
        if (idle_.size() < settings_.pool_size) idle_.push_back(std::move(lane));
    }

    void drop_if_forked() {
        if (owner_ == fork_generation()) return;
        for (auto& lane : idle_) abandon(std::move(lane));
        idle_.clear();
        owner_ = fork_generation();
    }

    // The memory is leaked: closing the handles would end the parent's connections.
    static void abandon(std::unique_ptr<lane> lane) {
        lane->abandon();
        static_cast<void>(lane.release());
    }

    curl_settings const settings_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<lane>> idle_;
    unsigned owner_;
};

}  // namespace trotline::curl
#endif
