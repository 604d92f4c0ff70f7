// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/walk.hpp>

#include "json/instruction_sets.hpp"
#include "mapping/mapped.hpp"

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace mapping_engine_walk_test {

using namespace trotline_tests;

TEST_CASE("a name that occurs twice") {
    using rows = tl::mapping<five, tl::row<"x.a", &five::a>, tl::row<"x.b", &five::b>>;
    auto const checked = [](std::string_view text) {
        auto const mapped = tl::map<rows>(text);
        return mapped ? std::string("ok") : summary(mapped.error());
    };
    CHECK(checked(R"({"x": {"a": 1, "a": 2, "b": 3}})") == "0 ambiguous: a number @20");
    CHECK(checked(R"({"x": {"a": 1, "b": 3}, "x": {"a": 4}})") == "0 ambiguous: a number @35");
    // one failure for each row
    CHECK(checked(R"({"x": {"a": 1, "a": 2, "a": 3, "b": 3}})") == "0 ambiguous: a number @20");
    // each path selects one value
    CHECK(checked(R"({"x": {"a": 1}, "x": {"b": 2}})") == "ok");
    CHECK(checked(R"({"x": {"a": "1", "a": 2, "b": 3}})") == "0 wrong type: a string @12");
    CHECK(checked(R"({"x": {"a": 1, "\u0061": 2, "b": 3}})") == "0 ambiguous: a number @25");
    // after the last wanted one
    CHECK(checked("{\"x\": {\"a\": 1, \"b\": 2}} \n") == "ok");
    CHECK(
        checked(R"({"x": {"a": 1, "b": 2}, "y": {"a": 3, "x": {"b": 4}}, "xb": "b\":", "b": 5})") ==
        "ok");
    CHECK(checked(R"({"x": {"a": 1, "b": 2, "c": [{"b": 3}], "b": 4}})") ==
          "1 ambiguous: a number @45");
    CHECK(checked(R"({"x": {"a": 1, "b": 2, "b" : 4}})") == "1 ambiguous: a number @29");
    CHECK(checked(R"({"x": {"a": 1, "b": 2, "\u0062": 4}})") == "1 ambiguous: a number @33");
    CHECK(checked(R"({"x": {"a": 1, "b": 2}, "y": 0, "x": {"b": 4}})") ==
          "1 ambiguous: a number @43");
    // deeper than the validation over windows follows
    std::string const deep = std::string(60, '[') + std::string(60, ']');
    CHECK(checked(R"({"x":{"a":1,"b":2},"y":)" + deep + '}') == "ok");
    CHECK(checked(R"({"x":{"a":1,"b":2},"y":)" + deep + R"(,"x":{"a":3}})") ==
          "0 ambiguous: a number @153");

    auto const first =
        tl::map<rows>(R"({"x": {"a": 1, "a": 2, "b": 3, "b": 4}})", tl::json::on_demand);
    REQUIRE(first.has_value());
    CHECK(*first == five{1, 3});
    auto const split =
        tl::map<rows>(R"({"x": {"a": 1}, "x": {"a": 4, "b": 2}})", tl::json::on_demand);
    REQUIRE(split.has_value());
    CHECK(*split == five{1, 2});
}

TEST_CASE("names that occur anywhere, once or twice, are found alike by every instruction set") {
    using rows = tl::mapping<five, tl::row<"x.a", &five::a>, tl::row<"x.long_name", &five::b>,
                             tl::row<"y", &five::c>>;
    std::mt19937 random(23);
    std::size_t found = 0, ambiguous = 0;
    for (int round = 0; round != 4'000; ++round) {
        // many names to find at the right place, or few; blanks or none
        std::size_t const kinds = 4 + random() % 6;
        std::string const blank = round % 3 == 0 ? " " : "";
        auto const name = [&] {
            constexpr std::string_view names[] = {"z",         "za", "other", "g_name",  "a",
                                                  "long_name", "y",  "x",     "\\u0061", "a\\"};
            return '"' + std::string(names[random() % kinds]) + '"' + blank + ':';
        };
        auto const value = [&](auto&& self, std::size_t depth) -> std::string {
            switch (depth == 0 ? random() % 2 : random() % 4) {
                case 0:
                    return std::to_string(random() % 2000);
                case 1:
                    return "\"a\\\":" + std::string(random() % 40, 's') + "\"";
                case 2: {
                    std::string object = "{";
                    for (std::size_t i = 0, members = random() % 4; i != members; ++i)
                        object += (i == 0 ? "" : blank + ',') + name() + self(self, depth - 1);
                    return object + '}';
                }
                default:
                    return '[' + self(self, depth - 1) + ',' + blank + self(self, depth - 1) + ']';
            }
        };
        std::string text = R"({"y":1,"x":{"a":2,"long_name":3)";
        for (std::size_t i = 0, members = random() % 3; i != members; ++i)
            text += ',' + name() + value(value, 2);
        text += '}';
        for (std::size_t i = 0, members = random() % 4; i != members; ++i)
            text += ',' + name() + value(value, 2);
        text += '}';
        CAPTURE(text);
        std::string expected;
        with_every_instruction_set([&](tl::instruction_set set) {
            auto const mapped = tl::map<rows>(text);
            std::string const got = mapped ? "ok" : summary(mapped.error());
            if (set == tl::instruction_set::portable)
                expected = got;
            else
                REQUIRE(got == expected);
        });
        found += expected == "ok";
        ambiguous += expected.find("ambiguous") != expected.npos;
    }
    CHECK(found > 1000);
    CHECK(ambiguous > 1000);
}

TEST_CASE("the document itself, and names that need quotes") {
    using whole = tl::mapping<derived, tl::row<"$", &derived::more>>;
    ok<whole>(" [1, 2] ", derived{{0}, {1, 2}});
    using odd = tl::mapping<five, tl::row<"['']", &five::a>, tl::row<"['a.b']['\\'']", &five::b>,
                            tl::row<"@id", &five::c>, tl::row<"['\u00e9']", &five::d>,
                            tl::row<"['\\n']", &five::e>>;
    ok<odd>(R"({"": 1, "a.b": {"'": 2}, "@id": 3, "\u00e9": 4, "\n": 5})", five{1, 2, 3, 4, 5});
    ok<odd>(R"({"\n": 5, "\u00E9": 4, "@\u0069d": 3, "a\u002eb": {"\u0027": 2}, "": 1})",
            five{1, 2, 3, 4, 5});
}

TEST_CASE(
    "what selects nothing: a name on an array, an index on an object, anything below a scalar") {
    using rows =
        tl::mapping<five, tl::optional_row<"a.b", &five::a>, tl::optional_row<"c[0]", &five::b>,
                    tl::optional_row<"d.e[0].f", &five::c>>;
    ok<rows>(R"({"a": [{"b": 1}], "c": {"0": 1}, "d": "text"})", five{});
    ok<rows>(R"({"a": null, "c": [], "d": {"e": 1}})", five{});
    ok<rows>(R"([{"a": {"b": 1}}])", five{});
    ok<rows>("7", five{});
}

}  // namespace mapping_engine_walk_test
