// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_NATS_REQUESTS_HPP
#define TROTLINE_NATS_REQUESTS_HPP

#include <trotline/core/described.hpp>
#include <trotline/core/narrowed.hpp>
#include <trotline/json/format.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/nats/connection.hpp>

#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI::nats {

// A message that is sent for an answer.
struct request {
    std::string subject{};
    std::string_view content{};
    std::string id{};  // JetStream stores a message with the same id only once; empty: none
};

// Why JetStream refused a message.
struct publish_error {
    int err_code = 0;
    std::string description;
};
// JetStream's answer to a message.
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

namespace trotline::inline TROTLINE_ABI::nats {

// Sends many requests at once and waits for all of their answers: one round trip for a batch, in
// the caller's thread.
class requests {
  public:
    // The connection must have a loop.
    static result<std::unique_ptr<requests>> open(std::shared_ptr<connection> through) {
        std::string inbox = new_inbox();
        auto answers = subscription::open(*through, inbox + ".*");
        if (!answers) return std::move(answers).error();
        return std::unique_ptr<requests>(
            new requests(std::move(through), std::move(inbox), std::move(*answers)));
    }

    // Nothing for each request that was answered. The contents of the answers are dropped, but an
    // error in an answer is a failure. Answers that were on their way when the connection was lost
    // do not come; as soon as it is back, they are failures. While it is lost nothing is sent: then
    // it waits until it is back, but not longer than the request's limit or wake(). For one thread
    // at a time.
    std::vector<std::optional<failure>> send(std::span<request const> all) {
        auto const until = event_loop::clock::now() + through_->request_limit();
        bool woken = false;
        if (!through_->is_connected()) woken = through_->loop().wait(until);
        unsigned const reconnections = through_->reconnections();
        std::vector<std::optional<failure>> ends(all.size());
        if (!through_->is_connected()) {
            for (std::size_t i = 0; i < all.size(); ++i)
                ends[i] = failed(stage::send, all[i].subject, NATS_CONNECTION_DISCONNECTED);
            if (woken) through_->loop().wake();
            return ends;
        }
        std::vector<bool> answered(all.size(), false);
        std::size_t left = 0, nobodies = 0;
        for (std::size_t i = 0; i < all.size(); ++i) {
            natsStatus const status = publish(all[i], inbox_ + "." + std::to_string(first_ + i));
            if (status == NATS_OK)
                ++left;
            else
                answered[i] = true, ends[i] = failed_here(stage::send, all[i].subject, status);
        }
        natsStatus status = NATS_TIMEOUT;
        while (left > nobodies) {
            natsMsg* answer = nullptr;
            status = answers_.next(answer);
            if (status == NATS_NO_RESPONDERS) {
                ++nobodies;  // such an answer does not say which request it belongs to
            } else if (status == NATS_OK) {
                auto const which = number_of(*answer);
                if (which >= all.size() || answered[which]) continue;
                answered[which] = true;
                --left;
                ends[which] = read(all[which], *answer);
            } else if (status == NATS_TIMEOUT && through_->reconnections() != reconnections) {
                status = NATS_CONNECTION_DISCONNECTED;
                break;
            } else if (status == NATS_TIMEOUT && event_loop::clock::now() < until) {
                woken = through_->loop().wait(until) || woken;
            } else {
                break;
            }
        }
        if (woken) through_->loop().wake();  // it was meant for someone else
        first_ += all.size();
        // The remaining ones have no receiver, unless some of them are only late.
        natsStatus const why = left == nobodies ? NATS_NO_RESPONDERS : status;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (!answered[i]) ends[i] = failed(stage::send, all[i].subject, why);
        return ends;
    }

  private:
    requests(std::shared_ptr<connection> through, std::string inbox, subscription answers)
        : through_(std::move(through)), inbox_(std::move(inbox)), answers_(std::move(answers)) {}

    // The answer's index in the batch; for an answer to an earlier batch, an index beyond its end.
    std::size_t number_of(natsMsg& answer) const {
        std::string_view subject(natsMsg_GetSubject(&answer));
        subject.remove_prefix(subject.rfind('.') + 1);
        std::uint64_t number = 0;
        std::from_chars(subject.data(), subject.data() + subject.size(), number);
        return trotline::detail::narrowed<std::size_t>(number - first_);
    }

    static std::optional<failure> read(request const& to, natsMsg& answer) {
        std::string_view const content(natsMsg_GetData(&answer),
                                       static_cast<std::size_t>(natsMsg_GetDataLength(&answer)));
        if (!content.starts_with('{')) return std::nullopt;
        auto const said = get<publish_answer>(content, literal_path<"$">{});
        if (!said || !said->error) return std::nullopt;
        return failed(stage::send, to.subject, NATS_ERR,
                      static_cast<jsErrCode>(said->error->err_code), said->error->description);
    }

    natsStatus publish(request const& each, std::string const& reply) const {
        if (each.id.empty())
            return natsConnection_PublishRequest(through_->get(), each.subject.c_str(),
                                                 reply.c_str(), each.content.data(),
                                                 static_cast<int>(each.content.size()));
        natsMsg* made = nullptr;
        natsStatus status =
            natsMsg_Create(&made, each.subject.c_str(), reply.c_str(), each.content.data(),
                           static_cast<int>(each.content.size()));
        message const owner(made);
        if (status == NATS_OK) status = natsMsgHeader_Set(made, "Nats-Msg-Id", each.id.c_str());
        return status == NATS_OK ? natsConnection_PublishMsg(through_->get(), made) : status;
    }

    std::shared_ptr<connection> through_;  // must outlive the subscription
    std::string inbox_;
    std::uint64_t first_ = 1;
    subscription answers_;
};

}  // namespace trotline::nats
#endif
