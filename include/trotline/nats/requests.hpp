// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_REQUESTS_HPP
#define TROTLINE_NATS_REQUESTS_HPP

#include <trotline/core/described.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/nats/connection.hpp>

#include <charconv>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::nats {

// What is sent for an answer.
struct request {
    std::string subject{};
    std::string_view content{};
    std::string id{};  // JetStream takes what has the same id for the same; empty: none
};

// Why JetStream did not take a message.
struct publish_error {
    int err_code = 0;
    std::string description;
};
// What JetStream answers to one that it was given.
struct publish_answer {
    std::uint64_t seq = 0;
    bool duplicate = false;
    std::optional<publish_error> error;
};
BOOST_DESCRIBE_STRUCT(publish_error, (), (err_code, description))
BOOST_DESCRIBE_STRUCT(publish_answer, (), (seq, duplicate, error))

}  // namespace trotline::nats

template <>
inline constexpr bool trotline::members_have_defaults<trotline::nats::publish_error> = true;
template <>
inline constexpr bool trotline::members_have_defaults<trotline::nats::publish_answer> = true;

namespace trotline::nats {

// Sends many requests at once and waits for all of their answers: one round trip for a batch.
class requests {
  public:
    static result<std::unique_ptr<requests>> open(std::shared_ptr<connection> through) {
        std::unique_ptr<requests> made(new requests(through));
        made->inbox_ = new_inbox();
        auto answers = subscription<collector>::open(std::move(through), made->inbox_ + ".*",
                                                     made->collector_);
        if (!answers) return std::move(answers).error();
        made->answers_.emplace(std::move(*answers));
        return made;
    }

    // Nothing for one that was answered; the contents of the answers are dropped, but an error of
    // JetStream's in it is a failure. For one thread at a time.
    std::vector<std::optional<failure>> send(std::span<request const> all) {
        std::vector<std::optional<failure>> ends(all.size());
        std::uint64_t const first = collector_->begin(all.size());
        std::size_t sent = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            natsStatus const status = publish(all[i], inbox_ + "." + std::to_string(first + i));
            if (status == NATS_OK)
                ++sent;
            else
                ends[i] = failed_here(stage::send, all[i].subject, status);
        }
        auto const answers = collector_->wait(sent, through_->request_limit());
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (ends[i]) continue;
            auto const& [arrived, nobody, content] = answers[i];
            if (!arrived || nobody) {
                ends[i] =
                    failed(stage::send, all[i].subject, nobody ? NATS_NO_RESPONDERS : NATS_TIMEOUT);
            } else if (content.starts_with('{')) {
                auto const read = get<publish_answer>(content, literal_path<"$">{});
                if (read && read->error)
                    ends[i] = failed(stage::send, all[i].subject, NATS_ERR,
                                     static_cast<jsErrCode>(read->error->err_code),
                                     read->error->description);
            }
        }
        return ends;
    }

  private:
    struct answer {
        bool arrived = false;
        bool nobody = false;  // there is no one to answer
        std::string content{};
    };

    // The answers to one batch; those to an earlier one come too late.
    class collector {
      public:
        std::uint64_t begin(std::size_t count) {
            std::lock_guard const lock(mutex_);
            first_ += answers_.size();
            answers_.assign(count, {});
            arrived_ = 0;
            return first_;
        }
        std::vector<answer> wait(std::size_t count, std::chrono::milliseconds limit) {
            std::unique_lock lock(mutex_);
            changed_.wait_for(lock, limit, [&] { return arrived_ >= count; });
            return answers_;
        }
        void receive(natsMsg* got) {
            std::string_view subject(natsMsg_GetSubject(got));
            subject.remove_prefix(subject.rfind('.') + 1);
            std::uint64_t number = 0;
            std::from_chars(subject.data(), subject.data() + subject.size(), number);
            std::lock_guard const lock(mutex_);
            if (number < first_ || number - first_ >= answers_.size()) return;
            answer& to = answers_[number - first_];
            if (to.arrived) return;
            to.arrived = true;
            to.nobody = natsMsg_IsNoResponders(got);
            to.content.assign(natsMsg_GetData(got),
                              static_cast<std::size_t>(natsMsg_GetDataLength(got)));
            ++arrived_;
            changed_.notify_all();
        }

      private:
        std::mutex mutex_;
        std::condition_variable changed_;
        std::uint64_t first_ = 1;
        std::vector<answer> answers_;
        std::size_t arrived_ = 0;
    };

    explicit requests(std::shared_ptr<connection> through) : through_(std::move(through)) {}

    natsStatus publish(request const& each, std::string const& reply) const {
        natsMsg* made = nullptr;
        natsStatus status =
            natsMsg_Create(&made, each.subject.c_str(), reply.c_str(), each.content.data(),
                           static_cast<int>(each.content.size()));
        message const owner(made);
        if (status == NATS_OK && !each.id.empty())
            status = natsMsgHeader_Set(made, "Nats-Msg-Id", each.id.c_str());
        return status == NATS_OK ? natsConnection_PublishMsg(through_->get(), made) : status;
    }

    std::shared_ptr<connection> through_;
    std::string inbox_;
    std::shared_ptr<collector> collector_ = std::make_shared<collector>();
    std::optional<subscription<collector>> answers_;
};

}  // namespace trotline::nats
#endif
