// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_OUTBOX_CONCEPT_HPP
#define TROTLINE_OUTBOX_CONCEPT_HPP

#include <trotline/core/failure.hpp>
#include <trotline/core/result.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace trotline::inline TROTLINE_ABI {

// What a queue is given: texts that it keeps and never looks into.
struct outbox_entry {
    // the idempotency key: within the queue's memory, two entries with one key are one entry
    std::string key{};
    // what is held up together and bounded together: mostly the host that is called
    std::string destination{};
    // entries of one destination that share this text are handed out one at a time and in the order
    // of posting; empty: no order
    std::string order{};
    std::string content{};
};

// What post() returns once the queue has taken an entry durably.
struct outbox_receipt {
    std::uint64_t sequence = 0;  // the queue's own number for the entry
    bool duplicate = false;      // the key was known: this is the entry that was there before
};

// An entry in the hands of one worker, for as long as hold() says; then, unless it was settled or
// extended, the queue hands it to another one.
struct outbox_lease {
    std::uint64_t sequence = 0;
    unsigned attempt = 1;  // how often it was handed out, this time included
    std::string destination{};
    std::string content{};
    std::string handle{};  // the queue's own word for this lease
};

enum class outbox_verdict : unsigned char {
    done,   // it is removed
    again,  // it is handed out again, after the delay at the earliest
    dead    // it is kept among the dead letters, and then removed
};

// How a lease ends.
struct outbox_settlement {
    outbox_lease const* lease = nullptr;  // must stay until settle() has returned
    outbox_verdict verdict = outbox_verdict::done;
    std::chrono::milliseconds delay{};  // of `again`
    std::string letter{};               // of `dead`: a JSON text, with the reason
    // published under this topic before the entry is removed; an empty topic: not published
    std::string topic{}, report{};
    std::string key{};  // the entry's idempotency key; what is published twice by it counts once
};

// How many more entries of a destination a worker would take now.
using outbox_appetite = std::function<std::size_t(std::string_view destination)>;

// An outbox is a durable queue of deliveries: an engine that exists already, behind six functions.
//   post(entry)       returns when the entry is safe, and not before. After a failure whose
//                     may_have_been_processed is set the entry may be there all the same: posting
//                     again with the same key is right.
//   take(wanted, patience)
//                     hands out entries, for each destination at most as many as wanted() says. It
//                     waits for the first one, but not longer than the patience, nor after wake().
//                     A failure is reported after the patience, and the next call tries again.
//   settle(batch)     ends leases. After a failure the same batch may be given again: whatever had
//                     happened already is not done twice. A crash in between leaves the entry in
//                     the queue, never nowhere.
//   extend(leases)    begins their time anew, for calls that take long. May be lost without harm.
//   hold()            how long a lease is good for.
//   wake()            makes a take() that waits return; from any thread.
// post() and wake() are safe from any thread; the others belong to one worker.
//
// The smallest one is memory_outbox, in <trotline/outbox/memory.hpp>.
// Models: nats_outbox (NATS JetStream), memory_outbox (for tests: it dies with its process).
template <class O>
concept outbox = requires(O& o, O const& k, outbox_entry const& entry,
                          outbox_appetite const& wanted, std::chrono::milliseconds patience,
                          std::span<outbox_settlement const> batch,
                          std::span<outbox_lease const* const> leases) {
    { o.post(entry) } -> std::same_as<result<outbox_receipt>>;
    { o.take(wanted, patience) } -> std::same_as<result<std::vector<outbox_lease>>>;
    { o.settle(batch) } -> std::same_as<result<void>>;
    { o.extend(leases) } -> std::same_as<result<void>>;
    { k.hold() } -> std::convertible_to<std::chrono::milliseconds>;
    { o.wake() } -> std::same_as<void>;
};

}  // namespace trotline
#endif
