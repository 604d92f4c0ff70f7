// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/map.hpp>

#include <doctest/doctest.h>
#include <trotline/core/message.hpp>

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

namespace parameter_store_map_test {

namespace tl = trotline;

namespace {
std::optional<tl::value> read(auto const& store, std::string_view name) {
    std::optional<tl::value> held;
    store.read(name, [&](tl::value const& found) { held = found; });
    return held;
}
}  // namespace

static_assert(
    tl::parameter_store<tl::map_parameter_store<std::map<std::string, tl::value, std::less<>>>>);
static_assert(
    tl::parameter_store<tl::map_parameter_store<std::unordered_map<std::string, std::string>>>);

TEST_CASE("a map of texts") {
    std::map<std::string, std::string, std::less<>> parameters{{"NAME", "Ada"}};
    tl::map_parameter_store store(parameters);
    CHECK(read(store, "NAME") == tl::value("Ada"));
    CHECK(read(store, "OTHER") == std::nullopt);
    std::array<tl::assignment, 2> good{{{"NAME", "Grace"}, {"AGE", 36}}};
    REQUIRE(store.apply(good));
    CHECK(parameters ==
          std::map<std::string, std::string, std::less<>>{{"NAME", "Grace"}, {"AGE", "36"}});
    std::array<tl::assignment, 2> bad{{{"NAME", "lost"}, {"AGE", nullptr}}};
    auto const refused = store.apply(bad);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == tl::code::rejected);
    CHECK(refused.error().subject == "AGE");
    CHECK(parameters.at("NAME") == "Grace");
}

TEST_CASE("an unordered map of values") {
    std::unordered_map<std::string, tl::value> parameters{{"A", 1}};
    tl::map_parameter_store store(parameters);
    std::array<tl::assignment, 2> batch{{{"A", nullptr}, {"B", tl::json_text{"[]"}}}};
    REQUIRE(store.apply(batch));
    CHECK(read(store, "A") == tl::value());
    CHECK(read(store, "B") == tl::value(tl::json_text{"[]"}));
}

}  // namespace parameter_store_map_test
