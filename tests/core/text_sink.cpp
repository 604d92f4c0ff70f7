// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/text_sink.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace core_text_sink_test {

namespace tl = trotline;

namespace {

constexpr void hand_out(tl::detail::text_sink const& sink) {
    sink("two ");
    sink("");
    sink("pieces");
}

constexpr std::size_t length() {
    std::size_t length = 0;
    hand_out(tl::detail::sink_of([&](std::string_view piece) { length += piece.size(); }));
    return length;
}
static_assert(length() == 10);

}  // namespace

TEST_CASE("a sink takes a text in pieces, in constants, too") {
    CHECK(length() == 10);
    std::string text;
    hand_out(tl::detail::sink_of([&](std::string_view piece) { text += piece; }));
    CHECK(text == "two pieces");
}

}  // namespace core_text_sink_test
