// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_DEAD_LETTERS_HPP
#define TROTLINE_OUTBOX_NATS_DEAD_LETTERS_HPP

#include <trotline/outbox/letter.hpp>
#include <trotline/outbox/nats/outbox.hpp>
#include <trotline/outbox/post.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// A delivery that was given up, with its number in the stream of dead letters.
struct nats_dead_letter {
    std::uint64_t sequence = 0;
    std::string letter{};  // JSON: <trotline/outbox/letter.hpp>
};

// The deliveries of an outbox that were given up: to list, to send again, to remove. Safe from any
// thread. Failures have stage send; if a letter does not exist, code missing.
//   tl::nats_dead_letters dead(box);
//   for (auto const& each : *dead.list()) std::cout << each.sequence << ' ' << each.letter << '\n';
class nats_dead_letters {
  public:
    explicit nats_dead_letters(nats_outbox& box) : box_(box), stream_(box.names().dead_stream()) {}

    // The first letters from a number on.
    result<std::vector<nats_dead_letter>> list(std::size_t most = 100,
                                               std::uint64_t from = 0) const {
        auto const info = nats::info_of(box_.through(), stream_);
        if (!info) return info.error();
        auto const& state = (*info)->State;
        std::vector<nats_dead_letter> found;
        if (state.Msgs == 0) return found;
        for (std::uint64_t at = (std::max)(state.FirstSeq, from);
             at <= state.LastSeq && found.size() < most; ++at) {
            auto one = show(at);
            if (!one && one.error().code == code::missing) continue;
            if (!one) return std::move(one).error();
            found.push_back(std::move(*one));
        }
        return found;
    }

    result<nats_dead_letter> show(std::uint64_t sequence) const {
        natsMsg* raw = nullptr;
        jsErrCode error{};
        natsStatus const status =
            js_GetMsg(&raw, box_.through().context(), stream_.c_str(), sequence, nullptr, &error);
        nats::message const owner(raw);
        if (status != NATS_OK)
            return nats::failed_here(stage::send, std::to_string(sequence), status, error);
        return nats_dead_letter{sequence,
                                std::string(natsMsg_GetData(raw),
                                            static_cast<std::size_t>(natsMsg_GetDataLength(raw)))};
    }

    // Posts the delivery again, with its idempotency key and a full number of attempts, and removes
    // the letter. A crash in between leaves both; sending it again is then one delivery, as long as
    // the outbox remembers keys.
    result<outbox_receipt> resend(std::uint64_t sequence) {
        auto const letter = show(sequence);
        if (!letter) return letter.error();
        auto message = message_in(letter->letter);
        if (!message) return std::move(message).error();
        // The queue may still remember the key itself, so something is added to it.
        auto posted =
            detail::post_message(box_, std::move(*message), "/again/" + std::to_string(sequence));
        if (!posted) return posted;
        if (auto gone = forget(sequence); !gone) return std::move(gone).error();
        return posted;
    }

    result<void> forget(std::uint64_t sequence) {
        auto gone =
            nats::remove_message(box_.through(), stream_, sequence, std::to_string(sequence));
        if (!gone) return std::move(gone).error();
        return {};
    }

  private:
    nats_outbox& box_;
    std::string stream_;
};

}  // namespace trotline
#endif
