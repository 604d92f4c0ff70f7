// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/message.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace outbox_message_test {

namespace tl = trotline;

TEST_CASE("what is written is read again, with its types") {
    tl::delivery_message message;
    message.key = "k\"1";
    message.posted = 1764403200000;
    message.expires = 1764403200001;
    message.destination = "api.example";
    message.order = "customer 7";
    message.topic = "paid";
    message.webhook.emplace(tl::raw_text{R"({"url": "https://api.example/"})"});
    message.parameters = {{"NULL", tl::value()},    {"BOOL", tl::value(true)},
                          {"INT", tl::value(-7)},   {"DOUBLE", tl::value(0.5)},
                          {"TEXT", tl::value("7")}, {"JSON", tl::value(tl::json_text{"[1, {}]"})}};
    message.secrets = {{"TOKEN", "api/token"}};
    auto const read = tl::read_delivery_message(to_json(message));
    REQUIRE(read);
    CHECK(read->key == message.key);
    CHECK(read->posted == message.posted);
    CHECK(read->expires == message.expires);
    CHECK(read->destination == message.destination);
    CHECK(read->order == message.order);
    CHECK(read->topic == message.topic);
    CHECK(read->name.empty());
    CHECK(read->webhook == message.webhook);
    CHECK(read->secrets == message.secrets);
    REQUIRE(read->parameters.size() == message.parameters.size());
    for (auto const& each : message.parameters)
        CHECK_MESSAGE(read->parameters.at(each.first).value_or(tl::value()) == each.second,
                      each.first);
}

TEST_CASE("what is left out is not there, and what is not known is ignored") {
    auto const read =
        tl::read_delivery_message(R"({"key": "a", "name": "n", "of a later version": [1]})");
    REQUIRE(read);
    CHECK(read->name == "n");
    CHECK_FALSE(read->expires);
    CHECK_FALSE(read->webhook);
    CHECK(to_json(*read) == R"({"key":"a","posted":0,"destination":"","name":"n"})");
}

TEST_CASE("what is no message") {
    for (std::string_view const bad :
         {"", "{", "[]", "{}", R"({"key": "a"})", R"({"name": "a"})",
          R"({"key": "a", "name": "n", "webhook": {}})", R"({"key": [], "name": "n"})",
          R"({"key": "a", "name": "n", "parameters": []})"})
        CHECK_FALSE_MESSAGE(tl::read_delivery_message(bad), bad);
    CHECK(tl::read_delivery_message("{}").error().subject == "key");
    CHECK(tl::read_delivery_message(R"({"key": "a"})").error().subject == "webhook");
    CHECK(tl::read_delivery_message("{").error().stage == tl::stage::parse);
}

}  // namespace outbox_message_test
