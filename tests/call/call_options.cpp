// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/call_options.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <stop_token>

namespace call_call_options_test {

namespace tl = trotline;

TEST_CASE("a call that is told nothing differs in nothing from the webhook") {
    tl::call_options const options;
    CHECK(options.parameters.empty());
    CHECK_FALSE(options.deadline.has_value());
    CHECK_FALSE(options.stop.stop_possible());
}

TEST_CASE("what is told stands there, and a stop reaches every copy") {
    std::stop_source source;
    tl::call_options const options{.parameters = {{"ID", 7}, {"NAME", "x"}},
                                   .deadline = std::chrono::seconds(2),
                                   .stop = source.get_token()};
    tl::call_options const copy = options;
    REQUIRE(copy.parameters.size() == 2);
    CHECK(copy.parameters[0].name == "ID");
    CHECK(copy.parameters[0].value == tl::value(7));
    CHECK(copy.parameters[1].value == tl::value("x"));
    CHECK(copy.deadline == std::chrono::milliseconds(2000));
    CHECK_FALSE(copy.stop.stop_requested());
    source.request_stop();
    CHECK(copy.stop.stop_requested());
}

}  // namespace call_call_options_test
