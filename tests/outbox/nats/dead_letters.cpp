// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/dead_letters.hpp>

#include "outbox/nats/delivering.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

namespace outbox_nats_dead_letters_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;
using tl::operator""_path;

TEST_CASE("what is given up is kept, shown, sent again and forgotten") {
    nats_server server;
    counting_server destination;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    tl::nats_dead_letters dead(box);
    CHECK(dead.list()->empty());
    tl::webhook picky = to(destination.url("/count"));
    picky.success = {{404}};
    for (std::string const key : {"a", "b", "c"})
        REQUIRE(tl::post(box, picky, {},
                         {.key = key, .expires = std::chrono::system_clock::now() + 1h}));
    auto const deliver = [&] {
        worker_here worker(where);
        REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
        worker.stop();
    };
    deliver();
    auto letters = *dead.list();
    REQUIRE(letters.size() == 3);
    CHECK(letters[0].sequence == 1);
    CHECK(*tl::get<std::string>(letters[0].letter, "failure.code"_path) == "unexpected_status");
    CHECK(dead.list(2)->size() == 2);
    CHECK(dead.list(9, 3)->size() == 1);
    CHECK(dead.show(9).error().code == tl::code::missing);

    auto const again = dead.resend(2);
    REQUIRE(again);
    CHECK_FALSE(again->duplicate);
    CHECK(dead.resend(2).error().code == tl::code::missing);
    CHECK(dead.list()->size() == 2);
    CHECK(tl::look_at_queue(box)->depth == 1);
    deliver();
    CHECK(dead.list()->size() == 3);
    CHECK(destination.total() == 4);  // with the same key
    CHECK(destination.keys() == 3);
    CHECK(dead.forget(1));
    CHECK(dead.forget(1));
    CHECK(dead.list()->size() == 2);
}

TEST_CASE("poison is a dead letter that cannot be sent again") {
    nats_server server;
    auto const where = settings_for(server.url());
    auto box = opened(where);
    REQUIRE(box.post({"k", "x", "", "\xff not a delivery"}));
    worker_here worker(where);
    REQUIRE(eventually([&] { return tl::look_at_queue(box)->depth == 0; }));
    worker.stop();
    tl::nats_dead_letters dead(box);
    auto const letters = *dead.list();
    REQUIRE(letters.size() == 1);
    CHECK(tl::get<std::string>(letters[0].letter, "content_base64"_path).has_value());
    CHECK_FALSE(dead.resend(letters[0].sequence));
    CHECK(dead.list()->size() == 1);
}

}  // namespace outbox_nats_dead_letters_test
