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
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::nats {

// Asks the consumers of all destinations for entries, never for more than the worker would accept.
// A request stays at the server until there is an entry. For one thread.
class pulls {
  public:
    using clock = std::chrono::steady_clock;

    // `through`: for questions to JetStream. `line`: with a loop, for entries.
    static result<std::unique_ptr<pulls>> open(std::shared_ptr<connection> through,
                                               std::shared_ptr<connection> line,
                                               nats_outbox_settings const& settings) {
        std::string inbox = new_inbox();
        auto answers = subscription::open(*line, inbox + ".*");
        if (!answers) return std::move(answers).error();
        auto news = subscription::open(*line, outbox_subjects(settings.name).wake());
        if (!news) return std::move(news).error();
        return std::unique_ptr<pulls>(new pulls(std::move(through), std::move(line), settings,
                                                std::move(inbox), std::move(*answers),
                                                std::move(*news)));
    }
    // Returns entries that arrived and were not handed out.
    ~pulls() {
        constexpr std::chrono::seconds limit{1};
        answers_.drain(line_->loop(), limit, [&](natsMsg& each) {
            if (char const* const reply = natsMsg_GetReply(&each))
                natsConnection_PublishString(line_->get(), reply, "-NAK");
        });
        news_.drain(line_->loop(), limit, [](natsMsg&) {});
    }

    result<std::vector<outbox_lease>> take(outbox_appetite const& wanted,
                                           std::chrono::milliseconds patience) {
        auto const until = clock::now() + patience;
        // What the last call could not report, because it had entries.
        if (trouble_) return told();
        if (clock::now() - collected_ >= settings_.hold)
            if (auto failed = begin_again()) return std::move(*failed);
        for (;;) {
            auto const now = clock::now();
            look_around(now);
            ask(wanted, now);
            std::vector<outbox_lease> taken;
            collect(taken);  // what has come while another function waited
            bool const woken = line_->loop().wait(
                taken.empty() ? (std::min)({until, next_look_, next_retry(now)}) : now);
            collect(taken);
            if (!taken.empty() || woken) return taken;
            if (clock::now() < until) continue;
            if (trouble_) return told();
            return taken;
        }
    }

  private:
    static constexpr std::chrono::seconds request_time{5};
    static constexpr std::chrono::milliseconds rest{250};

    // A subject, and what its consumer was asked for.
    struct lane {
        posted_subject parts;
        bool has_consumer = false;
        // what the consumer allows for a request; 0: any
        std::size_t most_at_once = 0;
        std::chrono::nanoseconds longest = request_time;
        std::uint64_t pending = 0;  // entries that wait, as far as is known
        std::size_t asked = 0;      // sum of the open requests
        std::uint64_t request = 0;  // number of the last request
        clock::time_point ends{};   // when the last request has certainly ended
        clock::time_point rests_until{};
        clock::time_point seen{};  // when the last entry came
    };

    pulls(std::shared_ptr<connection> through, std::shared_ptr<connection> line,
          nats_outbox_settings const& settings, std::string inbox, subscription answers,
          subscription news)
        : through_(std::move(through)),
          line_(std::move(line)),
          settings_(settings),
          names_(settings.name),
          posts_(names_.stream() + ".post."),
          reconnections_(line_->reconnections()),
          inbox_(std::move(inbox)),
          answers_(std::move(answers)),
          news_(std::move(news)) {}

    // If nobody has looked for longer than a lease, what has come may belong to another worker by
    // now. So it is not read, and comes again.
    std::optional<failure> begin_again() {
        std::string inbox = new_inbox();
        auto answers = subscription::open(*line_, inbox + ".*");
        if (!answers) return std::move(answers).error();
        inbox_ = std::move(inbox);
        answers_ = std::move(*answers);
        for (auto& [subject, at] : lanes_) at.asked = 0;
        return std::nullopt;
    }

    failure told() {
        failure why = std::move(*trouble_);
        trouble_.reset();
        return why;
    }

    // Finds out which destinations have entries.
    void look_around(clock::time_point now) {
        if (unsigned const count = line_->reconnections(); count != reconnections_) {
            reconnections_ = count;
            for (auto& [subject, at] : lanes_) at.asked = 0;
            next_look_ = now;
        }
        if (now < next_look_) return;
        next_look_ = now + settings_.look_around;
        // Otherwise it would wait for an answer, and this thread for it.
        if (!through_->is_connected()) {
            trouble_ = failed(stage::connect, settings_.name, NATS_CONNECTION_DISCONNECTED);
            return;
        }
        auto found = subjects_with_entries(*through_, names_);
        if (!found) {
            next_look_ = clock::now() + settings_.look_around;  // it may have taken long
            trouble_ = std::move(found).error();
            return;
        }
        for (auto& [subject, at] : lanes_)
            if (!found->contains(subject)) at.pending = 0;
        for (auto const& [subject, count] : *found) {
            lane* const at = lane_of(subject);
            if (at != nullptr) at->pending = (std::max)(at->pending, count), at->seen = now;
        }
        // They are found again when they have entries.
        std::erase_if(lanes_, [&](auto const& each) {
            return each.second.asked == 0 && is_forgotten(each.second, now);
        });
    }

    // True if a lane was empty for long. Then it is not asked any more, so its request ends.
    bool is_forgotten(lane const& at, clock::time_point now) const {
        return at.pending == 0 && now - at.seen > settings_.forget_after;
    }

    lane* lane_of(std::string_view subject) {
        auto const found = lanes_.find(subject);
        if (found != lanes_.end()) return &found->second;
        // Others may write anything to the subject of news.
        auto parts = posted_subject::read(subject);
        if (!parts || !subject.starts_with(posts_)) return nullptr;
        lane& made = lanes_[std::string(subject)];
        made.parts = std::move(*parts);
        made.seen = clock::now();
        return &made;
    }

    void ask(outbox_appetite const& wanted, clock::time_point now) {
        for (auto& [subject, at] : lanes_) {
            // A consumer answers before that time. A removed consumer may be silent.
            if (at.asked != 0 && now >= at.ends) at.asked = 0, at.has_consumer = false;
            if (now < at.rests_until || is_forgotten(at, now)) continue;
            std::size_t most = wanted(at.parts.destination);
            if (at.parts.ordered) most = (std::min<std::size_t>)(most, 1);
            // In a lane that seems empty, one entry is requested first, and then more.
            most = (std::min)(most, (std::max<std::size_t>)(at.pending, 1));
            if (at.most_at_once != 0) most = (std::min)(most, at.most_at_once);
            // Small increases wait until they are worth a request.
            if (at.asked != 0 && most < at.asked * 2) continue;
            if (most <= at.asked) continue;
            if (!at.has_consumer) {
                auto const there = have_consumer(*through_, settings_, subject, at.parts);
                if (!there) {
                    trouble_ = there.error();
                    at.rests_until = clock::now() + settings_.look_around;
                    // If nobody answers, the next question would take as long.
                    if (trouble_->may_have_been_processed) return;
                    continue;
                }
                found(at, *(*there)->Config);
                most = at.most_at_once != 0 ? (std::min)(most, at.most_at_once) : most;
                if (most <= at.asked) continue;
            }
            std::size_t const more = most - at.asked;
            std::string const target =
                "$JS.API.CONSUMER.MSG.NEXT." + names_.stream() + "." + at.parts.consumer;
            std::string const what = "{\"batch\":" + std::to_string(more) +
                                     ",\"expires\":" + std::to_string(nanoseconds(at.longest)) +
                                     "}";
            at.request = ++last_request_;
            std::string const reply = inbox_ + "." + std::to_string(at.request);
            if (natsConnection_PublishRequestString(line_->get(), target.c_str(), reply.c_str(),
                                                    what.c_str()) != NATS_OK) {
                at.rests_until = now + rest;
                continue;
            }
            at.asked += more;
            at.ends = clock::now() + request_time + std::chrono::seconds(1);
        }
    }

    static void found(lane& at, jsConsumerConfig const& consumer) {
        using std::chrono::nanoseconds;
        at.has_consumer = true;
        at.most_at_once =
            consumer.MaxRequestBatch > 0 ? static_cast<std::size_t>(consumer.MaxRequestBatch) : 0;
        at.longest = request_time;
        if (consumer.MaxRequestExpires > 0)
            at.longest = (std::min)(at.longest, nanoseconds(consumer.MaxRequestExpires));
    }

    clock::time_point next_retry(clock::time_point now) const {
        auto next = now + request_time;
        for (auto const& [subject, at] : lanes_) {
            if (at.rests_until > now) next = (std::min)(next, at.rests_until);
            if (at.asked != 0) next = (std::min)(next, at.ends);
        }
        return next;
    }

    void collect(std::vector<outbox_lease>& taken) {
        auto const now = collected_ = clock::now();
        natsMsg* got = nullptr;
        for (;;) {
            natsStatus const status = answers_.next(got);
            // Without JetStream there, requests end by their time: libnats does not say which one.
            if (status == NATS_NO_RESPONDERS) continue;
            if (status != NATS_OK) break;
            auto const reply = text(natsMsg_GetReply(got));
            if (auto const parts = acknowledgement_subject::read(reply))
                take_entry(*got, reply, *parts, taken, now);
            else
                request_ended(*got, now);
        }
        while (news_.next(got) == NATS_OK)
            if (lane* const at = lane_of(content(*got))) ++at->pending, at->seen = now;
    }

    static std::string_view text(char const* or_null) {
        return or_null != nullptr ? std::string_view(or_null) : std::string_view();
    }
    static std::string_view content(natsMsg& of) {
        return {natsMsg_GetData(&of), static_cast<std::size_t>(natsMsg_GetDataLength(&of))};
    }

    void take_entry(natsMsg& got, std::string_view reply, acknowledgement_subject const& parts,
                    std::vector<outbox_lease>& taken, clock::time_point now) {
        lane* const at = lane_of(natsMsg_GetSubject(&got));
        if (at == nullptr) return;
        if (at->asked != 0) --at->asked;
        at->pending = parts.pending;
        at->seen = now;
        taken.push_back({parts.sequence, static_cast<unsigned>(parts.delivered),
                         at->parts.destination, std::string(content(got)), std::string(reply)});
    }

    // 404 and 408: no entry came. 409: the server shuts down, the consumer was removed or has
    // another leader, or it refuses such requests. Others do not occur, unless a server is newer.
    void request_ended(natsMsg& got, clock::time_point now) {
        char const *said = nullptr, *why = nullptr;
        if (natsMsgHeader_Get(&got, "Status", &said) != NATS_OK) return;
        if (natsMsgHeader_Get(&got, "Description", &why) != NATS_OK) why = nullptr;
        auto const status = text(said), words = text(why);
        std::string_view const to = natsMsg_GetSubject(&got);
        std::uint64_t number = 0;
        std::from_chars(to.data() + to.rfind('.') + 1, to.data() + to.size(), number);
        for (auto& [subject, at] : lanes_) {
            if (at.request != number) continue;
            at.asked = 0;
            at.pending = 0;
            if (status == "404" || status == "408") continue;
            at.rests_until = now + rest;
            at.has_consumer = false;
            if (!passes(words)) trouble_ = refused(subject, status, words);
        }
    }

    // The reasons after which the next request may be accepted.
    static bool passes(std::string_view words) {
        for (std::string_view const each :
             {"Consumer Deleted", "Server Shutdown", "Leadership Change", "Exceeded MaxAckPending"})
            if (words == each) return true;
        return false;
    }
    static failure refused(std::string const& subject, std::string_view status,
                           std::string_view words) {
        failure why;
        why.stage = stage::receive;
        why.code = words == "Exceeded MaxWaiting" ? code::overloaded : code::configuration;
        why.subject = subject;
        why.detail.append("the consumer does not accept requests; JetStream says: ")
            .append(words)
            .append(" (")
            .append(status)
            .append(")");
        return why;
    }

    std::shared_ptr<connection> through_, line_;
    nats_outbox_settings settings_;
    outbox_subjects names_;
    std::string posts_;  // what all subjects of entries begin with
    unsigned reconnections_;
    std::string inbox_;
    subscription answers_, news_;
    std::map<std::string, lane, std::less<>> lanes_;
    clock::time_point next_look_{}, collected_ = clock::now();
    std::uint64_t last_request_ = 0;
    std::optional<failure> trouble_;  // not reported yet
};

}  // namespace trotline::nats
#endif
