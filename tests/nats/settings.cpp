// SPDX-License-Identifier: BSL-1.0
#include <trotline/nats/settings.hpp>

#include <doctest/doctest.h>

namespace nats_settings_test {

namespace tl = trotline;
using namespace std::chrono_literals;

TEST_CASE(
    "without settings: the server on this machine, no credentials, and a limit for all waits") {
    tl::nats_settings const settings;
    CHECK(settings.url == "nats://127.0.0.1:4222");
    for (auto const* const text :
         {&settings.user, &settings.password, &settings.token, &settings.credentials_file,
          &settings.ca_file, &settings.certificate, &settings.key})
        CHECK(text->empty());
    CHECK(settings.connect_limit > 0ms);
    CHECK(settings.request_limit > 0ms);
}

}  // namespace nats_settings_test
