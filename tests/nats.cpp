// SPDX-License-Identifier: BSL-1.0
#include <trotline/nats.hpp>

#include <doctest/doctest.h>

#include <string>

namespace top_nats_test {

namespace tl = trotline;

static_assert(tl::outbox<tl::nats_outbox>);
static_assert(tl::parameter_store<tl::nats_parameter_store>);

TEST_CASE("one header has all of it, and without a server every part says so") {
    tl::nats_settings const nowhere{.url = "nats://127.0.0.1:1"};
    CHECK(tl::nats_outbox::open({.server = nowhere}).error().code == tl::code::refused);
    CHECK(tl::nats_parameter_store::open({.server = nowhere}).error().code == tl::code::refused);
}

}  // namespace top_nats_test
