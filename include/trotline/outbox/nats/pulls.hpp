// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_PULLS_HPP
#define TROTLINE_OUTBOX_NATS_PULLS_HPP

#include <trotline/nats/connection.hpp>
#include <trotline/outbox/concept.hpp>
#include <trotline/outbox/nats/settings.hpp>
#include <trotline/outbox/nats/streams.hpp>
#include <trotline/outbox/nats/subjects.hpp>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::nats {

// Asks the consumers of all destinations for entries, never for more than the worker would accept.
// A request stays at the server until there is an entry. For one thread, except wake().
class pulls {
  public:
    using clock = std::chrono::steady_clock;

    static result<std::unique_ptr<pulls>> open(std::shared_ptr<connection> through,
                                               nats_outbox_settings const& settings) {
        std::unique_ptr<pulls> made(new pulls(through, settings));
        made->inbox_ = new_inbox();
        auto answers = subscription<mailbox>::open(through, made->inbox_ + ".*", made->mailbox_);
        if (!answers) return std::move(answers).error();
        made->answers_.emplace(std::move(*answers));
        auto news =
            subscription<mailbox>::open(std::move(through), made->names_.wake(), made->mailbox_);
        if (!news) return std::move(news).error();
        made->news_.emplace(std::move(*news));
        return made;
    }
    // Returns entries that arrived and were not handed out.
    ~pulls() {
        if (answers_) answers_->drain(std::chrono::seconds(1));
        answers_.reset();
        news_.reset();
        for (arrival const& each : mailbox_->take())
            if (!each.reply.empty())
                natsConnection_PublishString(through_->get(), each.reply.c_str(), "-NAK");
        natsConnection_FlushTimeout(through_->get(), 1000);
    }

    result<std::vector<outbox_lease>> take(outbox_appetite const& wanted,
                                           std::chrono::milliseconds patience) {
        auto const until = clock::now() + patience;
        for (;;) {
            auto const now = clock::now();
            std::optional<failure> trouble = look_around(now);
            ask(wanted, now);
            std::vector<outbox_lease> taken;
            bool const woken = mailbox_->wait((std::min)({until, next_look_, next_retry(now)}));
            for (arrival& each : mailbox_->take()) sort(each, taken);
            if (!taken.empty() || woken) return taken;
            if (clock::now() < until) continue;
            if (trouble) return std::move(*trouble);
            return taken;
        }
    }

    void wake() { mailbox_->wake(); }

  private:
    static constexpr std::chrono::seconds request_time{5};
    static constexpr std::chrono::milliseconds rest{250};

    // A message as it arrived: an entry, an answer to a request, or news of a destination.
    struct arrival {
        std::string subject, reply, content;
        int status = 0;
    };
    class mailbox {
      public:
        void receive(natsMsg* got) {
            arrival one;
            one.subject = natsMsg_GetSubject(got);
            if (char const* const reply = natsMsg_GetReply(got)) one.reply = reply;
            one.content.assign(natsMsg_GetData(got),
                               static_cast<std::size_t>(natsMsg_GetDataLength(got)));
            char const* text = nullptr;
            if (one.reply.empty() && natsMsgHeader_Get(got, "Status", &text) == NATS_OK)
                std::from_chars(text, text + std::string_view(text).size(), one.status);
            std::lock_guard const lock(mutex_);
            arrived_.push_back(std::move(one));
            if (arrived_.size() == 1) changed_.notify_one();
        }
        // True if it was woken.
        bool wait(clock::time_point until) {
            std::unique_lock lock(mutex_);
            changed_.wait_until(lock, until, [&] { return woken_ || !arrived_.empty(); });
            return std::exchange(woken_, false);
        }
        std::vector<arrival> take() {
            std::lock_guard const lock(mutex_);
            return std::exchange(arrived_, {});
        }
        void wake() {
            std::lock_guard const lock(mutex_);
            woken_ = true;
            changed_.notify_one();
        }

      private:
        std::mutex mutex_;
        std::condition_variable changed_;
        std::vector<arrival> arrived_;
        bool woken_ = false;
    };

    // A subject, and what its consumer was asked for.
    struct lane {
        posted_subject parts;
        bool has_consumer = false;
        std::uint64_t pending = 0;  // entries that wait, as far as is known
        std::size_t asked = 0;      // sum of the open requests
        std::uint64_t request = 0;  // number of the last request
        clock::time_point ends{};   // when the last request has certainly ended
        clock::time_point rests_until{};
        clock::time_point seen{};  // when the last entry came
    };

    pulls(std::shared_ptr<connection> through, nats_outbox_settings const& settings)
        : through_(std::move(through)),
          settings_(settings),
          names_(settings.name),
          reconnections_(through_->reconnections()) {}

    // Finds out which destinations have entries.
    std::optional<failure> look_around(clock::time_point now) {
        if (unsigned const count = through_->reconnections(); count != reconnections_) {
            reconnections_ = count;
            for (auto& [subject, at] : lanes_) at.asked = 0;
            next_look_ = now;
        }
        if (now < next_look_) return std::nullopt;
        next_look_ = now + settings_.look_around;
        auto found = subjects_with_entries(*through_, names_);
        if (!found) return std::move(found).error();
        for (auto const& [subject, count] : *found) {
            lane* const at = lane_of(subject);
            if (at != nullptr) at->pending = (std::max)(at->pending, count), at->seen = now;
        }
        // Lanes that were empty for long are removed; they are found again when they have entries.
        std::erase_if(lanes_, [&](auto const& each) {
            return each.second.asked == 0 && each.second.seen + std::chrono::minutes(10) < now;
        });
        return std::nullopt;
    }

    lane* lane_of(std::string const& subject) {
        auto const found = lanes_.find(subject);
        if (found != lanes_.end()) return &found->second;
        auto parts = posted_subject::read(subject);
        if (!parts) return nullptr;
        lane& made = lanes_[subject];
        made.parts = std::move(*parts);
        made.seen = clock::now();
        return &made;
    }

    void ask(outbox_appetite const& wanted, clock::time_point now) {
        for (auto& [subject, at] : lanes_) {
            // A consumer answers before that time. A removed consumer is silent, or 503 comes.
            if (at.asked != 0 && now >= at.ends) at.asked = 0, at.has_consumer = false;
            if (now < at.rests_until) continue;
            std::size_t most = wanted(at.parts.destination);
            if (at.parts.ordered) most = (std::min<std::size_t>)(most, 1);
            // In a lane that seems empty, one entry is requested first, and then more.
            most = (std::min)(most, (std::max<std::size_t>)(at.pending, 1));
            // Small increases wait until they are worth a request.
            if (at.asked != 0 && most < at.asked * 2) continue;
            if (most <= at.asked) continue;
            if (!at.has_consumer) {
                if (have_consumer(*through_, settings_, subject, at.parts)) {
                    at.rests_until = now + rest;
                    continue;
                }
                at.has_consumer = true;
            }
            std::size_t const more = most - at.asked;
            std::string const target =
                "$JS.API.CONSUMER.MSG.NEXT." + names_.stream() + "." + at.parts.consumer;
            std::string const what = "{\"batch\":" + std::to_string(more) +
                                     ",\"expires\":" + std::to_string(nanoseconds(request_time)) +
                                     "}";
            at.request = ++last_request_;
            std::string const reply = inbox_ + "." + std::to_string(at.request);
            if (natsConnection_PublishRequestString(through_->get(), target.c_str(), reply.c_str(),
                                                    what.c_str()) != NATS_OK) {
                at.rests_until = now + rest;
                continue;
            }
            at.asked += more;
            at.ends = now + request_time + std::chrono::seconds(1);
        }
    }

    clock::time_point next_retry(clock::time_point now) const {
        auto next = now + request_time;
        for (auto const& [subject, at] : lanes_) {
            if (at.rests_until > now) next = (std::min)(next, at.rests_until);
            if (at.asked != 0) next = (std::min)(next, at.ends);
        }
        return next;
    }

    void sort(arrival& got, std::vector<outbox_lease>& taken) {
        auto const now = clock::now();
        if (auto const parts = acknowledgement_subject::read(got.reply)) {
            lane* const at = lane_of(got.subject);
            if (at == nullptr) return;
            if (at->asked != 0) --at->asked;
            at->pending = parts->pending;
            at->seen = now;
            taken.push_back({parts->sequence, static_cast<unsigned>(parts->delivered),
                             at->parts.destination, std::move(got.content), std::move(got.reply)});
        } else if (got.subject == names_.wake()) {
            if (lane* const at = lane_of(got.content)) ++at->pending;
        } else if (got.status != 0) {
            request_ended(got, now);
        }
    }

    // 404 and 408: no entry came. 409: too many entries are unsettled, or the consumer was removed.
    // 503: it does not exist, or the cluster has no leader.
    void request_ended(arrival const& got, clock::time_point now) {
        std::uint64_t number = 0;
        auto const dot = got.subject.rfind('.') + 1;
        std::from_chars(got.subject.data() + dot, got.subject.data() + got.subject.size(), number);
        for (auto& [subject, at] : lanes_) {
            if (at.request != number) continue;
            at.asked = 0;
            at.pending = 0;
            if (got.status != 409 && got.status != 503) continue;
            at.rests_until = now + rest;
            at.has_consumer = false;
        }
    }

    std::shared_ptr<connection> through_;
    nats_outbox_settings settings_;
    outbox_subjects names_;
    unsigned reconnections_;
    std::string inbox_;
    std::shared_ptr<mailbox> mailbox_ = std::make_shared<mailbox>();
    std::optional<subscription<mailbox>> answers_, news_;
    std::map<std::string, lane> lanes_;
    clock::time_point next_look_{};
    std::uint64_t last_request_ = 0;
};

}  // namespace trotline::nats
#endif
