// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_WORKER_HPP
#define TROTLINE_OUTBOX_WORKER_HPP

#include <trotline/core/stop_token.hpp>
#include <trotline/outbox/concept.hpp>
#include <trotline/outbox/delivery.hpp>
#include <trotline/outbox/limits.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/async.hpp>
#include <trotline/transport/concept.hpp>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// The steps of a delivery, in their order.
enum class delivery_step : unsigned char {
    taken,     // the worker has taken the entry
    started,   // the request was given to the transport
    answered,  // the transport has finished
    landed,    // rows are mapped, parameters are written, the verdict is known
    settled    // the queue has the verdict
};

// What an observer is told.
struct delivery_event {
    delivery_step step = delivery_step::taken;
    outbox_lease const& lease;
    outbox_settlement const* settlement = nullptr;  // from `landed` on
    failure const* why = nullptr;                   // from `landed` on, if it failed
};

// The settings of a worker.
struct worker_settings {
    delivery_limits limits{};
    delivery_schedule schedule{};
    // how long a worker that was asked to stop waits for its calls, before it hands them back
    std::chrono::milliseconds grace{10'000};
    // called at every step, in the thread of run(); must not throw
    std::function<void(delivery_event const&)> observer{};
    // called when the queue does not answer or refuses something; run() continues
    std::function<void(failure const&)> trouble{};
};

// What a worker has done so far.
struct worker_counts {
    std::uint64_t taken = 0, delivered = 0, again = 0, dead = 0, handed_back = 0;
    std::uint64_t expired = 0;  // taken, but not called in time: see worker
};

// Delivers the entries of an outbox: takes entries, calls through the transport with many calls at
// once, maps rows into the parameters, publishes the outcome, and only then removes the entry.
// Delivers at least once: if a worker dies between the call and the removal, another one gets the
// entry and calls again with the same idempotency key. The queue itself waits between attempts;
// that takes no slot and no thread here. Everything except the calls happens in the thread of
// run(). If an observer or a store blocks that thread for longer than a lease, other workers get
// what this one has; it does not begin calls whose lease has expired (such a delivery has no step
// after `taken`).
//   tl::async_curl_transport transport;
//   tl::memory_parameter_store parameters, secrets{{"api/token", tl::secret{"..."}}};
//   tl::worker worker(box, transport, parameters, secrets);
//   worker.run(stop);  // until a stop is requested
template <outbox Outbox, async_transport Transport, class Store, class Secrets,
          class Parser = media_type_parser>
class worker {
  public:
    // All arguments must outlive the worker.
    worker(Outbox& box, Transport& transport, Store& parameters, Secrets const& secrets,
           worker_settings settings = {}, Parser parser = {})
        : box_(box),
          transport_(transport),
          settings_(std::move(settings)),
          limits_(settings_.limits),
          desk_(std::move(parser), parameters, secrets, settings_.schedule) {}
    worker(worker const&) = delete;
    worker& operator=(worker const&) = delete;

    // Adds the webhook that messages mean by this name. Call it before run().
    void add(std::string name, configuration what) { desk_.add(std::move(name), std::move(what)); }

    // Runs until a stop is requested. Then it takes no more entries, lets calls end within the
    // grace period, and hands the rest back to the queue.
    void run(stop_token stop) {
        stop_callback const waking(stop, [this] { box_.wake(); });
        stop_source cutting;
        std::optional<clock::time_point> over;
        auto const rhythm = (std::max<std::chrono::milliseconds>)(box_.hold() / 4, least_patience);
        auto next_extension = clock::now() + rhythm;
        for (;;) {
            auto const now = clock::now();
            if (!over && stop.stop_requested()) {
                over = detail::deadline_after(now, settings_.grace);
                // Otherwise what is handed back would come to this worker again.
                if constexpr (requires { box_.rest(); }) box_.rest();
            }
            if (over && under_way_.empty()) break;
            if (over && now >= *over) cutting.request_stop();
            auto until = (std::min)(next_extension, limits_.next_change(now));
            // Settlements that the queue did not get are sent again soon.
            if (!unsettled_.empty()) until = (std::min)(until, now + rest);
            if (over && now < *over) until = (std::min)(until, *over);
            take(std::chrono::ceil<std::chrono::milliseconds>(
                     (std::max)(until - now, clock::duration(least_patience))),
                 stop, cutting.get_token());
            conclude(cutting.stop_requested());
            settle();
            if (clock::now() < next_extension) continue;
            extend();
            limits_.tidy();
            next_extension = clock::now() + rhythm;
            // A queue that does not answer gets the time of one lease; then run() ends.
            if (over && now - box_.hold() >= *over) break;
        }
        wait_for_completions();
        // Calls that have ended since count, although the queue does not answer.
        conclude(true);
        unsettled_.clear();
        under_way_.clear();
    }

    // Safe from any thread.
    worker_counts counts() const {
        return {taken_, delivered_, again_, dead_, handed_back_, expired_};
    }

  private:
    using clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds least_patience{5}, rest{100};

    struct job {
        delivery what;
        std::optional<delivery_conclusion> end;
    };
    // A result that a thread of the transport leaves here.
    struct arrival {
        job* of;
        result<http::response> answer;
    };

    void tell(delivery_step step, job const& of) const {
        if (!settings_.observer) return;
        delivery_event event{step, of.what.lease, nullptr, nullptr};
        if (of.end) {
            event.settlement = &of.end->settlement;
            event.why = of.end->why ? &*of.end->why : nullptr;
        }
        settings_.observer(event);
    }
    void report(failure const& why) const {
        if (settings_.trouble) settings_.trouble(why);
    }

    void take(std::chrono::milliseconds patience, stop_token const& stop, stop_token const& cut) {
        auto const appetite = [&](std::string_view destination) -> std::size_t {
            // What the queue does not settle takes memory here.
            if (stop.stop_requested() || unsettled_.size() >= settings_.limits.in_flight) return 0;
            return limits_.appetite(destination, clock::now());
        };
        auto leases = box_.take(appetite, patience);
        if (!leases) return report(leases.error());
        auto const expiry = clock::now() + box_.hold();
        for (outbox_lease& lease : *leases) {
            auto const [place, is_new] = under_way_.try_emplace(lease.sequence);
            job& mine = place->second;
            mine.what.lease = std::move(lease);
            // The lease had expired during the call, which goes on with this one.
            if (!is_new) continue;
            ++taken_;
            limits_.began(mine.what.lease.destination);
            tell(delivery_step::taken, mine);
            std::optional<delivery_conclusion> vain;
            bool const stopped = stop.stop_requested();
            if (!stopped) vain = desk_.prepare(mine.what);
            if (vain)
                end(mine, std::move(*vain));
            else if (clock::now() >= expiry)
                forget(mine);
            else if (stopped)
                end(mine, desk_.hand_back(mine.what), true);
            else
                start(mine, cut);
        }
    }

    // This thread was blocked for so long that another worker may have the entry, or have delivered
    // it and those after it.
    void forget(job const& mine) {
        ++expired_;
        limits_.ended(mine.what.lease.destination, std::nullopt, std::nullopt, clock::now());
        under_way_.erase(mine.what.lease.sequence);
    }

    void start(job& mine, stop_token cut) {
        if (mine.what.unsent) {
            result<http::response> none = failure();
            return end(mine, desk_.conclude(mine.what, none));
        }
        {
            std::lock_guard const lock(mutex_);
            ++at_transport_;
        }
        // The secrets are needed for what is written about the answer.
        http::request request = mine.what.call->request();
        tell(delivery_step::started, mine);
        transport_.start(std::move(request), mine.what.call->until(), std::move(cut),
                         [this, &mine](result<http::response>&& answer) {
                             std::lock_guard const lock(mutex_);
                             bool const first = arrivals_.empty();
                             arrivals_.push_back({&mine, std::move(answer)});
                             --at_transport_;
                             if (first) box_.wake();
                         });
    }

    void conclude(bool cut) {
        std::vector<arrival> arrived;
        {
            std::lock_guard const lock(mutex_);
            arrived.swap(arrivals_);
        }
        for (auto& [mine, answer] : arrived) {
            tell(delivery_step::answered, *mine);
            if (cut && !answer && answer.error().code == code::cancelled)
                end(*mine, desk_.hand_back(mine->what), true);
            else
                end(*mine, desk_.conclude(mine->what, answer));
        }
    }

    void end(job& mine, delivery_conclusion how, bool handed_back = false) {
        mine.end = std::move(how);
        limits_.ended(mine.what.lease.destination, mine.end->healthy, mine.end->asked,
                      clock::now());
        switch (mine.end->settlement.verdict) {
            case outbox_verdict::done:
                ++delivered_;
                break;
            case outbox_verdict::again:
                ++(handed_back ? handed_back_ : again_);
                break;
            case outbox_verdict::dead:
                ++dead_;
                break;
        }
        tell(delivery_step::landed, mine);
        unsettled_.push_back(&mine);
    }

    void settle() {
        if (unsettled_.empty()) return;
        std::vector<job*> const all = std::exchange(unsettled_, {});
        std::optional<failure> why;
        settle(all, why);
        if (why) report(*why);
    }
    // If the queue refuses some, it is asked for halves of them: what it does not take (because its
    // dead letters find no room) must not hold up the others. What is left is kept in unsettled_.
    void settle(std::span<job* const> some, std::optional<failure>& why) {
        batch_.clear();
        for (job const* const each : some) batch_.push_back(each->end->settlement);
        auto done = box_.settle(batch_);
        if (done) {
            for (job* const each : some) {
                tell(delivery_step::settled, *each);
                under_way_.erase(each->what.lease.sequence);
            }
            return;
        }
        // A queue that does not answer would not do so for a half.
        if (some.size() == 1 || done.error().may_have_been_processed) {
            if (!why) why = std::move(done).error();
            unsettled_.insert(unsettled_.end(), some.begin(), some.end());
            return;
        }
        settle(some.first(some.size() / 2), why);
        settle(some.subspan(some.size() / 2), why);
    }

    void extend() {
        std::vector<outbox_lease const*> held;
        held.reserve(under_way_.size());
        for (auto const& [sequence, mine] : under_way_) held.push_back(&mine.what.lease);
        if (held.empty()) return;
        if (auto done = box_.extend(held); !done) report(done.error());
    }

    // Completions refer to the jobs, so all must have been called before the jobs are destroyed.
    void wait_for_completions() {
        auto const none_left = [&] {
            std::lock_guard const lock(mutex_);
            return at_transport_ == 0;
        };
        auto const nothing = [](std::string_view) -> std::size_t { return 0; };
        while (!none_left()) {
            auto const ignored = box_.take(nothing, least_patience);
            if (!ignored) report(ignored.error());
        }
    }

    Outbox& box_;
    Transport& transport_;
    worker_settings settings_;
    destination_limits limits_;
    delivery_desk<Parser, Store, Secrets> desk_;
    std::unordered_map<std::uint64_t, job> under_way_;  // by the entry's sequence
    std::vector<job*> unsettled_;
    std::vector<outbox_settlement> batch_;
    std::mutex mutex_;
    std::vector<arrival> arrivals_;
    std::size_t at_transport_ = 0;
    std::atomic<std::uint64_t> taken_ = 0, delivered_ = 0, again_ = 0, dead_ = 0, handed_back_ = 0,
                               expired_ = 0;
};

}  // namespace trotline
#endif
