// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/fallback.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/map_into.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "mapping/documents.hpp"
#include "mapping/whole.hpp"
#include "support/allocation_count.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_fallback_test {

namespace tl = trotline;
using trotline_tests::summary;

BOOST_DEFINE_ENUM_CLASS(color, red, green)

struct user {
    std::string name;
    int age = 0;
    std::vector<int> list;
    std::optional<double> ratio;
    color shade = color::red;
    bool active = false;
    std::string_view view;
    friend bool operator==(user const&, user const&) = default;
};
BOOST_DESCRIBE_STRUCT(user, (), (name, age, list, ratio, shade, active, view))

// Read as a whole.
struct renamed {
    int id = 0;
    std::string label;
    friend bool operator==(renamed const&, renamed const&) = default;
};
BOOST_DESCRIBE_STRUCT(renamed, (), (id, label))

struct wire_details {
    std::string title;
};
BOOST_DESCRIBE_STRUCT(wire_details, (), (title))
struct wire {
    wire_details details;
};
BOOST_DESCRIBE_STRUCT(wire, (), (details))

}  // namespace mapping_fallback_test

template <>
struct trotline::member_names<mapping_fallback_test::renamed>
    : trotline::names<trotline::named<&mapping_fallback_test::renamed::id, "id",
                                      trotline::or_at<"ID">, trotline::or_at<"meta.id">>,
                      trotline::named<&mapping_fallback_test::renamed::label, "label",
                                      trotline::otherwise<"none">>> {};

namespace mapping_fallback_test {

using name_rows =
    tl::mapping<user, tl::row<"name", &user::name, tl::or_at<"profile.name">, tl::or_at<"login">>>;

TEST_CASE("the first path that selects something counts") {
    struct {
        std::string_view text, outcome;
    } const cases[] = {
        {R"({"name": "a", "profile": {"name": "b"}, "login": "c"})", "a"},
        {R"({"login": "c", "profile": {"name": "b"}})", "b"},
        {R"({"login": "c", "profile": {}})", "c"},
        {R"({"login": "c", "profile": null})", "c"},
        {R"({"login": "c", "profile": {"name": 1}})", "1"},
        // whatever its value is
        {R"({"login": "c", "name": null})", "0 null: null @23"},
        {R"({"login": "c", "profile": {"name": []}})", "0 wrong type: an array @35"},
        {R"({})", "0 missing: an object @0"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        trotline_tests::in_both_modes([&](auto format) {
            auto const got = tl::map<name_rows>(one.text, format);
            CHECK((got ? got->name : summary(got.error())) == one.outcome);
        });
    }
    CHECK(to_string(tl::map<name_rows>("{}").error()) ==
          "name or profile.name or login -> name: not found in an object {} at byte 0");
    CHECK(trotline_tests::allocations(
              [] { CHECK(tl::map<name_rows>(R"({"login": "c"})")->name == "c"); }) == 0);
}

TEST_CASE("a default value replaces a missing value and null") {
    using rows = tl::mapping<user, tl::row<"name", &user::name, tl::otherwise<"nobody">>,
                             tl::row<"age", &user::age, tl::otherwise<-1>>,
                             tl::row<"ratio", &user::ratio, tl::otherwise<2>>,
                             tl::row<"shade", &user::shade, tl::otherwise<color::green>>,
                             tl::row<"active", &user::active, tl::otherwise<true>>,
                             tl::row<"view", &user::view, tl::otherwise<"seen">>>;
    user const defaults{"nobody", -1, {}, 2.0, color::green, true, "seen"};
    trotline_tests::in_both_modes([&](auto format) {
        CHECK(*tl::map<rows>("{}", format) == defaults);
        CHECK(*tl::map<rows>(R"({"name": null, "age": null, "ratio": null, "shade": null,
                                "active": null, "view": null})",
                             format) == defaults);
        CHECK(tl::map<rows>(R"({"age": 7})", format)->age == 7);
        CHECK(summary(tl::map<rows>(R"({"age": "7"})", format).error()) ==
              "1 wrong type: a string @8");
    });
    CHECK(tl::map<tl::mapping<user, tl::row<"r.age", &user::age, tl::otherwise<-1>>>>(
              "<r><age/></r>", tl::xml::checked)
              ->age == -1);
    using elsewhere = tl::mapping<
        user, tl::row<"age", &user::age, tl::or_at<"years">, tl::or_at<"old">, tl::otherwise<-1>>>;
    trotline_tests::in_both_modes([&](auto format) {
        CHECK(tl::map<elsewhere>(R"({"years": null, "old": 3})", format)->age == -1);
        CHECK(tl::map<elsewhere>(R"({"old": null})", format)->age == -1);
        CHECK(tl::map<elsewhere>(R"({"old": 3})", format)->age == 3);
    });
    using filled =
        tl::mapping<user, tl::row<"name", &user::name, tl::or_at<"login">, tl::otherwise<"nobody">,
                                  tl::row_option::empty_is_null>>;
    for (char const* const text : {R"({"name": ""})", R"({"login": ""})", "{}"})
        CHECK_MESSAGE(tl::map<filled>(text)->name == "nobody", text);
    using strict =
        tl::mapping<user, tl::row<"age", &user::age, tl::otherwise<-1>, tl::row_option::not_null>>;
    CHECK(tl::map<strict>("{}")->age == -1);
    CHECK(summary(tl::map<strict>(R"({"age": null})").error()) == "0 null: null @8");
}

TEST_CASE("lists of XML and options apply to the other path, too") {
    using rows = tl::mapping<user, tl::row<"r.n", &user::list, tl::or_at<"r.m.n">>>;
    CHECK(tl::map<rows>("<r><m><n>1</n><n>2</n></m></r>", tl::xml::checked)->list ==
          std::vector<int>{1, 2});
    CHECK(tl::map<rows>("<r><n>3</n><m><n>1</n></m></r>", tl::xml::checked)->list ==
          std::vector<int>{3});
    CHECK(tl::map<rows>("<r/>", tl::xml::checked)->list.empty());
    CHECK(summary(tl::map<rows>("<r><m><n>1</n><n>x</n></m></r>", tl::xml::checked).error()) ==
          "0 wrong type: an element @14 [1]");
    using coercing =
        tl::mapping<user, tl::row<"a", &user::age, tl::or_at<"b[-1]">, tl::row_option::coerce>>;
    CHECK(tl::map<coercing>(R"({"b": [1, "7"]})")->age == 7);
}

TEST_CASE("a member's other paths are relative to its object") {
    trotline_tests::whole::ok<renamed>(R"({"id": 1, "label": "a"})", {1, "a"});
    trotline_tests::whole::ok<renamed>(R"({"ID": 2, "label": null})", {2, "none"});
    trotline_tests::whole::ok<std::vector<renamed>>(R"([{"meta": {"id": 3}}, {"id": 4}])",
                                                    {{3, "none"}, {4, "none"}});
    trotline_tests::whole::bad<std::vector<renamed>>(R"([{"id": 4}, {"ID": "x"}])",
                                                     "0 wrong type: a string @19 [1].id");
    trotline_tests::whole::bad<renamed>("{}", "0 missing: an object @0 .id");
}

TEST_CASE("parameters, queries, and rows of run time") {
    using rows = tl::parameters_from<tl::row<"language", "LANGUAGE", tl::otherwise<"en">>,
                                     tl::row<"n", "N", tl::or_at<"m">, tl::otherwise<7>>,
                                     tl::first_row<"a[?@ > 9]", "FIRST", tl::otherwise<false>>>;
    tl::memory_parameter_store store;
    REQUIRE(tl::map_into<rows>(store, R"({"m": 12.50, "a": [1]})"));
    CHECK(store.get("LANGUAGE") == tl::value("en"));
    CHECK(store.get("N") == tl::value(tl::number{"12.50"}));
    CHECK(store.get("FIRST") == tl::value(false));

    tl::run_time_row name{.path = "name", .parameter = "NAME"};
    name.alternatives = {"profile.name", "login"};
    name.otherwise = tl::value("nobody");
    auto const mapping = tl::run_time_mapping::build({name});
    REQUIRE(mapping);
    struct {
        std::string_view text;
        tl::value name;
    } const cases[] = {{R"({"name": "a", "login": "c"})", "a"},
                       {R"({"login": "c", "profile": {"name": 1}})", 1},
                       {R"({"login": "c"})", "c"},
                       {R"({"name": null, "login": "c"})", "nobody"},
                       {R"({"login": null})", "nobody"},
                       {R"({"profile": {"name": null}, "login": "c"})", "nobody"},
                       {"{}", "nobody"}};
    for (auto const& one : cases) {
        CAPTURE(one.text);
        REQUIRE(tl::map_into(store, *mapping, one.text));
        CHECK(store.get("NAME") == one.name);
    }
    name.alternatives = {"a..b"};
    CHECK(to_string(tl::run_time_mapping::build({name}).error())
              .starts_with("row 0: alternative 0: object path"));
    name.otherwise.reset();
    name.alternatives = {"profile.name", "login"};
    auto const without_default = tl::run_time_mapping::build({name});
    REQUIRE(without_default);
    auto const missing = tl::map_into(store, *without_default, "{}");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().rows.at(0).description.path == "name or profile.name or login");
    name.alternatives = {"a"};
    name.source = tl::row_source::status;
    CHECK_FALSE(tl::run_time_mapping::build({name}));
}

// The checks at compile time know other paths and default values.
constexpr std::string_view sample = R"({"login": "c", "label": 1})";
constexpr std::string_view other_sample = R"({"profile": {"name": []}})";
using default_rows = tl::mapping<user, tl::row<"age", &user::age, tl::otherwise<1>>>;
static_assert(tl::finds<name_rows, sample>() && tl::finds<default_rows, sample>());
static_assert(!tl::sample_sources<name_rows, other_sample>::are_there);
using title_rows = tl::mapping<user, tl::row<"title", &user::name, tl::or_at<"details.title">>>;
static_assert(tl::fits<title_rows, wire>());
static_assert(!tl::wire_sources<name_rows, wire>::are_there);

}  // namespace mapping_fallback_test
