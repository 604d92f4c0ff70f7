// SPDX-License-Identifier: BSL-1.0
#include <trotline/nats/requests.hpp>

#include "support/cable.hpp"
#include "support/nats_server.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstddef>
#include <future>
#include <memory>
#include <string>
#include <vector>

namespace nats_requests_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {

// Receives what is sent to the subject `silent`, and does not answer.
class silent_receiver {
  public:
    explicit silent_receiver(tl::nats::connection const& at) {
        natsSubscription* made = nullptr;
        REQUIRE(natsConnection_SubscribeSync(&made, at.get(), "silent") == NATS_OK);
        held_.reset(made);
        // Requests come on another connection, maybe before the server knows the subscription.
        REQUIRE(natsConnection_Flush(at.get()) == NATS_OK);
    }
    natsStatus next(std::chrono::milliseconds patience) const {
        natsMsg* got = nullptr;
        natsStatus const status = natsSubscription_NextMsg(&got, held_.get(), patience.count());
        natsMsg_Destroy(got);
        return status;
    }

  private:
    tl::nats::handle<natsSubscription, natsSubscription_Destroy> held_;
};

}  // namespace

TEST_CASE("many at once, each with its own answer") {
    nats_server server;
    auto const through =
        *tl::nats::connection::connect({.url = server.url(), .request_limit = 300ms});
    jsStreamConfig config;
    jsStreamConfig_Init(&config);
    char const* subject = "s.>";
    config.Name = "s";
    config.Subjects = &subject;
    config.SubjectsLen = 1;
    config.MaxMsgSize = 100;
    REQUIRE(js_AddStream(nullptr, through->context(), &config, nullptr, nullptr) == NATS_OK);
    silent_receiver const silent(*through);

    auto requests = tl::nats::requests::open(*tl::nats::connection::connect(
        {.url = server.url(), .request_limit = 300ms}, std::make_unique<tl::nats::event_loop>()));
    REQUIRE(requests);
    std::string const large(200, 'x');
    std::vector<tl::nats::request> const all{{"s.1", "a", "id1"},
                                             {"nobody", "b", ""},
                                             {"s.2", large, ""},
                                             {"s.1", "a", "id1"},
                                             {"", "d", ""}};
    auto ends = (*requests)->send(all);
    REQUIRE(ends.size() == all.size());
    CHECK_FALSE(ends[0]);
    REQUIRE(ends[1]);
    CHECK(ends[1]->code == tl::code::refused);
    REQUIRE(ends[2]);
    CHECK(ends[2]->code == tl::code::too_large);
    CHECK(ends[2]->detail.find("10054") != std::string::npos);
    CHECK_FALSE(ends[3]);
    REQUIRE(ends[4]);
    CHECK(ends[4]->code == tl::code::configuration);

    // Next to a late answer, a request without a receiver counts as late, too.
    std::vector<tl::nats::request> const late{
        {"silent", "c", ""}, {"nobody", "b", ""}, {"s.4", "a", "id4"}};
    ends = (*requests)->send(late);
    REQUIRE(ends[0]);
    CHECK(ends[0]->code == tl::code::timeout);
    CHECK(ends[0]->may_have_been_processed);
    REQUIRE(ends[1]);
    CHECK(ends[1]->code == tl::code::timeout);
    CHECK_FALSE(ends[2]);

    std::vector<tl::nats::request> const more(500, {"s.3", "x", ""});
    for (auto const& end : (*requests)->send(more)) CHECK_FALSE(end);
    jsStreamInfo* raw = nullptr;
    REQUIRE(js_GetStreamInfo(&raw, through->context(), "s", nullptr, nullptr) == NATS_OK);
    tl::nats::stream_info const info(raw);
    CHECK(info->State.Msgs == 502);  // the same id is the same message
}

TEST_CASE("answers that were lost with the connection are failures as soon as it is back") {
    nats_server server;
    cable wire(server.port());
    auto const direct = *tl::nats::connection::connect({.url = server.url()});
    silent_receiver const silent(*direct);
    auto requests = tl::nats::requests::open(*tl::nats::connection::connect(
        {.url = wire.url(), .request_limit = 1h}, std::make_unique<tl::nats::event_loop>()));
    REQUIRE(requests);

    std::vector<tl::nats::request> const all(3, {"silent", "a", ""});
    auto sending = std::async(std::launch::async, [&] { return (*requests)->send(all); });
    for (std::size_t i = 0; i < all.size(); ++i) REQUIRE(silent.next(1min) == NATS_OK);
    wire.cut();
    wire.mend();
    for (auto const& end : sending.get()) {
        REQUIRE(end);
        CHECK(end->code == tl::code::reset);
        CHECK(end->may_have_been_processed);
    }
    auto const nobody = (*requests)->send(std::vector<tl::nats::request>{{"nobody", "b", ""}});
    REQUIRE(nobody[0]);
    CHECK(nobody[0]->code == tl::code::refused);
}

TEST_CASE(
    "while the connection is lost nothing is sent: it waits until it is back, or for wake()") {
    nats_server server;
    cable wire(server.port());
    auto const direct = *tl::nats::connection::connect({.url = server.url()});
    silent_receiver const silent(*direct);
    auto const lost = *tl::nats::connection::connect({.url = wire.url(), .request_limit = 1h},
                                                     std::make_unique<tl::nats::event_loop>());
    auto requests = tl::nats::requests::open(lost);
    REQUIRE(requests);
    wire.cut();
    // The loop notices it while it waits.
    REQUIRE(eventually([&] {
        lost->loop().wait(tl::nats::event_loop::clock::now());
        return !lost->is_connected();
    }));

    lost->loop().wake();
    auto ends = (*requests)->send(std::vector<tl::nats::request>{{"silent", "a", ""}});
    REQUIRE(ends[0]);
    CHECK(ends[0]->code == tl::code::reset);
    CHECK(lost->loop().wait(tl::nats::event_loop::clock::now()));  // meant for someone else

    auto sending = std::async(std::launch::async, [&] {
        return (*requests)->send(std::vector<tl::nats::request>{{"nobody", "b", ""}});
    });
    wire.mend();
    ends = sending.get();
    REQUIRE(ends[0]);
    CHECK(ends[0]->code == tl::code::refused);
    CHECK(lost->is_connected());
    CHECK(silent.next(0ms) == NATS_TIMEOUT);
}

}  // namespace nats_requests_test
