// SPDX-License-Identifier: BSL-1.0
#include <trotline/outbox/post.hpp>

#include <trotline/outbox/memory.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace outbox_post_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

tl::webhook const paid{.label = "paid",
                       .method = tl::method::post,
                       .url = "https://API.example:8443/orders/$ID",
                       .authorization = tl::bearer("$TOKEN"),
                       .body = tl::json_body(R"({"amount": $AMOUNT})")};

tl::outbox_lease only(tl::memory_outbox& box) {
    auto const taken = box.take([](std::string_view) -> std::size_t { return 9; }, 0ms);
    REQUIRE(taken->size() == 1);
    return taken->front();
}

}  // namespace

TEST_CASE("a webhook and its parameters stand in the queue, and no secret") {
    tl::memory_outbox box;
    auto const expires = std::chrono::system_clock::now() + 1h;
    auto const posted = tl::post(box, paid, {{"ID", 17}, {"AMOUNT", 1.5}},
                                 {.key = "order-17-paid",
                                  .order = "17",
                                  .topic = "paid",
                                  .expires = expires,
                                  .secrets = {{"TOKEN", "api/token"}}});
    REQUIRE(posted);
    CHECK(posted->sequence == 1);
    auto const lease = only(box);
    CHECK(lease.destination == "api.example:8443");
    auto const message = tl::read_delivery_message(lease.content);
    REQUIRE(message);
    CHECK(message->key == "order-17-paid");
    CHECK(message->topic == "paid");
    CHECK(message->order == "17");
    CHECK(message->expires == tl::milliseconds_since_1970(expires));
    CHECK(message->parameters.at("ID") == tl::value(17));
    CHECK(message->secrets.at("TOKEN") == "api/token");
    auto const what = tl::read_configuration(message->webhook->text);
    REQUIRE(what);
    CHECK(to_json(what->webhook) == to_json(paid));
}

TEST_CASE("posted twice with a key is once; without one, twice") {
    tl::memory_outbox box;
    CHECK_FALSE(tl::post(box, paid, {}, {.key = "a"})->duplicate);
    CHECK(tl::post(box, paid, {}, {.key = "a"})->duplicate);
    REQUIRE(tl::post(box, paid));
    REQUIRE(tl::post(box, paid));
    CHECK(box.size() == 3);
}

TEST_CASE("a webhook that the workers know is its name") {
    tl::memory_outbox box;
    REQUIRE(tl::post(box, tl::registered_webhook{"paid"}, {{"ID", 17}}));
    auto const lease = only(box);
    CHECK(lease.destination == "paid");
    REQUIRE(tl::post(box, tl::registered_webhook{"paid"}, {}, {.destination = "partner"}));
    CHECK(only(box).destination == "partner");
    auto const message = tl::read_delivery_message(lease.content);
    CHECK(message->name == "paid");
    CHECK_FALSE(message->webhook);
}

TEST_CASE("where it goes") {
    struct row {
        std::string_view url, destination;
    };
    for (row const& each :
         {row{"https://api.example", "api.example"},
          row{"http://API.example:80?x", "api.example:80"},
          row{"http://[::1]:8080/x", "[::1]:8080"}, row{"$BASE/x", "base.example:81"},
          row{"https://API.example/x@y", "api.example"}, row{"http://$HOST/x", "host.example"},
          row{"$BASE/$UNKNOWN", "base.example:81"}}) {
        tl::memory_outbox box;
        tl::webhook hook;
        hook.url = std::string(each.url);
        auto const posted = tl::post(
            box, hook, {{"BASE", "http://base.example:81"}, {"HOST", "host.example"}, {"A", "b"}});
        if (std::string(each.url).ends_with("$UNKNOWN")) {
            // An empty path segment is not a URL, so the destination must be set.
            CHECK(posted.error().subject == "destination");
            continue;
        }
        REQUIRE_MESSAGE(posted, each.url);
        CHECK(only(box).destination == each.destination);
    }
    tl::memory_outbox box;
    tl::webhook hook;
    hook.url = std::string("$SECRET_URL");
    CHECK(tl::post(box, hook).error().subject == "destination");
    CHECK(tl::post(box, hook, {}, {.destination = "partner"}));
    CHECK(only(box).destination == "partner");
}

TEST_CASE("what is refused, and nothing is posted") {
    tl::memory_outbox box;
    auto const subject = [&](std::vector<tl::assignment> const& parameters,
                             tl::post_options const& options = {}, tl::webhook hook = paid) {
        auto const posted = tl::post(box, hook, parameters, options);
        REQUIRE_FALSE(posted);
        CHECK(posted.error().stage == tl::stage::render);
        CHECK(to_string(posted.error()).find("s3cret") == std::string::npos);
        return posted.error().subject;
    };
    CHECK(subject({{"TOKEN", tl::secret{"s3cret"}}}) == "TOKEN");
    CHECK(tl::post(box, paid, {{"TOKEN", tl::secret{"s3cret"}}})
              .error()
              .detail.find("post_options::secrets") != std::string::npos);
    CHECK(subject({{"NAME", "\xff"}}) == "NAME");
    CHECK(subject({{"AMOUNT", std::numeric_limits<double>::infinity()}}) == "AMOUNT");
    CHECK(subject({{"AMOUNT", std::numeric_limits<double>::quiet_NaN()}}) == "AMOUNT");
    CHECK(subject({{"IDEMPOTENCY_KEY", "x"}}) == "IDEMPOTENCY_KEY");
    CHECK(subject({{"TOKEN", "x"}}, {.secrets = {{"TOKEN", "api/token"}}}) == "TOKEN");
    CHECK(subject({}, {.key = "a b"}) == "key");
    CHECK(subject({}, {.topic = "\xff"}) == "options");
    CHECK(subject({{"\xff", 1}}) == "\xff");
    CHECK(subject({}, {.secrets = {{"\xff", "api/token"}}}) == "\xff");
    CHECK(subject({}, {.secrets = {{"TOKEN", "\xff"}}}) == "TOKEN");
    tl::webhook unreadable = paid;
    unreadable.label = "\xff";
    CHECK(subject({}, {}, unreadable) == "webhook");
    tl::webhook secretive = paid;
    secretive.authorization = tl::bearer(tl::secret{"s3cret"});
    CHECK(subject({}, {}, secretive) == "authorization");
    secretive.authorization = tl::basic(tl::secret{"s3cret"}, "$PASSWORD");
    CHECK(subject({}, {}, secretive) == "authorization");
    secretive = paid;
    secretive.body = tl::form_body({{"key", tl::secret{"s3cret"}}});
    CHECK(subject({}, {}, secretive) == "key");
    secretive = paid;
    secretive.fields = {{{"X-Id", "7"}, {"X-Key", tl::secret{"s3cret"}}}};
    CHECK(subject({}, {}, secretive) == "X-Key");
    secretive = paid;
    secretive.query = {{{"id", "7"}, {"key", tl::secret{"s3cret"}}}};
    CHECK(subject({}, {}, secretive) == "key");
    tl::webhook broken;
    broken.url = std::string("https://api.example/${");
    CHECK(subject({}, {}, broken) == "url");
    broken.url = std::string("https://me:s3cret@api.example/");
    CHECK(subject({}, {}, broken) == "url");
    CHECK(box.size() == 0);
    CHECK(tl::post(box, tl::registered_webhook{""}).error().subject == "name");
    CHECK(tl::post(box, tl::registered_webhook{"\xff"}).error().subject == "name");
    CHECK(tl::post(box, tl::registered_webhook{"paid"}, {}, {.key = "a b"}).error().subject ==
          "key");
    CHECK(box.size() == 0);
}

TEST_CASE("each webhook is checked, however often others were posted before it") {
    tl::memory_outbox box;
    tl::webhook broken = paid, unwritable = paid;
    broken.url = std::string("https://api.example/${");
    unwritable.label = "\xff";
    for (int i = 0; i < 2; ++i) {
        for (int twice = 0; twice < 2; ++twice) CHECK(tl::post(box, paid, {{"ID", 17}}));
        for (int twice = 0; twice < 2; ++twice) {
            CHECK_FALSE(tl::post(box, broken, {}, {.destination = "partner"}));
            CHECK_FALSE(tl::post(box, unwritable));
        }
    }
    CHECK(box.size() == 4);
}

}  // namespace outbox_post_test
