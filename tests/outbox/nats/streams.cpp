// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/streams.hpp>

#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

namespace outbox_nats_streams_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

TEST_CASE("the streams are made once, and stay as they are") {
    nats_server server;
    auto const through = tl::nats::connection::connect({.url = server.url()});
    REQUIRE(through);
    tl::nats_outbox_settings settings;
    settings.name = "w";
    settings.most_bytes = 1 << 20;
    settings.create = false;
    auto const none = tl::nats::have_streams(**through, settings);
    REQUIRE(none);
    CHECK(none->code == tl::code::missing);
    CHECK(none->subject == "w");
    CHECK(none->detail == "there is no outbox with this name");
    settings.create = true;
    CHECK_FALSE(tl::nats::have_streams(**through, settings));
    settings.most_bytes = 1 << 21;
    settings.create = false;
    CHECK_FALSE(tl::nats::have_streams(**through, settings));
    jsStreamInfo* raw = nullptr;
    REQUIRE(js_GetStreamInfo(&raw, (*through)->context(), "w", nullptr, nullptr) == NATS_OK);
    tl::nats::stream_info const info(raw);
    CHECK(info->Config->MaxBytes == 1 << 20);
    CHECK(info->Config->Retention == js_WorkQueuePolicy);
    CHECK(info->Config->Discard == js_DiscardNew);
    CHECK(info->Config->Storage == js_FileStorage);
    CHECK(info->Config->Duplicates == tl::nats::nanoseconds(10min));
    for (char const* const name : {"w-dead", "w-outcomes"}) {
        jsStreamInfo* other = nullptr;
        CHECK(js_GetStreamInfo(&other, (*through)->context(), name, nullptr, nullptr) == NATS_OK);
        jsStreamInfo_Destroy(other);
    }
}

TEST_CASE("another stream with the name of an outbox's is refused") {
    nats_server server;
    auto const through = tl::nats::connection::connect({.url = server.url()});
    REQUIRE(through);
    struct {
        char const* name;
        char const* subject;
        jsRetentionPolicy retention;
        jsDiscardPolicy discard;
        char const* lacks;
    } const streams[] = {
        {"a", "elsewhere.>", js_WorkQueuePolicy, js_DiscardNew, "the subject a.post.>;"},
        {"b", "b.post.>", js_LimitsPolicy, js_DiscardNew, "the retention policy work queue;"},
        {"c", "c.post.>", js_WorkQueuePolicy, js_DiscardOld, "the discard policy new;"},
        {"d-dead", "d.dead.>", js_InterestPolicy, js_DiscardNew, "the retention policy limits;"},
    };
    for (auto const& each : streams) {
        CAPTURE(each.name);
        jsStreamConfig other;
        jsStreamConfig_Init(&other);
        char const* subject = each.subject;
        other.Name = each.name;
        other.Subjects = &subject;
        other.SubjectsLen = 1;
        other.Retention = each.retention;
        other.Discard = each.discard;
        REQUIRE(js_AddStream(nullptr, (*through)->context(), &other, nullptr, nullptr) == NATS_OK);
        tl::nats_outbox_settings settings;
        settings.name = std::string(each.name).substr(0, 1);
        auto const wrong = tl::nats::have_streams(**through, settings);
        REQUIRE(wrong);
        CHECK(wrong->code == tl::code::configuration);
        CHECK(wrong->subject == each.name);
        CHECK(wrong->detail.find(each.lacks) != std::string::npos);
    }
}

TEST_CASE("a server that cannot replicate says so") {
    nats_server server;
    auto const through = tl::nats::connection::connect({.url = server.url()});
    tl::nats_outbox_settings settings;
    settings.replicas = 3;
    auto const wrong = tl::nats::have_streams(**through, settings);
    REQUIRE(wrong);
    CHECK(wrong->stage == tl::stage::connect);
    CHECK(wrong->code == tl::code::configuration);
    CHECK(wrong->detail.find("replicas") != std::string::npos);
}

TEST_CASE("consumers are made once, whatever others want, and subjects are counted") {
    nats_server server;
    auto const through = tl::nats::connection::connect({.url = server.url()});
    tl::nats_outbox_settings settings;
    settings.name = "w";
    REQUIRE_FALSE(tl::nats::have_streams(**through, settings));
    auto const parts = *tl::posted_subject::read("w.post.x.1");
    CHECK(tl::nats::have_consumer(**through, settings, "w.post.x.1", parts));
    auto const now = [&] {
        jsConsumerInfo* raw = nullptr;
        REQUIRE(js_GetConsumerInfo(&raw, (*through)->context(), "w", "x~1", nullptr, nullptr) ==
                NATS_OK);
        return tl::nats::consumer_info(raw);
    };
    CHECK(now()->Config->MaxAckPending == 1);
    CHECK(now()->Config->AckWait == tl::nats::nanoseconds(30s));
    // Leases that somebody else relies on do not become shorter,
    settings.hold = 1s;
    auto const there = tl::nats::have_consumer(**through, settings, "w.post.x.1", parts);
    REQUIRE(there);
    CHECK((*there)->Config->AckWait == tl::nats::nanoseconds(30s));
    CHECK(now()->Config->AckWait == tl::nats::nanoseconds(30s));
    // but longer, and nothing else changes.
    settings.hold = 60s;
    settings.most_unsettled = 7;
    auto const longer = tl::nats::have_consumer(**through, settings, "w.post.x.1", parts);
    REQUIRE(longer);
    CHECK((*longer)->Config->AckWait == tl::nats::nanoseconds(60s));
    CHECK(now()->Config->AckWait == tl::nats::nanoseconds(60s));
    CHECK(now()->Config->MaxAckPending == 1);
    tl::outbox_subjects const names("w");
    CHECK(tl::nats::subjects_with_entries(**through, names)->empty());
    REQUIRE(js_Publish(nullptr, (*through)->context(), "w.post.x.1", "1", 1, nullptr, nullptr) ==
            NATS_OK);
    auto const found = tl::nats::subjects_with_entries(**through, names);
    CHECK(found->at("w.post.x.1") == 1);
    CHECK(tl::nats::subjects_with_entries(**through, tl::outbox_subjects("none")).error().code ==
          tl::code::missing);
}

}  // namespace outbox_nats_streams_test
