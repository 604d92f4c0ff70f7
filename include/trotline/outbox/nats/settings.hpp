// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_SETTINGS_HPP
#define TROTLINE_OUTBOX_NATS_SETTINGS_HPP

#include <trotline/nats/settings.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace trotline::inline TROTLINE_ABI {

// An outbox in JetStream. What is said about its streams counts when they are made, by whoever
// comes first; streams that are there stay as they are.
struct nats_outbox_settings {
    nats_settings server{};
    std::string name = "webhooks";  // letters, digits and hyphens

    int replicas = 1;  // 3 or 5 in a cluster: no machine that is lost takes entries with it
    std::int64_t most_bytes =
        -1;  // of entries, and of dead letters; -1: the server's limit. Full: posts fail
    // how long a key is remembered: a second post with it within that time is the same entry
    std::chrono::seconds remember_keys = std::chrono::minutes(10);
    std::chrono::hours keep_dead{24 * 30};
    std::chrono::hours keep_outcomes{24};

    // how long a worker has an entry that it neither settles nor extends
    std::chrono::milliseconds hold{30'000};
    // entries of a destination that are in flight or wait for another attempt; beyond, the server
    // hands none of it out
    std::int64_t most_unsettled = 10'000;
    // lanes of each destination for entries with an order. The same for everybody, always
    unsigned lanes = 8;
    // how often a worker looks for destinations that it was not told of
    std::chrono::milliseconds look_around{2000};

    // for tests: called between the publication of a batch's reports and dead letters and the
    // removal of its entries
    std::function<void()> after_publication{};
};

}  // namespace trotline
#endif
