// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/nats/subjects.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <string_view>

namespace outbox_nats_subjects_test {

namespace tl = trotline;

TEST_CASE("a text is a token of a subject, and comes back from it") {
    struct row {
        std::string_view text, token;
    };
    for (row const& each :
         {row{"api.example", "api_example"}, row{"api.example:8080", "api_example=3A8080"},
          row{"[::1]:80", "=5B=3A=3A1=5D=3A80"}, row{"a_b=c", "a=5Fb=3Dc"}, row{"", "="},
          row{"* > \t\r\n", "=2A=20=3E=20=09=0D=0A"}, row{"\xc3\xa4", "=C3=A4"},
          row{"A-9", "A-9"}}) {
        CHECK(tl::subject_token(each.text) == each.token);
        CHECK(tl::text_of_token(each.token) == each.text);
    }
}

TEST_CASE("long texts are cut, and stay different") {
    std::string const long_text(500, 'x');
    std::string const token = tl::subject_token(long_text);
    CHECK(token.size() <= 162);
    CHECK(token == tl::subject_token(long_text));
    CHECK(token != tl::subject_token(long_text + "y"));
    CHECK(tl::text_of_token(token) == token);
}

TEST_CASE("names and subjects") {
    for (std::string_view const good : {"webhooks", "A-1", "9"})
        CHECK_MESSAGE(tl::outbox_subjects::is_name(good), good);
    for (std::string_view const bad : {"", "a.b", "a b", "a*", "a>", "a/b", "a_b"})
        CHECK_FALSE_MESSAGE(tl::outbox_subjects::is_name(bad), bad);
    CHECK_FALSE(tl::outbox_subjects::is_name(std::string(65, 'x')));
    tl::outbox_subjects const names("w");
    CHECK(names.post("api.example") == "w.post.api_example");
    CHECK(names.post("api.example", "", 8) == "w.post.api_example");
    CHECK(names.all("post") == "w.post.>");
    CHECK(names.dead("x") == "w.dead.x");
    CHECK(names.outcome("paid now") == "w.outcome.paid=20now");
    CHECK(names.dead_stream() == "w-dead");
    CHECK(names.outcome_stream() == "w-outcomes");
}

TEST_CASE("an order is always in the same lane, and orders are in all of them") {
    tl::outbox_subjects const names("w");
    std::set<std::string> lanes;
    for (int i = 0; i < 100; ++i) {
        std::string const lane = names.post("x", std::to_string(i), 4);
        CHECK(lane == names.post("x", std::to_string(i), 4));
        lanes.insert(lane);
    }
    CHECK(lanes == std::set<std::string>{"w.post.x.0", "w.post.x.1", "w.post.x.2", "w.post.x.3"});
    CHECK(names.post("x", "1", 0) == "w.post.x.0");
}

TEST_CASE("a subject taken apart") {
    auto const plain = tl::posted_subject::read("w.post.api_example=3A80");
    REQUIRE(plain);
    CHECK(plain->destination == "api.example:80");
    CHECK(plain->consumer == "api_example=3A80");
    CHECK_FALSE(plain->ordered);
    auto const lane = tl::posted_subject::read("w.post.x.3");
    REQUIRE(lane);
    CHECK(lane->destination == "x");
    CHECK(lane->consumer == "x~3");
    CHECK(lane->ordered);
    CHECK_FALSE(tl::posted_subject::read("w.wake"));
    CHECK_FALSE(tl::posted_subject::read(""));
}

TEST_CASE("what a reply subject says") {
    auto const old = tl::acknowledgement_subject::read("$JS.ACK.w.x.2.17.5.1764403200000000000.9");
    REQUIRE(old);
    CHECK(old->delivered == 2);
    CHECK(old->sequence == 17);
    CHECK(old->pending == 9);
    auto const later =
        tl::acknowledgement_subject::read("$JS.ACK.hub.ACC.w.x.2.17.5.1764403200000000000.9.r4nd");
    REQUIRE(later);
    CHECK(later->delivered == 2);
    CHECK(later->sequence == 17);
    CHECK(later->pending == 9);
    for (std::string_view const bad : {"", "$JS.ACK.", "_INBOX.a.b", "$JS.ACK.w.x.2.17.5.1.",
                                       "$JS.ACK.w.x.a.17.5.1.9", "$JS.ACK.1.2.3"})
        CHECK_FALSE_MESSAGE(tl::acknowledgement_subject::read(bad), bad);
}

}  // namespace outbox_nats_subjects_test
