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

// An entry of a queue: texts that the queue stores and does not interpret.
struct outbox_entry {
    // the idempotency key: while the queue remembers it, a second entry with the same key is not
    // added
    std::string key{};
    // what shares limits and pauses: usually the host that is called
    std::string destination{};
    // entries of one destination with the same text here are delivered one at a time, in the order
    // of posting; empty: no order
    std::string order{};
    std::string content{};
};

// The result of post(), after the queue has stored an entry durably.
struct outbox_receipt {
    std::uint64_t sequence = 0;  // the queue's number for the entry
    bool duplicate = false;      // the key was known; this is the entry that already existed
};

// An entry that one worker has, for the time that hold() returns. After that, unless it was settled
// or extended, the queue gives it to another worker.
struct outbox_lease {
    std::uint64_t sequence = 0;
    unsigned attempt = 1;  // how often it was handed out, including this time
    std::string destination{};
    std::string content{};
    std::string handle{};  // the queue's identifier of this lease
};

// What happens to an entry when its lease ends.
enum class outbox_verdict : unsigned char {
    done,   // the entry is removed
    again,  // it is handed out again, not before the delay
    dead    // it is added to the dead letters, and then removed
};

// How a lease ends.
struct outbox_settlement {
    outbox_lease const* lease = nullptr;  // must live until settle() has returned
    outbox_verdict verdict = outbox_verdict::done;
    std::chrono::milliseconds delay{};  // for `again`
    std::string letter{};               // for `dead`: a JSON text with the reason
    // published under this topic before the entry is removed; empty topic: not published
    std::string topic{}, report{};
    std::string key{};  // the entry's idempotency key; a report that is published twice counts once
};

// How many more entries of a destination a worker would accept now.
using outbox_appetite = std::function<std::size_t(std::string_view destination)>;

// An outbox is a durable queue of deliveries: an existing message server behind six functions.
//   post(entry)       returns when the entry is stored safely, and not before. After a failure with
//                     may_have_been_processed the entry may be stored nevertheless: post again with
//                     the same key.
//   take(wanted, patience)
//                     hands out entries, for each destination at most as many as wanted() returns.
//                     It waits for the first one, but not longer than the patience, nor after
//                     wake(). A failure is reported after the patience, or by the next call, if there
//                     were entries; then it tries again.
//   settle(batch)     ends leases. After a failure any part of the batch may be given again:
//                     nothing is done twice. A crash in between leaves the entry in the queue, and
//                     never loses it.
//   extend(leases)    restarts their time, for calls that take long. Losing it does no harm.
//   hold()            how long a lease is valid.
//   wake()            makes a waiting take() return.
//   rest()            only if entries are sent to a worker in advance: hands back those that take()
//                     has not returned, and sends for no more until the next take() that wants some.
// post() and wake() may be called from any thread; the others belong to one worker.
//
// The smallest model is memory_outbox, in <trotline/outbox/memory.hpp>. Models: nats_outbox (NATS
// JetStream), memory_outbox (for tests: it ends with its process).
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
