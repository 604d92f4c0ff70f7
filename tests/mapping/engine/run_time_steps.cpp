// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/run_time_steps.hpp>

#include <doctest/doctest.h>
#include <trotline/json/format.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/row_functions.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/xml/format.hpp>

#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <variant>

namespace mapping_engine_run_time_steps_test {

namespace tl = trotline;

namespace {

struct nothing {};
BOOST_DESCRIBE_STRUCT(nothing, (), ())

// The value that a row stores, or its failure.
std::string stored(std::string_view row, std::string_view text, auto const& format) {
    auto const mapping =
        tl::run_time_mapping::build({{.path = std::string(row), .parameter = "P"}});
    REQUIRE(mapping);
    tl::memory_parameter_store store;
    auto const done = tl::map_into(store, *mapping, text, format);
    if (!done) return to_string(done.error());
    tl::value const held = *store.get("P");
    return (std::holds_alternative<std::string>(held.get()) ? "'" : "") + to_string(held);
}

constexpr std::string_view json = R"({"text": " A b ", "list": "x,yy,,z", "n": 12.50, "yes": "1",
    "order": "see AB-12!", "day": "31.01.2026", "web": "Sun, 06 Nov 1994 08:49:37 GMT",
    "seconds": 1769853600, "milliseconds": "1769853600250", "no": null, "array": [1], "flag": true})";

}  // namespace

TEST_CASE("functions after paths of run time") {
    static struct {
        std::string_view row, expected;  // a text begins with an apostrophe
    } const table[] = {
        {"text | trim", "'A b"},
        {"text | trim | upper", "'A B"},
        {"text | lower", "' a b "},
        {"list | split(',')[0]", "'x"},
        {"list | split(',')[2]", "'"},
        {"list | split(',')[3]", "'z"},
        {"list | split(',')[-1]", "'z"},
        {"list | split(',')[-4]", "'x"},
        {"list | split(',,')[1]", "'z"},
        {"n | to_integer", "n | to_integer"},
        {"n | to_number", "12.50"},
        {"n | trim", "'12.50"},
        {"yes | to_boolean", "true"},
        {"yes | to_integer", "1"},
        {"order | match('[A-Z]+-[0-9]+')", "'AB-12"},
        {"order | match('[0-9]+') | to_integer", "12"},
        {"day | date('%d.%m.%Y')", "'2026-01-31"},
        {"web | date(http)", "'1994-11-06T08:49:37Z"},
        {"seconds | date(seconds)", "'2026-01-31T10:00:00Z"},
        {"milliseconds | date(milliseconds)", "'2026-01-31T10:00:00.250Z"},
    };
    for (auto const& one : table) {
        auto const& [row, expected] = one;
        CAPTURE(one.row);
        std::string const found = stored(row, json, tl::json::checked);
        if (expected == row)
            CHECK(found.find("a text that is an integer") != found.npos);
        else
            CHECK(found == expected);
    }
    CHECK(stored("a.b | trim | to_integer", "<a><b> 7 </b></a>", tl::xml::checked) == "7");
    CHECK(stored("a.@c | split('-')[1]", "<a c='x-y'/>", tl::xml::checked) == "'y");
}

TEST_CASE("values that the functions refuse") {
    static struct {
        std::string_view row, expected;
    } const table[] = {
        {"list | split(',')[4]", "a text with the part that split() takes"},
        {"list | split(',')[-5]", "a text with the part that split() takes"},
        {"list | to_number", "a text that is a number"},
        {"list | to_boolean", "true, false, 1 or 0"},
        {"order | match('[0-9]{5}')", "a text in which the pattern of match() is found"},
        {"order | date('%d.%m.%Y')", "a date as the pattern of date() says"},
        {"order | date(http)", "a date such as Sun, 06 Nov 1994"},
        {"order | date(seconds)", "a whole number of seconds since 1970"},
        {"no | trim", "null"},
        {"array | trim", "a string"},
        {"flag | trim", "a string"},
        {"gone | trim", "not found"},
    };
    for (auto const& one : table) {
        auto const& [row, expected] = one;
        CAPTURE(one.row);
        std::string const found = stored(row, json, tl::json::checked);
        CAPTURE(found);
        CHECK(found.find(expected) != found.npos);
        CHECK(found.find(row) != found.npos);
    }
}

TEST_CASE("rows that are not built") {
    static struct {
        tl::run_time_row row;
        std::string_view expected;
    } const table[] = {
        {{.path = "a | trimm", .parameter = "P"},
         "row 0: expected a function: did you mean trim? at byte 4"},
        {{.path = "a.", .parameter = "P"}, "row 0: object path: "},
        {{.path = "a. | trim", .parameter = "P"}, "row 0: object path: "},
        {{.path = "a[*] | trimm", .parameter = "P"},
         "row 0: expected a function: did you mean trim? at byte 7"},
        {{.path = "a[* | trim", .parameter = "P"}, "row 0: "},
    };
    for (auto const& [row, expected] : table) {
        auto const built = tl::run_time_mapping::build({row});
        REQUIRE_FALSE(built);
        CHECK(to_string(built.error()).substr(0, expected.size()) == expected);
    }
}

TEST_CASE("a condition compares what the functions make of the value") {
    using conditions = tl::mapping<nothing, tl::condition<"state | trim | lower", "done", "ok">,
                                   tl::condition<"n | split(' ')[0] | to_integer", 7>,
                                   tl::condition<"yes | to_boolean", true>>;
    auto const mapping = tl::run_time_mapping::build(
        {{.path = "state | trim | lower", .parameter = "STATE", .allowed = {"done", "ok"}},
         {.path = "n | split(' ')[0] | to_integer", .allowed = {7}},
         {.path = "yes | to_boolean", .allowed = {true}}});
    REQUIRE(mapping);
    static struct {
        std::string_view text, why;  // empty: all conditions are met
    } const table[] = {
        {R"({"state": " Done ", "n": "7 kg", "yes": "1"})", ""},
        {R"({"state": "\u006fK", "n": "7", "yes": "true"})", ""},
        {R"({"state": "failed", "n": "7", "yes": "1"})", "\"done\" or \"ok\""},
        {R"({"state": "ok", "n": "8 kg", "yes": "1"})", "7"},
        {R"({"state": "ok", "n": "many", "yes": "1"})", "a text that is an integer"},
        {R"({"state": "ok", "n": "7", "yes": "0"})", "true"},
        {R"({"state": null, "n": "7", "yes": "1"})", "null"},
        {R"({"n": "7", "yes": "1"})", "not found"},
    };
    for (auto const& [text, why] : table) {
        tl::memory_parameter_store store;
        auto const done = tl::map_into(store, *mapping, text);
        auto const literal = tl::map<conditions>(text);
        CHECK(done.has_value() == why.empty());
        CHECK(literal.has_value() == why.empty());
        if (why.empty()) {
            std::string const kept = to_string(*store.get("STATE"));
            CHECK((kept == "done" || kept == "ok"));
            continue;
        }
        if (done || literal) continue;
        for (std::string const& found : {to_string(done.error()), to_string(literal.error())}) {
            CAPTURE(found);
            CHECK(found.find(why) != found.npos);
            CHECK(found.find(" | ") != found.npos);
        }
    }
}

TEST_CASE("other paths and default values") {
    auto const mapping = tl::run_time_mapping::build(
        {{.path = "a | trim", .parameter = "P", .alternatives = {"b"}, .otherwise = "none"}});
    REQUIRE(mapping);
    static struct {
        std::string_view text, expected;
    } const table[] = {{R"({"a": " x "})", "x"}, {R"({"b": " y "})", "y"}, {"{}", "none"}};
    for (auto const& [text, expected] : table) {
        tl::memory_parameter_store store;
        REQUIRE(tl::map_into(store, *mapping, text));
        CHECK(to_string(*store.get("P")) == expected);
    }
}

}  // namespace mapping_engine_run_time_steps_test
