// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/concept.hpp>

#include <trotline/outbox/memory.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <span>
#include <vector>

namespace outbox_concept_test {

namespace tl = trotline;

namespace {

// Everything that the concept requires, and nothing else.
struct nothing {
    tl::result<tl::outbox_receipt> post(tl::outbox_entry const&) { return tl::outbox_receipt{}; }
    tl::result<std::vector<tl::outbox_lease>> take(tl::outbox_appetite const&,
                                                   std::chrono::milliseconds) {
        return std::vector<tl::outbox_lease>();
    }
    tl::result<void> settle(std::span<tl::outbox_settlement const>) { return {}; }
    tl::result<void> extend(std::span<tl::outbox_lease const* const>) { return {}; }
    std::chrono::milliseconds hold() const { return std::chrono::seconds(1); }
    void wake() {}
};
static_assert(tl::outbox<nothing>);
static_assert(tl::outbox<tl::memory_outbox>);

struct without_wake : nothing {
    void wake() = delete;
};
static_assert(!tl::outbox<without_wake>);
struct posts_into_nowhere : nothing {
    void post(tl::outbox_entry const&) {}
};
static_assert(!tl::outbox<posts_into_nowhere>);

}  // namespace

TEST_CASE(
    "a lease is the first attempt unless the engine says otherwise, and a settlement ends it") {
    CHECK(tl::outbox_lease{}.attempt == 1);
    CHECK(tl::outbox_settlement{}.verdict == tl::outbox_verdict::done);
    CHECK(tl::outbox_settlement{}.topic.empty());
}

}  // namespace outbox_concept_test
