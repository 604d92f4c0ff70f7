// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/settings.hpp>

#include <doctest/doctest.h>

namespace outbox_nats_settings_test {

namespace tl = trotline;
using namespace std::chrono_literals;

TEST_CASE("without settings: one server, and nothing is handed out for ever") {
    tl::nats_outbox_settings const settings;
    CHECK(settings.name == "webhooks");
    CHECK(settings.replicas == 1);
    CHECK(settings.lanes > 0);
    CHECK(settings.hold > settings.look_around);
    CHECK(settings.keep_dead > settings.keep_outcomes);
    CHECK(settings.remember_keys > settings.hold);
    CHECK_FALSE(settings.after_publication);
}

}  // namespace outbox_nats_settings_test
