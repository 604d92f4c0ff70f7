// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_NATS_SETTINGS_HPP
#define TROTLINE_OUTBOX_NATS_SETTINGS_HPP

#include <trotline/nats/settings.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

namespace trotline::inline TROTLINE_ABI {

// Settings of an outbox in JetStream. Those of its streams count only when the streams are created;
// existing streams are not changed.
struct nats_outbox_settings {
    nats_settings server{};
    std::string name = "webhooks";  // letters, digits and hyphens
    bool create = true;             // false: an outbox that does not exist is a failure

    int replicas = 1;  // 3 or 5 in a cluster, so that losing a machine loses no entries
    std::int64_t most_bytes =
        -1;  // of entries, and of dead letters; -1: the server's limit. If it is full, posts fail
    // how long a key is remembered: a second post with it within that time is the same entry
    std::chrono::seconds remember_keys = std::chrono::minutes(10);
    std::chrono::hours keep_dead{24 * 30};
    std::chrono::hours keep_outcomes{24};

    // how long a worker may have an entry without settling or extending it. If the workers of an
    // outbox differ, the longest time counts for all
    std::chrono::milliseconds hold{30'000};
    // how many entries of a destination may be in delivery or wait for another attempt; beyond
    // that, the server hands out no more
    std::int64_t most_unsettled = 10'000;
    // lanes of each destination for entries with an order. All programs must always use the same
    // number
    unsigned lanes = 8;
    // how often a worker looks for destinations that it was not told about
    std::chrono::milliseconds look_around{2000};
    // how long a worker asks for entries of a destination that has none; after that, looking around
    // finds it when it has some
    std::chrono::seconds forget_after = std::chrono::minutes(10);

    // for tests: called after the reports and dead letters of a batch were published, and before
    // its entries are removed
    std::function<void()> after_publication{};
};

}  // namespace trotline
#endif
