// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/row_functions.hpp>

#include <doctest/doctest.h>
#include <trotline/core/via.hpp>
#include <trotline/json/writer.hpp>
#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/parameter_store/memory.hpp>

#include <boost/describe.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_row_functions_test {

namespace tl = trotline;

namespace {

struct item {
    std::string name;
    int second = 0;
    double price = 0;
    std::vector<std::string> tags;
    std::optional<int> there, null;
    std::string day, order;
    bool yes = false;
    std::size_t length = 0;
};
BOOST_DESCRIBE_STRUCT(item, (), (name, second, price, tags, there, null, day, order, yes, length))

using item_rows =
    tl::mapping<item, tl::row<"name | trim | upper", &item::name>,
                tl::row<"list | split(',')[1] | to_integer", &item::second>,
                tl::row<"price | split(' ')[0] | to_number", &item::price>,
                tl::row<"tags | trim", &item::tags>, tl::row<"there | to_integer", &item::there>,
                tl::row<"null | to_integer", &item::null>,
                tl::row<"day | date('%d.%m.%Y')", &item::day>,
                tl::row<"order | match('[A-Z]+-[0-9]+')", &item::order, tl::or_at<"number">>,
                tl::row<"yes | trim | to_boolean", &item::yes>,
                tl::row<"name | trim", &item::length,
                        tl::via<[](std::string_view text) { return text.size(); }>>>;

static_assert(tl::row<"a.b | trim", "P">::source_name() == "a.b | trim");
static_assert(tl::row<"a.b | trim", "P">::path.value.size() == 2);
static_assert(tl::field_row<"Location | split('/')[-1]", "ID">::source_name() == "Location");

}  // namespace

// The compile-time checks do not run functions: they only ask whether one could.
struct on_the_wire {
    std::string state;
    std::vector<int> list;
};
BOOST_DESCRIBE_STRUCT(on_the_wire, (), (state, list))
template <tl::fixed_string Path> using is_done = tl::parameters_from<tl::condition<Path, "done">>;
constexpr std::string_view wire_sample = R"({"state": " Done ", "list": [1]})";
static_assert(tl::finds<is_done<"state | trim | lower">, wire_sample>());
static_assert(tl::fits<is_done<"state | trim | lower">, on_the_wire>());
static_assert(!tl::sample_sources<is_done<"state">, wire_sample>::are_there);
static_assert(!tl::sample_sources<is_done<"list | lower">, wire_sample>::are_there);
static_assert(!tl::sample_sources<is_done<"stat | lower">, wire_sample>::are_there);
static_assert(!tl::wire_sources<is_done<"list | lower">, on_the_wire>::are_there);

TEST_CASE("functions after the paths of rows") {
    auto const found = tl::map<item_rows>(
        R"({"name": "  x ", "list": "1,22,3", "price": "12.5 EUR", "tags": [" a", "b "],
            "there": "7", "null": null, "day": "31.1.2026", "number": "see ABC-12x", "yes": " 1 "})");
    REQUIRE(found);
    CHECK(found->name == "X");
    CHECK(found->second == 22);
    CHECK(found->price == 12.5);
    CHECK(found->tags == std::vector<std::string>{"a", "b"});
    CHECK(found->there == 7);
    CHECK_FALSE(found->null);
    CHECK(found->day == "2026-01-31");
    CHECK(found->order == "ABC-12");
    CHECK(found->yes);
    CHECK(found->length == 1);
}

TEST_CASE("a value that a function refuses, and one that the type refuses afterwards") {
    auto const failed = tl::map<item_rows>(
        R"({"name": true, "list": "1", "price": "free", "tags": [" a", {}], "there": "7.5",
            "null": null, "day": "2026-01-31", "order": "none", "yes": "perhaps"})");
    REQUIRE_FALSE(failed);
    std::string const text = to_string(failed.error());
    CAPTURE(text);
    for (std::string_view const part :
         {"name | trim | upper", "a text with the part that split() takes",
          "a text that is a number", "tags | trim", "[1]", "a text that is an integer",
          "a date as the pattern of date() says", "order | match('[A-Z]+-[0-9]+')",
          "true, false, 1 or 0"})
        CHECK(text.find(part) != text.npos);
}

namespace {

// What a parameter gets of the row `v | FUNCTION`, or what its function expected.
std::string changed(std::string const& function, std::string const& text) {
    auto const rows = tl::run_time_mapping::build({{"v | " + function, "V"}});
    if (!rows) return to_string(rows.error());
    tl::memory_parameter_store store;
    std::string json;
    tl::json::writer(json).begin_object().name("v").string(text).end_object();
    auto const mapped = map_into(store, *rows, json);
    if (!mapped) return "expected " + std::string(mapped.error().rows.at(0).expected);
    return to_string(*store.get("V"));
}

}  // namespace

TEST_CASE("every function, at its limits") {
    struct {
        std::string function, text, result;
    } const table[] = {
        {"to_integer", "+5", "5"},
        {"to_integer", " -5\n", "-5"},
        {"to_integer", "++5", "expected a text that is an integer"},
        {"to_integer", "5.5", "expected a text that is an integer"},
        {"to_integer", "", "expected a text that is an integer"},
        {"to_number", "+5.5e1", "5.5e1"},
        {"to_number", "+", "expected a text that is a number"},
        {"to_boolean", "false", "false"},
        {"to_boolean", "0", "false"},
        {"to_boolean", "no", "expected true, false, 1 or 0"},
        {"split(',')[-2]", "a,b,c", "b"},
        {"split(',')[-4]", "a,b,c", "expected a text with the part that split() takes"},
        {"split(',')[0]", "", ""},
        {"split(', ')[1]", "a, b,c, d", "b,c"},
        {"date(seconds)", "1769853600", "2026-01-31T10:00:00Z"},
        {"date(seconds)", "1769853600.5", "expected a whole number of seconds since 1970"},
        {"date(seconds)", "", "expected a whole number of seconds since 1970"},
        {"date(seconds)", "253402300800", "expected a whole number of seconds since 1970"},
        {"date(seconds)", "-253402300800", "expected a year from 0 to 9999"},
        {"date(milliseconds)", "1769853600250", "2026-01-31T10:00:00.250Z"},
        {"date(milliseconds)", "x", "expected a whole number of milliseconds since 1970"},
        {"date(milliseconds)", "9223372036854775808",
         "expected a whole number of milliseconds since 1970"},
        {"date(http)", "Sat, 31 Jan 2026 10:00:00 GMT", "2026-01-31T10:00:00Z"},
        {"date(http)", "2026-01-31", "expected a date such as Sun, 06 Nov 1994 08:49:37 GMT"},
        {"date('%d.%m.%Y')", "32.1.2026", "expected a date as the pattern of date() says"},
        {"match('b+')", "abbc", "bb"},
        {"match('b+')", "ac", "expected a text in which the pattern of match() is found"},
        {"match('a*b')", std::string(3000, 'a'),
         "expected a shorter text: the pattern of match() takes too long"},
    };
    for (auto const& one : table) {
        CAPTURE(one.function);
        CAPTURE(one.text.substr(0, 40));
        CHECK(changed(one.function, one.text) == one.result);
    }
}

}  // namespace mapping_row_functions_test
