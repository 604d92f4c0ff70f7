// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/delivery.hpp>

#include <trotline/outbox/memory.hpp>
#include <trotline/outbox/post.hpp>
#include <trotline/parser/media_type.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace outbox_delivery_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using tl::operator""_path;
using enum tl::outbox_verdict;

namespace {

std::string const configured = R"({"method": "POST", "url": "https://api.example/$PATH",
    "authorization": {"scheme": "bearer", "secret": "$TOKEN"},
    "rows": [{"path": "id", "parameter": "ID"}, {"path": "echo", "parameter": "ECHO", "optional": true}]})";

struct fixture {
    tl::memory_outbox box;
    tl::memory_parameter_store parameters{{"PATH", "orders"}},
        secrets{{"api/token", tl::secret{"s3cret"}}};
    tl::delivery_desk<tl::media_type_parser, tl::memory_parameter_store, tl::memory_parameter_store>
        desk{tl::media_type_parser(), parameters, secrets, tl::delivery_schedule{.attempts = 3}};

    tl::delivery posted(std::string_view configuration, tl::post_options options = {}) {
        if (options.secrets.empty()) options.secrets = {{"TOKEN", "api/token"}};
        REQUIRE(tl::post(box, *tl::read_configuration(configuration), {}, options));
        return taken();
    }
    tl::delivery taken() {
        auto leases = box.take([](std::string_view) -> std::size_t { return 1; }, 0ms);
        REQUIRE(leases->size() == 1);
        tl::delivery made;
        made.lease = std::move(leases->front());
        return made;
    }
    tl::delivery_conclusion answered(tl::delivery& of, int status, std::string content,
                                     std::vector<tl::http::field> fields = {}) {
        fields.push_back({"Content-Type", "application/json"});
        tl::result<tl::http::response> answer =
            tl::http::response{.status = status, .fields = fields, .content = std::move(content)};
        return desk.conclude(of, answer);
    }
};

std::string field(tl::delivery const& of, std::string_view name) {
    auto const* const found = tl::http::find_field(of.call->request().fields, name);
    return found != nullptr ? found->value : "(none)";
}

}  // namespace

TEST_CASE("a message is made a request: secrets from the worker, the key on every attempt") {
    fixture f;
    auto made = f.posted(configured, {.key = "k1", .topic = "t"});
    REQUIRE_FALSE(f.desk.prepare(made));
    REQUIRE_FALSE(made.unsent);
    CHECK(made.call->request().url == "https://api.example/orders");
    CHECK(field(made, "Authorization") == "Bearer s3cret");
    CHECK(field(made, "Idempotency-Key") == "k1");

    auto const end = f.answered(made, 200, R"({"id": 7, "echo": "Bearer s3cret"})");
    CHECK(end.settlement.verdict == done);
    CHECK(end.healthy == true);
    CHECK(f.parameters.get("ID") == tl::value(7));
    CHECK(end.settlement.topic == "t");
    CHECK(end.settlement.report ==
          R"({"key":"k1","sequence":1,"destination":"api.example","attempts":1,)"
          R"("outcome":"delivered","status":200,"parameters":{"ID":7,"ECHO":"Bearer [secret]"}})");
}

TEST_CASE("a field that the webhook has itself is its own") {
    fixture f;
    auto made = f.posted(
        R"({"url": "https://api.example/", "fields": [{"name": "idempotency-key", "value": "x$IDEMPOTENCY_KEY"}]})",
        {.key = "k1"});
    REQUIRE_FALSE(f.desk.prepare(made));
    CHECK(field(made, "Idempotency-Key") == "xk1");
}

TEST_CASE("without rows, any content will do") {
    fixture f;
    auto made = f.posted(R"({"url": "https://api.example/"})");
    REQUIRE_FALSE(f.desk.prepare(made));
    tl::result<tl::http::response> answer = tl::http::response{.status = 204, .content = "ok"};
    CHECK(f.desk.conclude(made, answer).settlement.verdict == done);
}

TEST_CASE("a row reads how long the call took, from its beginning") {
    fixture f;
    auto made = f.posted(R"({"url": "https://api.example/",
        "rows": [{"source": "elapsed", "parameter": "TOOK"}]})");
    REQUIRE_FALSE(f.desk.prepare(made));
    // What is measured: until the answer is read.
    auto const begin = std::chrono::steady_clock::now();
    while (std::chrono::steady_clock::now() - begin < 3ms) {
    }
    CHECK(f.answered(made, 200, "").settlement.verdict == done);
    CHECK(std::get<std::int64_t>(f.parameters.get("TOOK")->get()) >= 3);
}

TEST_CASE("an answer that came in time counts, however late the worker comes to read it") {
    fixture f;
    auto made = f.posted(R"({"url": "https://api.example/", "deadline": 0.005,
        "rows": [{"path": "id", "parameter": "ID"}]})");
    REQUIRE_FALSE(f.desk.prepare(made));
    while (std::chrono::steady_clock::now() <= made.call->until()) {
    }
    CHECK(f.answered(made, 200, R"({"id": 7})").settlement.verdict == done);
    CHECK(f.parameters.get("ID") == tl::value(7));
}

TEST_CASE("an attempt that fails is followed by another, or given up") {
    fixture f;
    auto made = f.posted(configured, {.key = "k1", .topic = "t"});
    REQUIRE_FALSE(f.desk.prepare(made));
    auto end = f.answered(made, 503, "", {{"Retry-After", "600"}});
    CHECK(end.settlement.verdict == again);
    CHECK(end.settlement.delay == 600s);
    CHECK(end.settlement.report.empty());
    CHECK(end.healthy == false);
    CHECK(end.asked == 600s);

    end = f.answered(made, 429, "");
    CHECK(end.settlement.verdict == again);
    CHECK(end.healthy == false);
    for (auto const& [code, healthy] : {std::pair(tl::code::cancelled, true),
                                        {tl::code::blocked, true},
                                        {tl::code::timeout, false}}) {
        tl::result<tl::http::response> none =
            tl::failure{.stage = tl::stage::connect, .code = code};
        CHECK(f.desk.conclude(made, none).healthy == healthy);
    }

    end = f.answered(made, 404, "s3cret");
    CHECK(end.settlement.verdict == dead);
    CHECK(end.healthy == true);
    CHECK(end.settlement.letter.find("s3cret") == std::string::npos);
    CHECK(*tl::get<int>(end.settlement.letter, "status"_path) == 404);
    CHECK(*tl::get<std::string>(end.settlement.letter, "message.key"_path) == "k1");
    CHECK(*tl::get<std::string>(end.settlement.report, "outcome"_path) == "dead");

    end = f.answered(made, 200, R"({"no": 1})");
    CHECK(end.settlement.verdict == dead);
    CHECK(end.why->code == tl::code::missing);
    CHECK_FALSE(f.parameters.get("ID"));

    made.lease.attempt = 3;
    end = f.answered(made, 503, "");
    CHECK(end.settlement.verdict == dead);

    tl::result<tl::http::response> answer =
        tl::failure{.stage = tl::stage::connect, .code = tl::code::refused};
    made.lease.attempt = 1;
    end = f.desk.conclude(made, answer);
    CHECK(end.settlement.verdict == again);
    CHECK(end.healthy == false);
    CHECK(f.desk.hand_back(made).settlement.verdict == again);
    CHECK(f.desk.hand_back(made).settlement.delay == 0ms);
}

TEST_CASE("what no attempt is worth") {
    fixture f;
    SUBCASE("poison") {
        REQUIRE(f.box.post({"a", "x", "", "{"}));
        auto made = f.taken();
        auto const end = f.desk.prepare(made);
        REQUIRE(end);
        CHECK(end->settlement.verdict == dead);
        CHECK(*tl::get<std::string>(end->settlement.letter, "reason"_path) ==
              "the entry is not a delivery");
    }
    SUBCASE("a webhook that is not valid") {
        REQUIRE(f.box.post(
            {"a", "x", "", R"({"key": "a", "posted": 9999999999999, "webhook": {"url": "${"}})"}));
        auto made = f.taken();
        auto const end = f.desk.prepare(made);
        REQUIRE(end);
        CHECK(end->settlement.verdict == dead);
        CHECK(end->why->code == tl::code::malformed_template);
    }
    SUBCASE("one that kills its workers") {
        auto made = f.posted(configured);
        made.lease.attempt = 4;
        CHECK(f.desk.prepare(made)->settlement.verdict == dead);
    }
    SUBCASE("one that expired") {
        auto made = f.posted(configured, {.expires = std::chrono::system_clock::now() - 1s});
        auto const end = f.desk.prepare(made);
        REQUIRE(end);
        CHECK(*tl::get<std::string>(end->settlement.letter, "reason"_path) == "it has expired");
    }
    SUBCASE("one that cannot be rendered") {
        auto made = f.posted(R"({"url": "https://api.example/$NOBODY"})");
        REQUIRE_FALSE(f.desk.prepare(made));
        REQUIRE(made.unsent);
        tl::result<tl::http::response> none = tl::failure();
        auto const end = f.desk.conclude(made, none);
        CHECK(end.settlement.verdict == dead);
        CHECK_FALSE(end.healthy);
    }
}

TEST_CASE("what another worker may have is left to it") {
    fixture f;
    tl::result<tl::http::response> none = tl::failure();
    auto made = f.posted(configured, {.secrets = {{"TOKEN", "nobody/knows"}}});
    REQUIRE_FALSE(f.desk.prepare(made));
    CHECK(made.unsent->subject == "nobody/knows");
    CHECK(f.desk.conclude(made, none).settlement.verdict == again);

    REQUIRE(tl::post(f.box, tl::registered_webhook{"paid"}, {{"TOKEN", "x"}}));
    made = f.taken();
    REQUIRE_FALSE(f.desk.prepare(made));
    CHECK(made.unsent->subject == "paid");
    CHECK(f.desk.conclude(made, none).settlement.verdict == again);
    f.desk.add("paid", *tl::read_configuration(configured));
    made.unsent.reset();
    REQUIRE_FALSE(f.desk.prepare(made));
    CHECK_FALSE(made.unsent);
    CHECK(f.answered(made, 200, R"({"id": 1})").settlement.verdict == done);
}

}  // namespace outbox_delivery_test
