// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/map.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/mapped.hpp"
#include "support/allocation_count.hpp"

#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>

namespace mapping_map_test {

namespace tl = trotline;

struct views {
    std::string_view name;
    double price = 0;
    bool sold = false;
    tl::raw_view all{};
};
BOOST_DESCRIBE_STRUCT(views, (), (name, price, sold, all))

using namespace trotline_tests;

namespace {

using todo_rows = tl::mapping<todo,                                       //
                              tl::row<"data.userId", &todo::user_id>,     //
                              tl::row<"data['title']", &todo::title>,     //
                              tl::row<"data.tags[0]", &todo::first_tag>,  //
                              tl::optional_row<"data.priority", &todo::priority>>;

}  // namespace

TEST_CASE("required, optional, and optional by type") {
    ok<todo_rows>(R"({"data": {"userId": 7, "title": "a", "tags": ["x", "y"], "priority": 1}})",
                  todo{7, "a", "x", 1});
    ok<todo_rows>(R"({"data": {"priority": 1, "tags": ["x"], "title": "a", "userId": 7}})",
                  todo{7, "a", "x", 1});
    // nothing, or null
    ok<todo_rows>(R"({"data": {"userId": 7, "title": "a"}})", todo{7, "a", {}, 3});
    ok<todo_rows>(R"({"data": {"userId": 7, "title": "a", "tags": [], "priority": null}})",
                  todo{7, "a", {}, 3});
    ok<todo_rows>(R"({"data": {"userId": 7, "title": "a", "tags": [null]}})", todo{7, "a", {}, 3});
    ok<todo_rows>(R"({"data": {"userId": 7, "title": "a", "tags": {"0": "x"}}})",
                  todo{7, "a", {}, 3});
    // a wrong type is an error
    bad<todo_rows>(R"({"data": {"userId": 7, "title": "a", "tags": [true]}})",
                   "2 wrong type: a boolean @46");
    bad<todo_rows>(R"({"data": {"userId": 7, "title": "a", "priority": "1"}})",
                   "3 wrong type: a string @49");
}

TEST_CASE("every row's first failure, in the order of the rows") {
    bad<todo_rows>("{}", "0 missing: an object @0; 1 missing: an object @0");
    bad<todo_rows>(R"({"data": 7})", "0 missing: a number @9; 1 missing: a number @9");
    bad<todo_rows>(R"({"data": {"tags": [[1]], "title": [], "userId": "7", "priority": {}}})",
                   "0 wrong type: a string @48; 1 wrong type: an array @34; 2 wrong type: an array "
                   "@19; 3 wrong type: an object @65");
    bad<todo_rows>(R"({"data": {"userId": null, "title": null}})",
                   "0 null: null @20; 1 null: null @35");
    auto const mapped = tl::map<todo_rows>(R"({"data": {"title": "a"}})");
    REQUIRE(!mapped);
    tl::row_failure const& why = mapped.error().rows()[0];
    CHECK(why.description.path == "data.userId");
    CHECK(why.description.destination == "user_id");
    CHECK(why.description.required);
    CHECK(why.depth == 1);  // `data` was found
    CHECK(why.found == tl::kind::object);
    CHECK(why.offset == 9);
}

TEST_CASE("what stood there is shown, shortened") {
    auto const mapped = tl::map<todo_rows>(
        R"({"data": {"userId": "a string of more than forty characters, which is cut", "title": "a"}})");
    REQUIRE(!mapped);
    CHECK(mapped.error().rows()[0].excerpt.view() == "\"a string of more than forty characte...");
    CHECK(to_string(mapped.error()) == to_string(mapped.error().rows()[0]));
}

TEST_CASE("a text that is no document") {
    bad<todo_rows>("", "malformed @0");
    bad<todo_rows>("nonsense", "malformed @1");
    bad<todo_rows>(R"({"data": {"userId": 7, "title": "a\q"}})", "malformed @35");
    bad<todo_rows>(R"({"data": {"userId": 7, "title": "a"})", "malformed @36");
    bad<todo_rows>(R"({"data": {"userId": 007, "title": "a"}})", "malformed @21");
    auto const after = tl::map<todo_rows>(
        R"({"data": {"userId": 7, "title": "a", "tags": ["x"], "priority": 1}} nonsense)");
    REQUIRE(!after);
    CHECK(summary(after.error()) == "malformed @68");
    // on demand, the rest is not read
    CHECK(tl::map<todo_rows>(
              R"({"data": {"userId": 7, "title": "a", "tags": ["x"], "priority": 1}} nonsense)",
              tl::json::on_demand)
              .has_value());

    auto const deep = tl::map<todo_rows>(std::string(1025, '['));
    REQUIRE(!deep);
    CHECK(summary(deep.error()) == "too deep @1024");
    CHECK(tl::map<tl::mapping<five>>(std::string("\xEF\xBB\xBF{}")).has_value());
}

TEST_CASE("XML and JSON with the same content, the same rows") {
    using rows = tl::mapping<todo, tl::row<"data.userId", &todo::user_id>,
                             tl::row<"data.title", &todo::title>,
                             tl::row<"data.tags.tag[0]", &todo::first_tag>,
                             tl::row<"data.tags.tag[-1]", &todo::priority, tl::row_option::coerce>>;
    constexpr std::string_view json =
        R"({"data": {"userId": 7, "title": "a & b", "tags": {"tag": ["x", "9"]}}})";
    constexpr std::string_view xml =
        "<?xml version=\"1.0\"?>\n<data><userId>7</userId><title>a &amp; "
        "b</title><tags><tag>x</tag><!-- 8 "
        "--><tag>9</tag></tags></data>";
    todo const expected{7, "a & b", "x", 9};
    ok<rows>(json, expected);
    auto const mapped = tl::map<rows>(xml, tl::xml::checked);
    REQUIRE(mapped.has_value());
    CHECK(*mapped == expected);

    using list =
        tl::mapping<derived, tl::row<"r.id", &derived::id>, tl::row<"r.more", &derived::more>>;
    ok<list>(R"({"r": {"id": 1, "more": [2, 3]}})", derived{{1}, {2, 3}});
    CHECK(*tl::map<list>("<r><more>2</more><id>1</id><more>3</more></r>", tl::xml::checked) ==
          derived{{1}, {2, 3}});
    CHECK(*tl::map<list>("<r><id>1</id></r>", tl::xml::checked) == derived{{1}, {}});
}

TEST_CASE("map_into changes all members or none, and only those that were found") {
    in_both_modes([](auto format) {
        todo kept{1, "kept", "tag", 2};
        CHECK(!tl::map_into<todo_rows>(
            kept, R"({"data": {"userId": 7, "tags": ["new"], "priority": 9}})", format));
        CHECK(kept == todo{1, "kept", "tag", 2});
        CHECK(!tl::map_into<todo_rows>(kept, R"({"data": {"userId": 7, "title": )", format));
        CHECK(kept == todo{1, "kept", "tag", 2});
        CHECK(tl::map_into<todo_rows>(
            kept, R"({"data": {"userId": 7, "title": "t", "priority": null}})", format));
        CHECK(kept == todo{7, "t", {}, 2});
    });
}

TEST_CASE("nothing is allocated for scalars and views, whether it maps or not") {
    using rows =
        tl::mapping<views, tl::row<"a.name", &views::name>, tl::row<"a.price", &views::price>,
                    tl::row<"a.list[-1]", &views::sold>, tl::row<"a", &views::all>>;
    constexpr std::string_view good =
        R"({"b": [1, {"name": 2}], "a": {"price": 1.25e-7, "list": [1, 2, true], "name": "N"}})";
    constexpr std::string_view wrong =
        R"({"b": [1, {"name": 2}], "a": {"price": "1", "list": [], "name": "\n"}})";
    constexpr std::string_view xml =
        "<a><price>1.25</price><list>false</list><list>true</list><name>N</name></a>";
    in_both_modes([&](auto format) {
        bool mapped = false;
        CHECK(trotline_tests::allocations(
                  [&] { mapped = tl::map<rows>(good, format).has_value(); }) == 0);
        CHECK(mapped);
        CHECK(trotline_tests::allocations(
                  [&] { mapped = tl::map<rows>(wrong, format).has_value(); }) == 0);
        CHECK(!mapped);
        CHECK(trotline_tests::allocations(
                  [&] { mapped = tl::map<rows>(good.substr(0, 40), format).has_value(); }) == 0);
        CHECK(!mapped);
        views into;
        CHECK(trotline_tests::allocations(
                  [&] { mapped = tl::map_into<rows>(into, good, format).has_value(); }) == 0);
        CHECK(mapped);
    });
    bool mapped = false;
    CHECK(trotline_tests::allocations(
              [&] { mapped = tl::map<rows>(xml, tl::xml::checked).has_value(); }) == 0);
    CHECK(mapped);
    CHECK(trotline_tests::allocations([&] {
              mapped = tl::map<rows>("<a><price/></a>", tl::xml::checked).has_value();
          }) == 0);
    CHECK(!mapped);
}

}  // namespace mapping_map_test
