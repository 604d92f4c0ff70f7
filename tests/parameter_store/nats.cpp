// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/nats.hpp>

#include "support/cable.hpp"
#include "support/nats_server.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace parameter_store_nats_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace trotline_tests;

namespace {

std::optional<tl::value> get(tl::nats_parameter_store const& store, std::string_view name) {
    std::optional<tl::value> found;
    store.read(name, [&](tl::value const& held) { found = held; });
    return found;
}
tl::result<void> set(tl::nats_parameter_store& store, std::string_view name, tl::value held) {
    tl::assignment one{name, std::move(held)};
    return store.apply(std::span(&one, 1));
}

}  // namespace

TEST_CASE("types are kept, on every machine") {
    nats_server server;
    tl::nats_parameter_settings const settings{.server = {.url = server.url()}, .flow = "order 17"};
    auto one = tl::nats_parameter_store::open(settings);
    auto two = tl::nats_parameter_store::open(settings);
    REQUIRE(one);
    REQUIRE(two);
    tl::assignment batch[] = {{"NULL", nullptr},
                              {"BOOL", true},
                              {"INT", -7},
                              {"LARGE", std::uint64_t{18446744073709551615u}},
                              {"DOUBLE", 0.1},
                              {"TEXT", "7 \"x\" \xc3\xa4"},
                              {"JSON", tl::json_text{"[1, {\"a\": 2}]"}}};
    std::vector<tl::assignment> const kept(std::begin(batch), std::end(batch));
    REQUIRE(one->apply(batch));
    for (auto const& each : kept) CHECK_MESSAGE(get(*two, each.name) == each.value, each.name);
    CHECK_FALSE(get(*two, "NOBODY"));
    auto other =
        tl::nats_parameter_store::open({.server = {.url = server.url()}, .flow = "order_17"});
    CHECK_FALSE(get(*other, "INT"));
}

TEST_CASE("what two write at once is all there, unless the rule says no") {
    nats_server server;
    tl::nats_parameter_settings settings{.server = {.url = server.url()}, .flow = "f"};
    auto one = *tl::nats_parameter_store::open(settings);
    settings.write_again = [](unsigned) { return false; };
    auto strict = *tl::nats_parameter_store::open(settings);
    REQUIRE(set(one, "A", 1));
    REQUIRE(set(strict, "B", 2));
    REQUIRE(set(one, "A", 3));
    auto const refused = set(strict, "B", 4);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == tl::code::rejected);
    CHECK(refused.error().stage == tl::stage::store);
    CHECK(get(one, "B") == tl::value(2));
    REQUIRE(strict.refresh());
    CHECK(set(strict, "B", 4));

    std::vector<std::jthread> writers;
    for (int w = 0; w < 4; ++w)
        writers.emplace_back([&, w] {
            auto mine = *tl::nats_parameter_store::open(
                {.server = {.url = server.url()}, .flow = "f", .write_again = [](unsigned) {
                     return true;
                 }});
            for (int i = 0; i < 20; ++i)
                REQUIRE(set(mine, "W" + std::to_string(w) + "_" + std::to_string(i), i));
        });
    for (auto& each : writers) each.join();
    REQUIRE(one.refresh());
    CHECK(one.snapshot().size() == 82);
}

TEST_CASE("secrets and texts that are not UTF-8 are refused, and then nothing is written") {
    nats_server server;
    auto store = *tl::nats_parameter_store::open({.server = {.url = server.url()}, .flow = "f"});
    for (tl::value const& bad : {tl::value(tl::secret{"s3cret"}), tl::value("\xff"),
                                 tl::value(std::numeric_limits<double>::infinity())}) {
        tl::assignment batch[] = {{"GOOD", 1}, {"BAD", bad}};
        auto const refused = store.apply(batch);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().subject == "BAD");
        CHECK_FALSE(get(store, "GOOD"));
    }
}

TEST_CASE("a flow that is cleared can begin again, and one that expires is gone") {
    nats_server server;
    auto store = *tl::nats_parameter_store::open({.server = {.url = server.url()}, .flow = "f"});
    REQUIRE(set(store, "A", 1));
    REQUIRE(store.clear());
    CHECK_FALSE(get(store, "A"));
    REQUIRE(set(store, "B", 2));
    CHECK(get(store, "B") == tl::value(2));
    auto brief = *tl::nats_parameter_store::open(
        {.server = {.url = server.url()}, .bucket = "brief", .flow = "f", .expiry = 1s});
    REQUIRE(set(brief, "A", 1));
    CHECK(get(brief, "A"));
    CHECK(eventually([&] { return !get(brief, "A"); }));
}

TEST_CASE("what is read may be as old as is said, and no older") {
    nats_server server;
    tl::nats_parameter_settings settings{.server = {.url = server.url()}, .flow = "f"};
    auto writer = *tl::nats_parameter_store::open(settings);
    settings.fresh_for = 1h;
    auto reader = *tl::nats_parameter_store::open(settings);
    REQUIRE(set(writer, "A", 1));
    CHECK(get(reader, "A") == tl::value(1));
    REQUIRE(set(writer, "A", 2));
    CHECK(get(reader, "A") == tl::value(1));
    REQUIRE(reader.refresh());
    CHECK(get(reader, "A") == tl::value(2));
}

TEST_CASE("a server that is gone is not a parameter that is not there") {
    nats_server server;
    auto store = *tl::nats_parameter_store::open(
        {.server = {.url = server.url(), .request_limit = 300ms}, .flow = "f"});
    REQUIRE(set(store, "A", 1));
    server.kill();
    CHECK_THROWS_AS(static_cast<void>(get(store, "A")), tl::bad_result);
    CHECK_FALSE(set(store, "A", 2));
    server.start();
    CHECK(eventually([&] { return set(store, "A", 3).has_value(); }));
    CHECK(get(store, "A") == tl::value(3));
}

TEST_CASE("a server refuses the credentials for a while: then the store goes on") {
    std::string const right = "authorization { token: right }\n";
    nats_server server(right);
    cable wire(server.port());
    auto store = *tl::nats_parameter_store::open(
        {.server = {.url = wire.url(), .token = "right"}, .flow = "f"});
    REQUIRE(set(store, "A", 1));
    server.kill();
    server.configure("authorization { token: other }\n");
    server.start();
    // For libnats the second refusal in a row is the end.
    REQUIRE(wire.passed(cable::to_client, "Authorization Violation", 2));
    std::string why;
    REQUIRE(eventually([&] {
        auto const refused = store.refresh();
        if (!refused) why = to_string(refused.error());
        return why.find("rejected") != std::string::npos;
    }));
    CHECK(why.starts_with("store failed: rejected ("));
    CHECK(why.find("right") == std::string::npos);
    server.kill();
    server.configure(right);
    server.start();
    REQUIRE(eventually([&] { return set(store, "B", 2).has_value(); }));
    CHECK(get(store, "A") == tl::value(1));
    CHECK(get(store, "B") == tl::value(2));
    REQUIRE(store.clear());
    CHECK_FALSE(get(store, "A"));
}

}  // namespace parameter_store_nats_test
