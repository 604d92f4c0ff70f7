// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query_functions.hpp>

#include <doctest/doctest.h>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/map_into.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/xml/format.hpp>

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_query_functions_test {

namespace tl = trotline;

namespace {

struct order {
    std::vector<std::string> names;
    std::vector<int> sizes;
    std::string only;
    double price = 0;
    std::optional<int> none = 3;
};
BOOST_DESCRIBE_STRUCT(order, (), (names, sizes, only, price, none))

constexpr std::string_view text =
    R"({"items": [{"name": " a\"", "size": "1 cm", "price": "2.5 EUR"},
                  {"name": "b ", "size": "22 cm", "price": "7 EUR", "on": true}]})";
constexpr std::string_view names = "items[*].name | trim | upper";
constexpr std::string_view sizes = "items[*].size | split(' ')[0] | to_integer";

using order_rows =
    tl::mapping<order, tl::query_row<"items[*].name | trim | upper", &order::names>,
                tl::query_row<"items[*].size | split(' ')[0] | to_integer", &order::sizes>,
                tl::query_row<"items[?@.on].name | trim", &order::only>,
                tl::first_row<"items[*].price | split(' ')[0] | to_number", &order::price>,
                tl::query_row<"items[?@.gone].size | to_integer", &order::none>>;

using parameter_rows =
    tl::parameters_from<tl::query_row<"items[*].name | trim | upper", "NAMES">,
                        tl::query_row<"items[*].size | split(' ')[0] | to_integer", "SIZES">,
                        tl::first_row<"items[*].price | match('[0-9.]+') | to_number", "PRICE">,
                        tl::query_row<"items[?@.gone].size | trim", "NONE">>;

static_assert(tl::query_row<"a[*] | trim", "P">::source_name() == "a[*] | trim");

std::string of(tl::memory_parameter_store const& store, std::string_view name) {
    return to_string(*store.get(name));
}

}  // namespace

TEST_CASE("functions change every node of a query") {
    auto const found = tl::map<order_rows>(text);
    REQUIRE(found);
    CHECK(found->names == std::vector<std::string>{"A\"", "B"});
    CHECK(found->sizes == std::vector{1, 22});
    CHECK(found->only == "b");
    CHECK(found->price == 2.5);
    CHECK_FALSE(found->none);
}

TEST_CASE("lists in parameters: the same from literals and from rows of run time") {
    tl::memory_parameter_store literal, run_time;
    REQUIRE(tl::map_into<parameter_rows>(literal, text));
    auto const mapping =
        tl::run_time_mapping::build({{.path = std::string(names), .parameter = "NAMES"},
                                     {.path = std::string(sizes), .parameter = "SIZES"},
                                     {.path = "items[?@.gone].size | trim", .parameter = "NONE"}});
    REQUIRE(mapping);
    REQUIRE(tl::map_into(run_time, *mapping, text));
    for (auto const* store : {&literal, &run_time}) {
        CHECK(of(*store, "NAMES") == R"(["A\"","B"])");
        CHECK(of(*store, "SIZES") == "[1,22]");
        CHECK(of(*store, "NONE") == "[]");
    }
    CHECK(of(literal, "PRICE") == "2.5");

    auto const in_xml =
        tl::run_time_mapping::build({{.path = "$..b | to_integer", .parameter = "P"}});
    REQUIRE(in_xml);
    REQUIRE(tl::map_into(run_time, *in_xml, "<a><b> 7 </b><b>8</b></a>", tl::xml::checked));
    CHECK(of(run_time, "P") == "[7,8]");
}

TEST_CASE("a node that a function refuses fails its row") {
    constexpr std::string_view wrong =
        R"({"items": [{"name": "a", "size": "1 cm"}, {"name": null, "size": "large"}]})";
    auto const mapping =
        tl::run_time_mapping::build({{.path = std::string(names), .parameter = "NAMES"},
                                     {.path = std::string(sizes), .parameter = "SIZES"}});
    REQUIRE(mapping);
    tl::memory_parameter_store store;
    auto const failed = tl::map_into(store, *mapping, wrong);
    REQUIRE_FALSE(failed);
    auto const literal = tl::map<order_rows>(wrong);
    REQUIRE_FALSE(literal);
    for (std::string const& why : {to_string(failed.error()), to_string(literal.error())}) {
        CAPTURE(why);
        for (std::string_view const part : {names, sizes, std::string_view("null"),
                                            std::string_view("a text that is an integer")})
            CHECK(why.find(part) != why.npos);
    }
    CHECK_FALSE(store.get("NAMES"));
}

}  // namespace mapping_query_functions_test
