// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/walk.hpp>

#include "json/instruction_sets.hpp"
#include "mapping/mapped.hpp"

#include <cstddef>
#include <optional>
#include <random>
#include <string>
#include <string_view>

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
    // behind the last one that was wanted
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
        with_every_instruction_set([&](tl::json::instruction_set set) {
            auto const mapped = tl::map<rows>(text);
            std::string const got = mapped ? "ok" : summary(mapped.error());
            if (set == tl::json::instruction_set::portable)
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

TEST_CASE("indexes from both ends of one array") {
    using rows = tl::mapping<five, tl::row<"[0]", &five::a>, tl::row<"[2]", &five::b>,
                             tl::row<"[-1]", &five::c>, tl::row<"[-2]", &five::d>,
                             tl::optional_row<"[-5]", &five::e>>;
    ok<rows>("[1, 2, 3]", five{1, 3, 3, 2, -1});
    ok<rows>("[1, 2, 3, 4, 5]", five{1, 3, 5, 4, 1});
    bad<rows>("[1, 2]", "1 missing: an array @0");
    bad<rows>("[]",
              "0 missing: an array @0; 1 missing: an array @0; 2 missing: an array @0; 3 missing: "
              "an array @0");
    bad<rows>("{}",
              "0 missing: an object @0; 1 missing: an object @0; 2 missing: an object @0; 3 "
              "missing: an object @0");

    using deep = tl::mapping<five, tl::row<"a[-1].b", &five::a>, tl::row<"a[0].b", &five::b>,
                             tl::row<"a[-1].c[1]", &five::c>, tl::row<"z", &five::d>>;
    ok<deep>(R"({"a": [{"b": 1}, {}, {"c": [4, 5, 6], "b": 2}], "z": 9})", five{2, 1, 5, 9});
    ok<deep>(R"({"z": 9, "a": [{"b": 1, "c": [7, 8]}]})", five{1, 1, 8, 9});
    bad<deep>(R"({"a": [{"b": 1}, {}], "z": 9})",
              "0 missing: an object @17; 2 missing: an object @17");
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

TEST_CASE("XML: siblings, attributes, prefixes") {
    using rows =
        tl::mapping<five, tl::row<"s:r.a[0].@n", &five::a>, tl::row<"s:r.a[-1].@n", &five::b>,
                    tl::row<"s:r.a[1].b.c", &five::c>, tl::optional_row<"s:r.a[0][0].@n", &five::d>,
                    tl::optional_row<"s:r['@e']", &five::e>>;
    auto const mapped = tl::map<rows>(
        "<s:r e='5'><a n='1'/><x><a n='9'/></x><a n='2'><b><c>3</c></b></a><y/><a n='4'/></s:r>",
        tl::xml::checked);
    REQUIRE(mapped.has_value());
    CHECK(*mapped == five{1, 4, 3, -1, 5});

    using one = tl::mapping<five, tl::row<"r.a", &five::a>>;
    auto const twice = tl::map<one>("<r><a>1</a><b/><a>2</a></r>", tl::xml::checked);
    REQUIRE(!twice);
    CHECK(summary(twice.error()) == "0 ambiguous: an element @15");
    CHECK(twice.error().rows()[0].expected == "only one: write [0] for the first");
    auto const none = tl::map<one>("<r><A>1</A></r>", tl::xml::checked);
    REQUIRE(!none);
    CHECK(summary(none.error()) == "0 missing: an element @0");
    auto const other_root = tl::map<one>("<q><a>1</a></q>", tl::xml::checked);
    REQUIRE(!other_root);
    CHECK(summary(other_root.error()) == "0 missing: an object @0");
    auto const malformed = tl::map<one>("<r><a>1</b></r>", tl::xml::checked);
    REQUIRE(!malformed);
    CHECK(malformed.error().document().code == tl::code::malformed);

    using first_of_one =
        tl::mapping<five, tl::row<"r[0].a[0]", &five::a>, tl::row<"r[-1].b", &five::b>>;
    CHECK(*tl::map<first_of_one>("<r><a>1</a><b>2</b></r>", tl::xml::checked) == five{1, 2});
}

TEST_CASE("XML: an element that has a text and attributes") {
    using rows =
        tl::mapping<five, tl::row<"r.price", &five::a>, tl::row<"r.price.@cents", &five::b>>;
    CHECK(*tl::map<rows>("<r><price cents='50'>12</price></r>", tl::xml::checked) == five{12, 50});
    bad<rows>(R"({"r": {"price": 12}})", "1 missing: a number @16");
}
