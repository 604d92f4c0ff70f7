// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/select.hpp>

#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace mapping_select_test {

namespace tl = trotline;
using namespace tl::literals;

TEST_CASE("every node with its text, its place and its value") {
    constexpr std::string_view text =
        R"({"items": [{"id": 1, "active": true}, {"id": 2}, {"id": "x", "active": true}]})";
    std::vector<std::string> seen;
    auto const count = tl::select(text, "items[?@.active].id"_query, [&](auto const& node) {
        auto const number = node.template get<int>();
        seen.push_back(node.path() + " " + std::string(node.raw()) +
                       (number ? " is " + std::to_string(*number) : ""));
        return true;
    });
    REQUIRE(count.has_value());
    CHECK(*count == 2);
    CHECK(seen ==
          std::vector<std::string>{"$['items'][0]['id'] 1 is 1", "$['items'][2]['id'] \"x\""});
}

TEST_CASE("the function ends it; a text that is not a document is said") {
    auto const first = [](auto const&) { return false; };
    CHECK(*tl::select("[1, 2]", "$[*]"_query, first) == 1);
    CHECK(*tl::select("[1, 2", "$[*]"_query, first, tl::json::on_demand) == 1);
    auto const broken = tl::select("[1, 2", "$[*]"_query, first);
    REQUIRE(!broken);
    CHECK(broken.error().code == tl::code::malformed);
    auto const all = [](auto const&) { return true; };
    CHECK_FALSE(tl::select("[1, 2", "$[*]"_query, all, tl::json::on_demand).has_value());
    CHECK(*tl::select("<a><b/><b/></a>", "a.b"_query, all, tl::xml::checked) == 2);
}

TEST_CASE("a wrong value says why") {
    auto const all = [](auto const& node) {
        auto const number = node.template get<int>();
        CHECK(!number);
        CHECK(number.error().rows()[0].code == tl::code::wrong_type);
        CHECK(number.error().rows()[0].offset == 1);
        return true;
    };
    CHECK(*tl::select("[true]", "$[*]"_query, all) == 1);
}

}  // namespace mapping_select_test
