// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/walk.hpp>

#include <trotline/mapping/mapping_workspace.hpp>

#include "json/instruction_sets.hpp"
#include "mapping/mapped.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

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

TEST_CASE("members in any order, others between them, and several of one name") {
    using rows = tl::mapping<five, tl::optional_row<"a", &five::a>, tl::optional_row<"b", &five::b>,
                             tl::optional_row<"c", &five::c>>;
    struct {
        std::string_view text;
        five expected;
        std::string_view checked = "";  // why it is refused where the whole document is read
    } constexpr cases[] = {
        {R"({"a":1,"b":2,"c":3})", {1, 2, 3}},
        {R"({ "a" : 1 , "b" : 2 } )", {1, 2}},
        {R"({"c":3,"b":2,"a":1})", {1, 2, 3}},
        {R"({"x":[],"a":1,"y":{"a":7},"c":3,"z":""})", {1, -1, 3}},
        {R"({"a":1,"a":2,"b":3,"b":4,"a":5})",
         {1, 3},
         "0 ambiguous: a number @11; 1 ambiguous: a number @23"},
        {R"({"\u0061":1,"x":0,"\u0062":2,"c":3})", {1, 2, 3}},
        {R"({"c":0,"a":1})", {1, -1, 0}},
        {"{}", {}},
        {R"({"x":1})", {}},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const on_demand = tl::map<rows>(one.text, tl::json::on_demand);
        REQUIRE(on_demand.has_value());
        CHECK(*on_demand == one.expected);
        auto const checked = tl::map<rows>(one.text);
        REQUIRE(checked.has_value() == one.checked.empty());
        if (checked)
            CHECK(*checked == one.expected);
        else
            CHECK(summary(checked.error()) == one.checked);
    }
    // a cursor that is asked for all names at once sees the same
    using in_xml = tl::mapping<five, tl::row<"r.a", &five::a>, tl::row<"r.b", &five::b>,
                               tl::optional_row<"r.c", &five::c>>;
    CHECK(*tl::map<in_xml>("<r><c>3</c><x/><a>1</a><b>2</b></r>", tl::xml::checked) ==
          five{1, 2, 3});
}

TEST_CASE("on demand, what is malformed among the members ends it") {
    auto const mapping = tl::run_time_mapping::build({{"a", "A", tl::row_option::optional},
                                                      {"b", "B", tl::row_option::optional}})
                             .value();
    for (std::string_view const text : {R"({"a":1)", R"({"a":1 "b":2})", R"({"x":1,})", R"({"x")",
                                        R"({"a" 1})", R"({,"a":1})", R"({"x":1,"a")"}) {
        CAPTURE(text);
        tl::mapping_workspace space;
        space.begin(mapping);
        tl::row_log log(space.storage());
        tl::document_failure why;
        CHECK_FALSE(tl::detail::read_document(mapping.table(), tl::json::on_demand.open(text, why),
                                              space.places(), log));
        CHECK_FALSE(space.end(log));
        CHECK(space.document().code == tl::code::malformed);
        CHECK(space.document().offset == why.offset);
    }
}

TEST_CASE("many names and many nodes: each row gets its own value, whatever the order is") {
    // more than are compared one by one, and more than any word has bits
    std::mt19937 random(7);
    for (std::size_t const count : {7u, 8u, 9u, 10u, 63u, 64u, 65u, 200u}) {
        std::vector<tl::run_time_row> rows;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i != count; ++i) {
            std::string const name = 'n' + std::to_string(i);
            rows.push_back({i % 3 == 0 ? name : name + (i % 3 == 1 ? ".x" : "[1].y"), name});
            order.push_back(i);
        }
        auto const mapping = tl::run_time_mapping::build(rows).value();
        for (int round = 0; round != 5; ++round) {
            if (round != 0) std::shuffle(order.begin(), order.end(), random);
            std::string text = "{";
            for (std::size_t const i : order) {
                text += (text.size() == 1 ? "\"n" : ",\"n") + std::to_string(i) + "\":";
                std::string const value = std::to_string(i);
                text += i % 3 == 0   ? value
                        : i % 3 == 1 ? "{\"w\":[],\"x\":" + value + "}"
                                     : "[{\"y\":0},{\"y\":" + value + "},2]";
                if (random() % 4 == 0) text += ",\"m" + std::to_string(i) + "\":{\"x\":1}";
            }
            text += '}';
            CAPTURE(text);
            in_both_modes([&](auto format) {
                tl::mapping_workspace space;
                REQUIRE(space.read_text(mapping, text, format));
                for (std::size_t i = 0; i != count; ++i)
                    CHECK(space.found(i) == tl::value(static_cast<std::int64_t>(i)));
            });
        }
    }
}

}  // namespace mapping_engine_walk_test
