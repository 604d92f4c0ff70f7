// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/landing.hpp>

#include "mapping/mapped.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace mapping_engine_landing_test {

using namespace trotline_tests;

TEST_CASE("members of a base class, containers, rows above other rows") {
    using rows = tl::mapping<derived, tl::row<"id", &derived::id>, tl::row<"more", &derived::more>>;
    ok<rows>(R"({"more": [1], "id": 2})", derived{{2}, {1}});
    using nested =
        tl::mapping<derived, tl::row<"more", &derived::more>, tl::row<"more[1]", &base::id>>;
    ok<nested>(R"({"more": [1, 2, 3]})", derived{{2}, {1, 2, 3}});
    bad<nested>(R"({"more": [1, 2, "3"]})", "0 wrong type: a string @16 [2]");
    bad<nested>(R"({"more": [1]})", "1 missing: an array @9");
}

TEST_CASE("coerce is said by the row") {
    using strict = tl::mapping<five, tl::row<"a", &five::a>>;
    using lenient = tl::mapping<five, tl::row<"a", &five::a, tl::row_option::coerce>>;
    using both =
        tl::mapping<five,
                    tl::row<"a", &five::a, tl::row_option::coerce | tl::row_option::optional>>;
    bad<strict>(R"({"a": "12"})", "0 wrong type: a string @6");
    ok<lenient>(R"({"a": "12"})", five{12});
    bad<lenient>(R"({"a": "12 "})", "0 wrong type: a string @6");
    ok<both>(R"({"a": "12"})", five{12});
    ok<both>(R"({"a": null})", five{});
    ok<both>("{}", five{});
}

TEST_CASE("an optional row keeps the initial value of an optional member") {
    using rows = tl::mapping<todo, tl::optional_row<"a", &todo::first_tag>>;
    ok<rows>("{}", todo{});
    ok<rows>(R"({"a": null})", todo{});
    ok<rows>(R"({"a": "b"})", todo{-1, "untitled", "b"});
}

TEST_CASE("what becomes of a value that comes once, twice, wrong, as null or not at all") {
    using rows =
        tl::mapping<todo, tl::optional_row<"a", &todo::user_id>, tl::row<"b", &todo::priority>,
                    tl::condition<"c", 1, 2>, tl::row<"d", &todo::first_tag>>;
    struct {
        std::string_view text, checked;
        todo expected{};
        std::string_view on_demand = "";  // where the first one counts
    } const cases[] = {
        {R"({"a":1,"b":2,"c":1,"d":"x"})", "", {1, "untitled", "x", 2}},
        {R"({"b":2,"c":2})", "", {-1, "untitled", {}, 2}},
        {R"({"a":null,"b":2,"c":2,"d":null})", "", {-1, "untitled", {}, 2}},
        {R"({"b":null,"c":null})", "1 null: null @5; 2 unmet condition: null @14"},
        {R"({"a":"1","b":"2","c":"1","d":4})",
         "0 wrong type: a string @5; 1 wrong type: a string @13; 2 unmet condition: a string @21"},
        {R"({"d":true})",
         "1 missing: an object @0; 2 missing: an object @0; 3 wrong type: a boolean @5"},
        {R"({"a":1,"a":2,"b":2,"c":1,"c":3})",
         "0 ambiguous: a number @11; 2 ambiguous: a number @29",
         {1, "untitled", {}, 2},
         "ok"},
        {R"({"a":null,"a":2,"b":2,"c":1})",
         "0 ambiguous: a number @14",
         {-1, "untitled", {}, 2},
         "ok"},
        {R"({"b":"x","b":2,"c":1})", "1 wrong type: a string @5"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const checked = tl::map<rows>(one.text);
        REQUIRE(checked.has_value() == one.checked.empty());
        if (!checked) CHECK(summary(checked.error()) == one.checked);
        if (checked) CHECK(*checked == one.expected);
        auto const on_demand = tl::map<rows>(one.text, tl::json::on_demand);
        REQUIRE(on_demand.has_value() == (one.checked.empty() || !one.on_demand.empty()));
        if (!on_demand) CHECK(summary(on_demand.error()) == one.checked);
        if (on_demand) CHECK(*on_demand == one.expected);
    }
}

}  // namespace mapping_engine_landing_test
