// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_OUTBOX_HPP
#define TROTLINE_OUTBOX_NATS_OUTBOX_HPP

#include <trotline/nats/connection.hpp>
#include <trotline/nats/requests.hpp>
#include <trotline/outbox/concept.hpp>
#include <trotline/outbox/nats/pulls.hpp>
#include <trotline/outbox/nats/settings.hpp>
#include <trotline/outbox/nats/streams.hpp>
#include <trotline/outbox/nats/subjects.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// An outbox on NATS JetStream (nats-server 2.9 or newer): a stream, replicated if the settings say
// so. post() returns after the server has acknowledged, in a cluster after a majority has. A
// settled entry is acknowledged, and the server confirms that, too. post(), withdraw() and wake()
// may be called from any thread; the rest belongs to one worker, and has a second connection. Needs
// libnats.
//   auto box = tl::nats_outbox::open({.server = {.url = "nats://queue.example"}, .replicas = 3});
//   if (!box) std::cerr << box.error() << '\n';
//   else tl::post(*box, rename_todo, {{"TODO_ID", 7}});
class nats_outbox {
  public:
    // Connects, and creates the streams that do not exist. Fails with stage connect.
    static result<nats_outbox> open(nats_outbox_settings settings) {
        if (!outbox_subjects::is_name(settings.name))
            return nats::detail::not_opened(
                code::configuration, std::move(settings.name),
                "an outbox's name must consist of 1 to 64 letters, digits and hyphens");
        auto through = nats::connection::connect(settings.server);
        if (!through) return std::move(through).error();
        if (auto wrong = nats::have_streams(**through, settings)) return std::move(*wrong);
        return nats_outbox(std::move(*through), std::move(settings));
    }

    result<outbox_receipt> post(outbox_entry const& entry) {
        auto const through = through_->get();
        if (!through) return through.error();
        std::string const subject = names_.post(entry.destination, entry.order, settings_.lanes);
        jsPubOptions options;
        jsPubOptions_Init(&options);
        options.MsgId = entry.key.c_str();
        options.MaxWait = (*through)->request_limit().count();
        jsPubAck* raw = nullptr;
        jsErrCode error{};
        natsStatus const status =
            js_Publish(&raw, (*through)->context(), subject.c_str(), entry.content.data(),
                       static_cast<int>(entry.content.size()), &options, &error);
        nats::handle<jsPubAck, jsPubAck_Destroy> const acknowledged(raw);
        if (status != NATS_OK || raw == nullptr)
            return unsure(nats::failed_here(stage::send, settings_.name, status, error));
        announce(**through, subject);
        return outbox_receipt{raw->Sequence, raw->Duplicate};
    }

    // Removes an entry from the queue; false: it does not exist (any more). A running call is not
    // stopped.
    result<bool> withdraw(std::uint64_t sequence) {
        return nats::remove_message(through(), names_.stream(), sequence, settings_.name);
    }

    result<std::vector<outbox_lease>> take(outbox_appetite const& wanted,
                                           std::chrono::milliseconds patience) {
        if (auto opened = open_pulls(); !opened) {
            // wake() ends this, too, if there ever was a line.
            if (line_)
                line_->loop().wait(nats::event_loop::clock::now() + patience);
            else
                nats_Sleep(patience.count());
            return std::move(opened).error();
        }
        return pulls_->take(wanted, patience);
    }

    // Hands back what has arrived, and ends the requests for more.
    void rest() { pulls_.reset(); }

    result<void> settle(std::span<outbox_settlement const> batch) {
        if (auto opened = open_line(); !opened) return opened;
        std::vector<nats::request> all;
        for (outbox_settlement const& each : batch) {
            if (each.topic.empty() && each.verdict != outbox_verdict::dead) continue;
            std::string const id = each.key + "/" + std::to_string(each.lease->sequence);
            if (!each.topic.empty()) all.push_back({names_.outcome(each.topic), each.report, id});
            if (each.verdict == outbox_verdict::dead)
                all.push_back({names_.dead(each.lease->destination), each.letter, id});
        }
        if (!all.empty()) {
            if (auto done = send(all); !done) return done;
            if (settings_.after_publication) settings_.after_publication();
        }
        all.clear();
        std::vector<std::string> delays(batch.size());
        for (std::size_t i = 0; i < batch.size(); ++i) {
            std::string_view word = "+ACK";
            if (batch[i].verdict == outbox_verdict::again) {
                delays[i] =
                    "-NAK {\"delay\": " + std::to_string(nats::nanoseconds(batch[i].delay)) + "}";
                word = batch[i].delay.count() > 0 ? std::string_view(delays[i]) : "-NAK";
            }
            all.push_back({batch[i].lease->handle, word, {}});
        }
        return send(all);
    }

    result<void> extend(std::span<outbox_lease const* const> leases) {
        if (auto opened = open_line(); !opened) return opened;
        for (outbox_lease const* const each : leases) {
            natsStatus const status =
                natsConnection_PublishString(line_->get(), each->handle.c_str(), "+WPI");
            if (status != NATS_OK) return nats::failed_here(stage::send, settings_.name, status);
        }
        return {};
    }

    std::chrono::milliseconds hold() const { return settings_.hold; }

    void wake() {
        std::lock_guard const lock(shared_->mutex);
        shared_->woken = !line_;
        if (line_) line_->loop().wake();
    }

    // The connection for posts and questions.
    nats::connection& through() const { return through_->last(); }
    nats_outbox_settings const& settings() const { return settings_; }
    outbox_subjects const& names() const { return names_; }

  private:
    nats_outbox(std::shared_ptr<nats::connection> through, nats_outbox_settings settings)
        : settings_(std::move(settings)),
          names_(settings_.name),
          through_(
              std::make_unique<nats::lasting_connection>(settings_.server, std::move(through))) {}

    // The worker's own connection, which a program that only posts does not need.
    result<void> open_line() {
        if (line_ && !line_->is_closed()) return {};
        pulls_.reset();
        requests_.reset();
        auto line =
            nats::connection::connect(settings_.server, std::make_unique<nats::event_loop>());
        if (!line) return std::move(line).error();
        auto requests = nats::requests::open(*line);
        if (!requests) return std::move(requests).error();
        requests_ = std::move(*requests);
        // A closed one ends after the lock, for which wake() may wait.
        std::lock_guard const lock(shared_->mutex);
        line_.swap(*line);
        if (std::exchange(shared_->woken, false)) line_->loop().wake();
        return {};
    }
    result<void> open_pulls() {
        if (auto opened = open_line(); !opened) return opened;
        auto through = through_->get();
        if (!through) return std::move(through).error();
        if (pulls_ && asking_ == *through) return {};
        auto pulls = nats::pulls::open(*through, line_, settings_);
        if (!pulls) return std::move(pulls).error();
        pulls_ = std::move(*pulls);
        asking_ = std::move(*through);
        return {};
    }

    result<void> send(std::span<nats::request const> all) {
        for (auto& end : requests_->send(all))
            if (end) return std::move(*end);
        return {};
    }

    static failure unsure(failure why) {
        if (why.may_have_been_processed)
            why.detail += "; the entry may have been stored: post it again with the same key";
        return why;
    }

    // Tells workers about a subject to which this outbox has not posted for a while. Workers that
    // miss it look around soon.
    void announce(nats::connection const& through, std::string const& subject) {
        {
            using clock = std::chrono::steady_clock;
            constexpr std::size_t most = 100'000;
            constexpr std::chrono::minutes often{1};
            auto const now = clock::now();
            std::lock_guard const lock(shared_->mutex);
            if (shared_->announced.size() >= most) shared_->announced.clear();
            auto const [known, is_new] = shared_->announced.try_emplace(subject, now);
            if (!is_new && now - known->second < often) return;
            known->second = now;
        }
        natsConnection_Publish(through.get(), names_.wake().c_str(), subject.data(),
                               static_cast<int>(subject.size()));
    }

    struct shared {
        std::mutex mutex;
        std::map<std::string, std::chrono::steady_clock::time_point> announced;
        bool woken = false;  // before there was a line
    };

    nats_outbox_settings settings_;
    outbox_subjects names_;
    std::unique_ptr<nats::lasting_connection> through_;
    std::shared_ptr<nats::connection> line_, asking_;  // asking_: what pulls_ asks through
    std::unique_ptr<shared> shared_ = std::make_unique<shared>();
    std::unique_ptr<nats::requests> requests_;
    std::unique_ptr<nats::pulls> pulls_;
};

static_assert(outbox<nats_outbox>);

}  // namespace trotline
#endif
