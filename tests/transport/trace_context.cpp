// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/trace_context.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace transport_trace_context_test {

namespace tl = trotline;

namespace {
constexpr std::string_view example = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
}

static_assert(trotline::trace_context::parse(example)->trace_id[1] == 0xf9);
static_assert(trotline::trace_context::parse(example)->parent_id[7] == 0xb7);
static_assert(trotline::trace_context::parse(example)->flags == 1);

TEST_CASE("a context is parsed and written") {
    CHECK(to_string(tl::trace_context::parse(example).value()) == example);
    // a later version
    auto const later =
        tl::trace_context::parse("cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more");
    CHECK(to_string(later.value()) == example);
    std::string const good(example);
    for (std::string const& bad :
         std::vector<std::string>{{},
                                  good.substr(1),
                                  good + "-more",
                                  good + " ",
                                  "ff" + good.substr(2),
                                  "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                                  "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                                  "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                                  "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
                                  "cc" + good.substr(2) + "more"}) {
        CAPTURE(bad);
        CHECK_FALSE(tl::trace_context::parse(bad));
    }
}

TEST_CASE("new traces, and further spans of a trace") {
    auto const first = tl::trace_context::begin(), second = tl::trace_context::begin();
    CHECK(first.trace_id != second.trace_id);
    CHECK(tl::trace_context::parse(to_string(first)) == first);
    auto const child = first.child();
    CHECK(child.trace_id == first.trace_id);
    CHECK(child.parent_id != first.parent_id);
    CHECK(tl::trace_context::digits(child.parent_id).size() == 16);
}

}  // namespace transport_trace_context_test
