// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/letter.hpp>

#include <doctest/doctest.h>

#include <string>

namespace outbox_letter_test {

namespace tl = trotline;
using tl::operator""_path;

TEST_CASE("the report of one that went well, and of one that did not") {
    tl::outbox_lease const lease{12, 2, "api.example", "{}", ""};
    CHECK(tl::delivery_report(lease, {"k", "", 200, R"({"USER_ID":7})", nullptr}) ==
          R"({"key":"k","sequence":12,"destination":"api.example","attempts":2,)"
          R"("outcome":"delivered","status":200,"parameters":{"USER_ID":7}})");
    tl::failure why;
    why.stage = tl::stage::connect;
    why.code = tl::code::refused;
    why.subject = "api.example";
    CHECK(tl::delivery_report(lease, {"k", "no attempts are left", 0, "", &why}) ==
          R"--({"key":"k","sequence":12,"destination":"api.example","attempts":2,)--"
          R"--("outcome":"dead","reason":"no attempts are left","failure":{"stage":"connect",)--"
          R"--("code":"refused","subject":"api.example","may_have_been_processed":false,)--"
          R"--("message":"connect failed: refused (api.example)"}})--");
}

TEST_CASE("rows that failed stand in the letter") {
    tl::failure why;
    why.stage = tl::stage::map;
    why.code = tl::code::missing;
    tl::row_failure row;
    row.code = tl::code::wrong_type;
    row.description = {"a.b", "NAME", true};
    why.rows.push_back(row);
    std::string const letter = tl::dead_letter({}, {"k", "x", 200, "", &why}, 5);
    CHECK(*tl::get<std::string>(letter, "failure.rows[0].code"_path) == "wrong_type");
    CHECK(*tl::get<std::string>(letter, "failure.rows[0].path"_path) == "a.b");
}

TEST_CASE("from a letter the message can be sent again, without its expiry") {
    tl::delivery_message message;
    message.key = "k";
    message.name = "n";
    message.posted = 1;
    message.expires = 2;
    tl::outbox_lease lease;
    lease.content = to_json(message);
    auto const letter = tl::dead_letter(lease, {"k", "it expired", 0, "", nullptr}, 1764403200000);
    CHECK(*tl::get<long>(letter, "died"_path) == 1764403200000);
    auto const again = tl::message_in(letter);
    REQUIRE(again);
    CHECK(again->key == "k");
    CHECK(again->posted > 1764403200000);
    CHECK_FALSE(again->expires);
}

TEST_CASE("what is not even JSON is kept all the same") {
    tl::outbox_lease lease;
    lease.content = "\xff{";
    auto const letter =
        tl::dead_letter(lease, {"", "the entry is not a delivery", 0, "", nullptr}, 0);
    CHECK(*tl::get<std::string>(letter, "content_base64"_path) == "/3s=");
    CHECK_FALSE(tl::message_in(letter));
}

}  // namespace outbox_letter_test
