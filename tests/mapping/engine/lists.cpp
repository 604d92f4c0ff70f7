// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/lists.hpp>

#include "mapping/mapped.hpp"

namespace mapping_engine_lists_test {

using namespace trotline_tests;

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

    // 2 to the power of 32, also where a size has 32 bits
    using large =
        tl::mapping<five, tl::row<"[0]", &five::a>, tl::optional_row<"[4294967296]", &five::b>,
                    tl::optional_row<"[4294967297]", &five::c>>;
    ok<large>("[1, 2, 3]", five{1, -1, -1});

    using deep = tl::mapping<five, tl::row<"a[-1].b", &five::a>, tl::row<"a[0].b", &five::b>,
                             tl::row<"a[-1].c[1]", &five::c>, tl::row<"z", &five::d>>;
    ok<deep>(R"({"a": [{"b": 1}, {}, {"c": [4, 5, 6], "b": 2}], "z": 9})", five{2, 1, 5, 9});
    ok<deep>(R"({"z": 9, "a": [{"b": 1, "c": [7, 8]}]})", five{1, 1, 8, 9});
    bad<deep>(R"({"a": [{"b": 1}, {}], "z": 9})",
              "0 missing: an object @17; 2 missing: an object @17");
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

TEST_CASE("on demand, an array is left when its wanted elements have been found") {
    using rows = tl::mapping<five, tl::row<"a[1].x", &five::a>, tl::row<"a[0]", &five::b>,
                             tl::row<"b[-1]", &five::c>, tl::row<"c", &five::d>>;
    constexpr std::string_view text = R"({"a":[7,{"w":0,"x":1},3],"b":[4,5],"c":6})";
    ok<rows>(text, five{1, 7, 5, 6});
    ok<rows>(R"({"c":6,"b":[5],"a":[7,{"x":1}]})", five{1, 7, 5, 6});
    // what comes after the last one is not looked at
    auto const cut =
        tl::map<rows>(R"({"b":[5],"c":6,"a":[7,{"x":1}, nonsense)", tl::json::on_demand);
    REQUIRE(cut.has_value());
    CHECK(*cut == five{1, 7, 5, 6});
    // the first of several counts
    auto const twice =
        tl::map<rows>(R"({"a":[7,{"x":1}],"a":[8,{"x":2}],"b":[5],"c":6})", tl::json::on_demand);
    REQUIRE(twice.has_value());
    CHECK(*twice == five{1, 7, 5, 6});
    auto const checked = tl::map<rows>(R"({"a":[7,{"x":1}],"a":[8,{"x":2}],"b":[5],"c":6})");
    REQUIRE(!checked);
    CHECK(summary(checked.error()) == "0 ambiguous: a number @29; 1 ambiguous: a number @22");
}

}  // namespace mapping_engine_lists_test
