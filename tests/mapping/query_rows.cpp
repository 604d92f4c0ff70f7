// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query_rows.hpp>

#include <trotline/mapping/map_into.hpp>

#include "mapping/listing_store.hpp"
#include "mapping/mapped.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_query_rows_test {

using namespace trotline_tests;

namespace {

struct line {
    std::string sku{};
    double amount = 0;
    std::vector<int> sizes{};
    friend bool operator==(line const&, line const&) = default;
};
BOOST_DESCRIBE_STRUCT(line, (), (sku, amount, sizes))

struct order {
    long id = 0;
    std::vector<std::string> names{"before"};
    std::array<int, 2> two{};
    std::string first{}, only{};
    std::uint8_t count = 9;
    std::vector<line> lines{{"before"}};
    std::optional<int> maybe = 3;
    friend bool operator==(order const&, order const&) = default;
};
BOOST_DESCRIBE_STRUCT(order, (), (id, names, two, first, only, count, lines, maybe))

constexpr std::string_view text =
    R"({"id": 7, "items": [{"name": "a", "on": true, "sku": "A1", "price": {"amount": 1.5}, "s": [{"n": 1}, {"n": 2}]},)"
    R"( {"name": "b", "sku": "B1", "price": {"amount": 2.5}}], "n": [4, 5]})";

using lines =
    tl::each_row<"items[*]", &order::lines, tl::row<"sku", &line::sku>,
                 tl::row<"price.amount", &line::amount>, tl::query_row<"s[*].n", &line::sizes>>;

}  // namespace

TEST_CASE("all nodes, the only one, the first, how many, and a class for each") {
    using all =
        tl::mapping<order, tl::row<"id", &order::id>, tl::query_row<"items[*].name", &order::names>,
                    tl::query_row<"n[*]", &order::two>, tl::first_row<"$..name", &order::first>,
                    tl::query_row<"items[?@.name == 'b'].sku", &order::only>,
                    tl::count_row<"items[*]", &order::count>, lines,
                    tl::query_row<"items[?@.nothing].name", &order::maybe>>;
    ok<all>(text, order{7,
                        {"a", "b"},
                        {4, 5},
                        "a",
                        "B1",
                        2,
                        {{"A1", 1.5, {1, 2}}, {"B1", 2.5, {}}},
                        std::nullopt});
}

TEST_CASE("nothing selected: an empty container, no count, and a miss for one value") {
    ok<tl::mapping<order, tl::query_row<"items[*].name", &order::names>>>("{}", order{0, {}});
    ok<tl::mapping<order, tl::query_row<"$[?@ == 1]", &order::lines>>>(
        "{}", order{0, {"before"}, {}, {}, {}, 9, {}});
    ok<tl::mapping<order, tl::count_row<"n[*]", &order::count>>>(
        "{}", order{0, {"before"}, {}, {}, {}, 0, {{"before"}}});
    ok<tl::mapping<order, tl::query_row<"n[*]", &order::only, tl::row_option::optional>>>("{}",
                                                                                          order{});
    bad<tl::mapping<order, tl::query_row<"n[*]", &order::only>>>("{}", "0 missing: an object @0");
    bad<tl::mapping<order, tl::first_row<"n[*]", &order::only>>>("[]", "0 missing: an array @0");
}

TEST_CASE("what fails says which row, which element, and where") {
    bad<tl::mapping<order, tl::query_row<"n[*]", &order::id>>>(R"({"n": [1, 2]})",
                                                               "0 ambiguous: a number @10");
    bad<tl::mapping<order, tl::query_row<"n[*]", &order::two>>>(R"({"n": [1, 2, 3]})",
                                                                "0 wrong size: a number @13");
    bad<tl::mapping<order, tl::query_row<"n[*]", &order::two>>>(R"({"n": [1]})",
                                                                "0 wrong size: an object @0");
    bad<tl::mapping<order, tl::query_row<"n[*]", &order::names>>>(
        R"({"n": ["a", true]})", "0 wrong type: a boolean @12 [1]");
    bad<tl::mapping<order, tl::row<"id", &order::id>, lines>>(
        R"({"id": "x", "items": [{"sku": "a", "price": {"amount": 1}}, {"sku": "b", "price": {}}]})",
        "0 wrong type: a string @7; 1 missing: an object @82 $['items'][1].price.amount");
    std::string many = "[";
    for (int i = 0; i != 300; ++i) many += i == 0 ? "0" : ",0";
    bad<tl::mapping<order, tl::count_row<"$[*]", &order::count>>>(many + ']',
                                                                  "0 out of range: an array @0");
}

TEST_CASE("the path of a row that failed in an element follows the element's place") {
    using by_index =
        tl::mapping<order, tl::each_row<"$[*]", &order::lines, tl::row<"[0].s", &line::sku>>>;
    bad<by_index>(R"([[{"s": "a"}], []])", "0 missing: an array @15 $[1][0].s");
    using from_root =
        tl::mapping<order, tl::each_row<"$[*]", &order::lines, tl::row<"$[0].s", &line::sku>>>;
    bad<from_root>(R"([[{"s": "a"}], []])", "0 missing: an array @15 $[1][0].s");
    using dotted =
        tl::mapping<order, tl::each_row<"$[*]", &order::lines, tl::row<"$.s", &line::sku>>>;
    bad<dotted>("[{}]", "0 missing: an object @1 $[0].s");
    using whole = tl::mapping<order, tl::each_row<"$[*]", &order::lines, tl::row<"$", &line::sku>>>;
    bad<whole>(R"(["a", {}])", "0 wrong type: an object @6 $[1]");
}

TEST_CASE("on demand, a text that ends inside of a list is malformed, and no row is") {
    using rows = tl::mapping<order, tl::query_row<"items[*].name", &order::names>, lines>;
    std::size_t const end = text.find(", \"n\"") - 1;  // of the list
    for (std::size_t size = 0; size <= end; ++size) {
        CAPTURE(size);
        auto const mapped = tl::map<rows>(text.substr(0, size), tl::json::on_demand);
        REQUIRE_FALSE(mapped);
        CHECK(mapped.error().document().code == tl::code::malformed);
        CHECK(mapped.error().document().offset <= size);
    }
    CHECK(tl::map<rows>(text, tl::json::on_demand).has_value());
}

TEST_CASE("a parameter takes the list as JSON text") {
    using kept = tl::parameters_from<tl::query_row<"items[*].price", "PRICES">,
                                     tl::query_row<"items[?@.on].nothing", "NONE">,
                                     tl::first_row<"items[*].sku", "SKU">>;
    listing_store store;
    REQUIRE(tl::map_into<kept>(store, text).has_value());
    REQUIRE(store.kept.size() == 3);
    CHECK(store.kept[0].value == tl::value(tl::json_text{R"([{"amount": 1.5},{"amount": 2.5}])"}));
    CHECK(store.kept[1].value == tl::value(tl::json_text{"[]"}));
    CHECK(store.kept[2].value == tl::value("A1"));

    listing_store xml;
    using titles = tl::parameters_from<tl::query_row<"c.t[*]", "T">>;
    REQUIRE(tl::map_into<titles>(xml, "<c><t>a\"b</t><t/></c>", tl::xml::checked).has_value());
    CHECK(xml.kept[0].value == tl::value(tl::json_text{R"(["a\"b",""])"}));
}

TEST_CASE("XML: siblings and their attributes, a class for each") {
    using rows = tl::mapping<order, tl::query_row<"c.t[?@.@on == 'true'].name", &order::names>,
                             tl::each_row<"c.t[*]", &order::lines, tl::row<"@sku", &line::sku>,
                                          tl::row<"price", &line::amount>>>;
    auto const mapped = tl::map<rows>(
        "<c><t on='true' sku='x'><name>n</name><price>2</price></t><t "
        "sku='y'><price>3</price></t></c>",
        tl::xml::checked);
    REQUIRE(mapped.has_value());
    CHECK(mapped->names == std::vector<std::string>{"n"});
    CHECK(mapped->lines == std::vector<line>{{"x", 2, {}}, {"y", 3, {}}});
}

}  // namespace mapping_query_rows_test
