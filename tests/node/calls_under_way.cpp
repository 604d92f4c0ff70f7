// SPDX-License-Identifier: BSL-1.0
#include <trotline/node/calls_under_way.hpp>

#include <doctest/doctest.h>

#include <atomic>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

namespace node_calls_under_way_test {

using trotline::detail::calls_under_way;

TEST_CASE("destruction waits for the last copy of the last call") {
    std::optional<calls_under_way> calls(std::in_place);
    auto first = calls->begin();
    auto second = calls->begin();
    auto copy = second;
    std::atomic<bool> ended = false;
    std::thread other([&, first = std::move(first), second = std::move(second),
                       copy = std::move(copy)]() mutable {
        first.reset();
        second.reset();
        ended = true;
        copy.reset();
    });
    calls.reset();
    CHECK(ended);
    other.join();
}

TEST_CASE("a copy counts calls of its own, and does not wait for those of the original") {
    calls_under_way original;
    auto const call = original.begin();
    {
        calls_under_way copy = original;
        copy = original;
        copy.begin().reset();
    }
    // ends only after `call`, which is destroyed first
    CHECK(call.use_count() == 1);
}

}  // namespace node_calls_under_way_test
