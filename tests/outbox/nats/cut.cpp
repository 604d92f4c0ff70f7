// SPDX-License-Identifier: BSL-1.0
// Takes long.
// A worker, and a program that posts, whose connection is cut in each phase while the server runs.
#include "outbox/nats/delivering.hpp"
#include "support/cable.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <future>
#include <map>
#include <string>

namespace outbox_nats_cut_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;
using enum tl::delivery_step;

namespace {

constexpr char next[] = "$JS.API.CONSUMER.MSG.NEXT.";

// No lease ends in these tests, unless one says so.
tl::nats_outbox_settings through(std::string const& url) {
    auto made = settings_for(url);
    made.hold = 60s;
    return made;
}
void post(tl::nats_outbox& box, tl::webhook const& what, int count, std::string const& topic = "") {
    for (int i = 0; i < count; ++i)
        REQUIRE(tl::post(box, what, {}, {.key = "k" + std::to_string(i), .topic = topic}));
}
std::uint64_t depth(tl::nats_outbox const& box) { return tl::look_at_queue(box)->depth; }
std::uint64_t messages_in(tl::nats_outbox const& box, std::string const& stream) {
    return (*tl::nats::info_of(box.through(), stream))->State.Msgs;
}

}  // namespace

TEST_CASE("the connection is cut while requests for entries are open") {
    nats_server server;
    cable wire(server.port());
    counting_server destination;
    auto box = opened(settings_for(server.url()));
    post(box, to(destination.url("/count")), 1);
    steps seen;
    // What the server sends before it knows that the worker is gone comes again after a lease.
    worker_here worker(settings_for(wire.url()), seen.observed());
    REQUIRE(seen.reached(settled, 1));
    wire.forget();
    REQUIRE(wire.passed(cable::to_server, next));
    wire.cut();
    for (int i = 1; i < 4; ++i)
        REQUIRE(tl::post(box, to(destination.url("/count")), {}, {.key = "k" + std::to_string(i)}));
    wire.mend();
    REQUIRE(seen.reached(settled, 4));
    worker.stop();
    CHECK(depth(box) == 0);
    CHECK(destination.keys() == 4);
    CHECK(destination.total() == 4);
    CHECK(worker.counts().taken == 4);
    CHECK(worker.counts().delivered == 4);
}

TEST_CASE("the connection is cut between handing out and settling") {
    nats_server server;
    cable wire(server.port());
    waiting_server destination;
    auto box = opened(through(server.url()));
    post(box, to(destination.url("/x")), 3);
    steps seen;
    worker_here worker(through(wire.url()), seen.observed());
    REQUIRE(destination.called(3));
    wire.cut();
    destination.release();
    REQUIRE(seen.reached(landed, 3));
    CHECK(depth(box) == 3);
    wire.mend();
    REQUIRE(seen.reached(settled, 3));
    CHECK(depth(box) == 0);
    REQUIRE(tl::post(box, to(destination.url("/y")), {}, {.key = "y"}));
    REQUIRE(seen.reached(settled, 4));
    worker.stop();
    CHECK(destination.calls() == std::map<std::string, int>{{"/x", 3}, {"/y", 1}});
    CHECK(worker.counts().taken == 4);
    CHECK(worker.counts().delivered == 4);
}

TEST_CASE("the connection is cut while acknowledgements are not confirmed") {
    for (auto const how : {cable::hold_after, cable::cut_before, cable::cut_after}) {
        CAPTURE(how);
        nats_server server;
        cable wire(server.port());
        waiting_server destination;
        auto box = opened(through(server.url()));
        post(box, to(destination.url("/x")), 3, "topic");
        steps seen;
        worker_here worker(through(wire.url()), seen.observed());
        REQUIRE(destination.called(3));
        wire.when(cable::to_server, "+ACK", how);
        destination.release();
        REQUIRE(wire.sprung());
        if (how == cable::hold_after) {
            // The server has them, and the worker does not know.
            REQUIRE(eventually([&] { return depth(box) < 3; }));
            wire.cut();
        }
        REQUIRE(seen.reached(landed, 3));
        wire.mend();
        REQUIRE(seen.reached(settled, 3));
        CHECK(depth(box) == 0);
        worker.stop();
        CHECK(destination.calls() == std::map<std::string, int>{{"/x", 3}});
        CHECK(worker.counts().taken == 3);
        CHECK(worker.counts().delivered == 3);
        CHECK(messages_in(box, "webhooks-outcomes") == 3);
    }
}

TEST_CASE("the connection is cut while an entry that is handed back is not confirmed") {
    nats_server server;
    cable wire(server.port());
    counting_server destination;
    // The next attempt may be sent into the cut connection, and comes again after a lease.
    auto box = opened(settings_for(server.url()));
    steps seen;
    worker_here worker(settings_for(wire.url()), seen.observed());
    wire.when(cable::to_server, "-NAK", cable::hold_after);
    post(box, to(destination.url("/broken")), 1);
    REQUIRE(wire.sprung());
    wire.cut();
    wire.mend();
    REQUIRE(seen.reached(settled, 3));
    worker.stop();
    CHECK(depth(box) == 1);
    auto const counts = worker.counts();
    // Every call has one end, and no call is made of an end that is told twice.
    CHECK(counts.taken == static_cast<std::uint64_t>(destination.total()));
    CHECK(counts.taken == counts.again + counts.handed_back);
    CHECK(counts.dead == 0);
}

TEST_CASE(
    "the connection is cut while a dead letter is not confirmed: there is one, and one report") {
    for (auto const how : {cable::hold_after, cable::cut_before}) {
        CAPTURE(how);
        nats_server server;
        cable wire(server.port());
        waiting_server destination("404 Gone");
        auto box = opened(through(server.url()));
        post(box, to(destination.url("/x")), 1, "topic");
        steps seen;
        worker_here worker(through(wire.url()), seen.observed());
        REQUIRE(destination.called(1));
        wire.when(cable::to_server, "webhooks.dead.", how);
        destination.release();
        REQUIRE(wire.sprung());
        wire.cut();
        wire.mend();
        REQUIRE(seen.reached(settled, 1));
        worker.stop();
        CHECK(depth(box) == 0);
        CHECK(messages_in(box, "webhooks-dead") == 1);
        CHECK(messages_in(box, "webhooks-outcomes") == 1);
        CHECK(worker.counts().dead == 1);
    }
}

TEST_CASE("the connection is cut while a worker stops: what it has goes back, when it returns") {
    nats_server server;
    cable wire(server.port());
    waiting_server destination;
    auto box = opened(through(server.url()));
    auto what = to(destination.url("/x"));
    what.deadline = 10min;
    post(box, what, 2);
    steps seen;
    worker_here worker(through(wire.url()), seen.observed());
    REQUIRE(destination.called(2));
    auto stopping = std::async(std::launch::async, [&] { worker.stop(); });
    wire.cut();
    REQUIRE(seen.reached(landed, 2));  // after the grace
    wire.mend();
    stopping.get();
    CHECK(worker.counts().handed_back == 2);
    CHECK(depth(box) == 2);
    destination.release();
    // The leases would last for a minute, but they have been given back.
    steps others;
    worker_here other(through(server.url()), others.observed());
    CHECK(others.reached(settled, 2));
    other.stop();
    CHECK(other.counts().delivered == 2);
    CHECK(depth(box) == 0);
}

TEST_CASE(
    "the connection is cut for good while a worker stops: it ends, and another one delivers") {
    nats_server server;
    cable wire(server.port());
    waiting_server destination;
    auto box = opened(settings_for(server.url()));
    auto what = to(destination.url("/x"));
    what.deadline = 10min;
    post(box, what, 2);
    {
        worker_here worker(settings_for(wire.url()));
        REQUIRE(destination.called(2));
        wire.cut();
        worker.stop();
        CHECK(worker.counts().handed_back == 2);
    }
    CHECK(depth(box) == 2);
    destination.release();
    steps others;
    worker_here other(settings_for(server.url()), others.observed());
    CHECK(others.reached(settled, 2));
    other.stop();
    CHECK(other.counts().delivered == 2);
}

TEST_CASE("a server refuses the credentials for a while: then everything goes on") {
    std::string const right = "authorization { token: right }\n";
    nats_server server(right);
    cable wire(server.port());
    counting_server destination;
    auto where = settings_for(wire.url());
    where.server.token = "right";
    auto box = opened(where);
    steps seen;
    worker_here worker(where, seen.observed());
    REQUIRE(tl::post(box, to(destination.url("/count")), {}, {.key = "a"}));
    REQUIRE(seen.reached(settled, 1));
    server.kill();
    server.configure("authorization { token: other }\n");
    server.start();
    // For libnats the second refusal in a row is the end: three connections, twice each.
    REQUIRE(wire.passed(cable::to_client, "Authorization Violation", 6));
    server.kill();
    server.configure(right);
    server.start();
    REQUIRE(eventually([&] {
        return tl::post(box, to(destination.url("/count")), {}, {.key = "b"}).has_value();
    }));
    REQUIRE(seen.reached(settled, 2));
    worker.stop();
    CHECK(tl::look_at_queue(box)->depth == 0);
    CHECK(destination.total() == 2);
}

TEST_CASE("the connection is cut while a post waits: the failure says that it may be stored") {
    for (auto const how : {cable::hold_after, cable::cut_before, cable::cut_after}) {
        CAPTURE(how);
        nats_server server;
        cable wire(server.port());
        auto direct = opened(through(server.url())), box = opened(through(wire.url()));
        wire.when(cable::to_server, "HPUB webhooks.post.x ", how);
        auto first = std::async(std::launch::async, [&] { return box.post({"k", "x", "", "1"}); });
        REQUIRE(wire.sprung());
        if (how == cable::hold_after) {
            REQUIRE(eventually([&] { return depth(direct) == 1; }));
            wire.cut();
        }
        auto const lost = first.get();
        REQUIRE_FALSE(lost);
        CHECK(lost.error().stage == tl::stage::send);
        CHECK((lost.error().code == tl::code::reset || lost.error().code == tl::code::timeout));
        CHECK(lost.error().may_have_been_processed);
        CHECK(
            to_string(lost.error()).find("may have been stored: post it again with the same key") !=
            std::string::npos);
        // Nor does one that begins without a connection.
        auto const without = box.post({"k", "x", "", "1"});
        REQUIRE_FALSE(without);
        CHECK(without.error().may_have_been_processed);
        wire.mend();
        tl::result<tl::outbox_receipt> again = without;
        REQUIRE(eventually([&] { return (again = box.post({"k", "x", "", "1"})).has_value(); }));
        CHECK(again->sequence == 1);
        if (how == cable::hold_after) CHECK(again->duplicate);
        CHECK(depth(direct) == 1);
    }
}

}  // namespace outbox_nats_cut_test
