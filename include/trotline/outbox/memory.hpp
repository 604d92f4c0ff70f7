// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_MEMORY_HPP
#define TROTLINE_OUTBOX_MEMORY_HPP

#include <trotline/outbox/concept.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// An outbox in memory: for tests of code that posts and of code that is delivered, and the smallest
// example of a model. It ends with the process and remembers keys as long as it lives. Safe for
// several threads and several workers.
//   tl::memory_outbox box;
//   tl::post(box, rename_todo, {{"TODO_ID", 7}});
class memory_outbox {
  public:
    using clock = std::chrono::steady_clock;

    explicit memory_outbox(std::chrono::milliseconds hold = std::chrono::seconds(30))
        : hold_(hold) {}

    result<outbox_receipt> post(outbox_entry const& entry) {
        std::lock_guard const lock(mutex_);
        auto const [known, fresh] = keys_.try_emplace(entry.key, last_ + 1);
        if (fresh) entries_[++last_].posted = entry;
        changed_.notify_all();
        return outbox_receipt{known->second, !fresh};
    }

    result<std::vector<outbox_lease>> take(outbox_appetite const& wanted,
                                           std::chrono::milliseconds patience) {
        auto const until = clock::now() + patience;
        std::vector<outbox_lease> taken;
        std::unique_lock lock(mutex_);
        for (;;) {
            auto next = until;
            std::map<std::string_view, std::size_t> left;
            std::set<std::pair<std::string_view, std::string_view>> busy;
            for (auto& [sequence, each] : entries_) {
                auto const& [key, destination, order, content] = each.posted;
                // A waiting entry holds up those after it that have the same order.
                if (!order.empty() && !busy.emplace(destination, order).second) continue;
                if (each.not_before > clock::now()) {
                    next = (std::min)(next, each.not_before);
                    continue;
                }
                auto const [place, fresh] = left.try_emplace(destination, 0);
                if (fresh) place->second = wanted(destination);
                if (place->second == 0) continue;
                --place->second;
                each.not_before = clock::now() + hold_;
                taken.push_back({sequence, ++each.attempts, destination, content,
                                 std::to_string(each.attempts)});
            }
            bool const woken = std::exchange(woken_, false);
            if (!taken.empty() || woken || clock::now() >= until) return taken;
            changed_.wait_until(lock, next);
        }
    }

    result<void> settle(std::span<outbox_settlement const> batch) {
        std::lock_guard const lock(mutex_);
        for (outbox_settlement const& each : batch) {
            auto const found = entries_.find(each.lease->sequence);
            if (found == entries_.end()) continue;
            if (each.verdict == outbox_verdict::again) {
                // A lease that has expired and was given to another worker has no effect any more.
                if (each.lease->handle == std::to_string(found->second.attempts))
                    found->second.not_before = clock::now() + each.delay;
                continue;
            }
            if (!each.topic.empty()) reports_[each.topic].push_back(each.report);
            if (each.verdict == outbox_verdict::dead) dead_.push_back(each.letter);
            entries_.erase(found);
        }
        changed_.notify_all();
        return {};
    }

    result<void> extend(std::span<outbox_lease const* const> leases) {
        std::lock_guard const lock(mutex_);
        for (outbox_lease const* const each : leases)
            if (auto const found = entries_.find(each->sequence); found != entries_.end())
                found->second.not_before = clock::now() + hold_;
        return {};
    }

    std::chrono::milliseconds hold() const { return hold_; }

    void wake() {
        std::lock_guard const lock(mutex_);
        woken_ = true;
        changed_.notify_all();
    }

    // What it contains: entries that are not delivered, dead letters, published reports.
    std::size_t size() const {
        std::lock_guard const lock(mutex_);
        return entries_.size();
    }
    std::vector<std::string> dead() const {
        std::lock_guard const lock(mutex_);
        return dead_;
    }
    std::vector<std::string> reports(std::string const& topic) const {
        std::lock_guard const lock(mutex_);
        auto const found = reports_.find(topic);
        return found == reports_.end() ? std::vector<std::string>() : found->second;
    }

  private:
    struct kept {
        outbox_entry posted;
        clock::time_point not_before{};
        unsigned attempts = 0;
    };

    std::chrono::milliseconds hold_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<std::string, std::uint64_t> keys_;
    std::map<std::uint64_t, kept> entries_;
    std::vector<std::string> dead_;
    std::map<std::string, std::vector<std::string>> reports_;
    std::uint64_t last_ = 0;
    bool woken_ = false;
};

static_assert(outbox<memory_outbox>);

}  // namespace trotline
#endif
