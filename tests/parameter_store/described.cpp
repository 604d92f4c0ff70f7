// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/described.hpp>

#include <doctest/doctest.h>
#include <trotline/core/message.hpp>

#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>

namespace parameter_store_described_test {

namespace tl = trotline;

BOOST_DEFINE_ENUM_CLASS(color, red, green)

struct settings {
    int TODO_ID = 7;
    std::string NAME = "Ada";
    std::optional<double> RATIO;
    color COLOR = color::green;
    std::uint8_t SMALL = 1;
    tl::secret TOKEN{"..."};
    bool YES = true;
};
BOOST_DESCRIBE_STRUCT(settings, (), (TODO_ID, NAME, RATIO, COLOR, SMALL, TOKEN, YES))

using store_type = tl::described_parameter_store<settings>;
static_assert(tl::parameter_store<store_type>);
static_assert(store_type::has("NAME") && !store_type::has("name"));

namespace {
tl::value read(store_type const& store, std::string_view name) {
    tl::value held = "not there";
    store.read(name, [&](tl::value const& found) { held = found; });
    return held;
}
}  // namespace

TEST_CASE("members are parameters") {
    store_type store;
    CHECK(store.get<"TODO_ID">() == 7);
    store.get<"NAME">() = "Grace";
    CHECK(read(store, "TODO_ID") == tl::value(7));
    CHECK(read(store, "NAME") == tl::value("Grace"));
    CHECK(read(store, "RATIO") == tl::value());
    CHECK(read(store, "COLOR") == tl::value("green"));
    CHECK(read(store, "TOKEN").is_secret());
    CHECK(read(store, "YES") == tl::value(true));
    CHECK(read(store, "OTHER") == tl::value("not there"));
}

TEST_CASE("a batch is applied whole or not at all") {
    store_type store;
    std::array<tl::assignment, 6> good{{{"TODO_ID", 8.0},
                                        {"NAME", 5},
                                        {"RATIO", 1},
                                        {"COLOR", "red"},
                                        {"SMALL", 255u},
                                        {"TOKEN", "t"}}};
    REQUIRE(store.apply(good));
    CHECK(store.object().TODO_ID == 8);
    CHECK(store.object().NAME == "5");
    CHECK(store.object().RATIO == 1.0);
    CHECK(store.object().COLOR == color::red);
    CHECK(store.object().SMALL == 255);
    CHECK(store.object().TOKEN.text == "t");

    static struct {
        std::string_view name;
        tl::value held;
    } const bad[] = {{"TODO_ID", 0.5},     {"TODO_ID", "8"},  {"TODO_ID", 2147483648u},
                     {"TODO_ID", nullptr}, {"SMALL", 256},    {"SMALL", -1},
                     {"SMALL", 256.0},     {"COLOR", "blue"}, {"COLOR", 1},
                     {"RATIO", "1"},       {"NAME", nullptr}, {"NAME", true},
                     {"YES", 1},           {"OTHER", 1}};
    for (auto const& [name, held] : bad) {
        std::array<tl::assignment, 2> batch{{{"TODO_ID", 99}, {name, held}}};
        auto const refused = store.apply(batch);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().stage == tl::stage::store);
        CHECK(refused.error().subject == name);
        CHECK(store.object().TODO_ID == 8);
    }
}

}  // namespace parameter_store_described_test
