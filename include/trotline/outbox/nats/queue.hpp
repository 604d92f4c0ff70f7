// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_QUEUE_HPP
#define TROTLINE_OUTBOX_NATS_QUEUE_HPP

#include <trotline/outbox/nats/outbox.hpp>

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// What waits for one destination.
struct nats_queue_destination {
    std::string destination{};
    std::uint64_t depth = 0;        // entries that are not delivered
    std::uint64_t unsettled = 0;    // of them, being delivered or waiting for another attempt
    std::uint64_t redelivered = 0;  // of those, handed out more than once
};

// The present state of an outbox.
struct nats_queue {
    std::uint64_t depth = 0, bytes = 0;
    std::optional<std::chrono::system_clock::time_point>
        oldest{};                                        // when the oldest entry was posted
    std::vector<nats_queue_destination> destinations{};  // sorted by name
    std::uint64_t dead = 0;
};

// Asks the server for the state, with one request for each destination.
inline result<nats_queue> look_at_queue(nats_outbox const& box) {
    nats_queue seen;
    auto const entries = nats::info_of(box.through(), box.names().stream());
    if (!entries) return entries.error();
    auto const dead = nats::info_of(box.through(), box.names().dead_stream());
    if (!dead) return dead.error();
    seen.depth = (*entries)->State.Msgs;
    seen.bytes = (*entries)->State.Bytes;
    seen.dead = (*dead)->State.Msgs;
    if (seen.depth != 0)
        seen.oldest.emplace(std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::nanoseconds((*entries)->State.FirstTime)));
    auto const subjects = nats::subjects_with_entries(box.through(), box.names());
    if (!subjects) return subjects.error();
    std::map<std::string, nats_queue_destination> found;
    for (auto const& [subject, count] : *subjects) {
        auto const parts = posted_subject::read(subject);
        if (!parts) continue;
        auto& at = found[parts->destination];
        at.destination = parts->destination;
        at.depth += count;
        jsConsumerInfo* raw = nullptr;
        jsErrCode error{};
        natsStatus const status =
            js_GetConsumerInfo(&raw, box.through().context(), box.names().stream().c_str(),
                               parts->consumer.c_str(), nullptr, &error);
        // If no worker has been there, there is no consumer.
        if (status == NATS_NOT_FOUND || error == JSConsumerNotFoundErr) continue;
        if (status != NATS_OK) return nats::failed_here(stage::send, subject, status, error);
        nats::consumer_info const consumer(raw);
        at.unsettled += static_cast<std::uint64_t>(consumer->NumAckPending);
        at.redelivered += static_cast<std::uint64_t>(consumer->NumRedelivered);
    }
    for (auto& [name, at] : found) seen.destinations.push_back(std::move(at));
    return seen;
}

}  // namespace trotline
#endif
