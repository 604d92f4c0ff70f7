// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/container_functions.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <trotline/rendering/described_writing.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "mapping/whole.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace mapping_engine_container_functions_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

BOOST_DEFINE_ENUM_CLASS(color, red, green)

struct comment {
    int id = 0;
    std::vector<comment> replies;
    std::unique_ptr<comment> quoted;
    friend bool operator==(comment const& a, comment const& b) {
        return a.id == b.id && a.replies == b.replies &&
               (a.quoted == nullptr) == (b.quoted == nullptr) &&
               (a.quoted == nullptr || *a.quoted == *b.quoted);
    }
};
BOOST_DESCRIBE_STRUCT(comment, (), (id, replies, quoted))

struct point {
    std::pair<double, double> at;
    std::set<int> tags;
    std::vector<std::pair<std::string, int>> pairs;
    friend bool operator==(point const&, point const&) = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (at, tags, pairs))

template <class T> std::string json(T const& from) {
    std::string out;
    tl::json::writer to(out);
    tl::refusal const refused = tl::detail::write_json(to, from);
    return refused.empty() ? out : std::string(std::string_view(refused));
}

}  // namespace mapping_engine_container_functions_test

template <>
inline constexpr bool
    trotline::members_have_defaults<mapping_engine_container_functions_test::comment> = true;

namespace mapping_engine_container_functions_test {

TEST_CASE("pairs and tuples: arrays of exactly these elements") {
    ok<std::pair<int, std::string>>(R"([1, "a"])", {1, "a"});
    ok<std::tuple<>>("[]", {});
    ok<std::tuple<int, bool, std::vector<int>>>("[1, true, [2]]", {1, true, {2}});
    bad<std::pair<int, std::string>>("[1]", "0 wrong size: an array @0");
    bad<std::pair<int, std::string>>(R"([1, "a", 2])", "0 wrong size: an array @0");
    bad<std::pair<int, std::string>>(R"([1, true])", "0 wrong type: a boolean @4 [1]");
    bad<std::pair<int, std::string>>("{}", "0 wrong type: an object @0");
    CHECK(tl::get<std::pair<int, std::string>>("<r><i>1</i><i>a</i></r>", "r.i"_path,
                                               tl::xml::checked)
              .value() == std::pair<int, std::string>{1, "a"});
    auto const three =
        tl::get<std::pair<int, int>>("<r><i>1</i></r>", "r.i"_path, tl::xml::checked);
    REQUIRE(!three);
    CHECK(summary(three.error()) == "0 wrong size: an object @0");
    point const expected{{1.5, 2}, {1, 2}, {{"a", 1}, {"b", 2}}};
    CHECK(json(expected) == R"({"at":[1.5,2],"tags":[1,2],"pairs":[["a",1],["b",2]]})");
    ok<point>(json(expected), expected);
}

TEST_CASE("sets: what is there already is left out") {
    ok<std::set<int>>("[2, 1, 2]", {1, 2});
    ok<std::unordered_set<std::string>>(R"(["a", "\u0061"])", {"a"});
    ok<std::set<std::pair<int, int>>>("[[1, 2]]", {{1, 2}});
    bad<std::set<int>>("[1, \"2\"]", "0 wrong type: a string @4 [1]");
    CHECK(tl::get<std::set<int>>("<r><i>2</i><i>1</i></r>", "r.i"_path, tl::xml::checked).value() ==
          std::set<int>{1, 2});
    using rows = tl::mapping<point, tl::query_row<"..n", &point::tags>>;
    CHECK(tl::map<rows>(R"({"n": 2, "a": [{"n": 1}, {"n": 2}]})")->tags == std::set<int>{1, 2});
}

TEST_CASE("keys that are numbers or enumerators") {
    using numbers = std::map<int, std::string>;
    ok<numbers>(R"({"7": "a", "-1": "b"})", {{7, "a"}, {-1, "b"}});
    ok<std::unordered_map<color, int>>(R"({"green": 1})", {{color::green, 1}});
    bad<numbers>(R"({"x": "a"})", "0 refused value: a string @6 .x");
    bad<numbers>(R"({"99999999999": "a"})", "0 refused value: a string @16 ['99999999999']");
    bad<std::map<color, int>>(R"({"pink": 1})", "0 refused value: a string @9 .pink");
    auto const wrong = tl::get<std::map<color, int>>(R"({"pink": 1})", "$"_path);
    REQUIRE(!wrong);
    CHECK(wrong.error().rows()[0].expected == "one of red, green");
    CHECK(wrong.error().rows()[0].excerpt.view() == R"("pink")");
    CHECK(json(numbers{{7, "a"}}) == R"({"7":"a"})");
    CHECK(json(std::map<color, int>{{color::red, 1}}) == R"({"red":1})");
    // two names of one key
    auto const twice = tl::get<numbers>(R"({"7": "a", "7.0": "b"})", "$"_path);
    REQUIRE(!twice);
    CHECK(twice.error().rows()[0].code == tl::code::ambiguous);
}

TEST_CASE("XML: a map of lists collects the siblings") {
    using lists = std::map<std::string, std::vector<int>>;
    CHECK(tl::get<lists>("<r><a>1</a><b>2</b><a>3</a></r>", "r"_path, tl::xml::checked).value() ==
          lists{{"a", {1, 3}}, {"b", {2}}});
    auto const wrong = tl::get<lists>("<r><a>1</a><a>x</a></r>", "r"_path, tl::xml::checked);
    REQUIRE(!wrong);
    CHECK(summary(wrong.error()) == "0 wrong type: an element @11 .a[1]");
}

TEST_CASE("an optional in an optional: null is not what is missing") {
    using twice = std::optional<std::optional<int>>;
    ok<std::vector<twice>>("[1, null]", {twice(1), twice(std::optional<int>())});
    struct {
        std::string_view text;
        twice expected;
    } const cases[] = {{R"({"a": {}})", std::nullopt},
                       {R"({"a": {"n": null}})", twice(std::optional<int>())},
                       {R"({"a": {"n": 7}})", twice(7)}};
    for (auto const& one : cases)
        CHECK(tl::get<twice>(one.text, "a.n"_path).value() == one.expected);
}

TEST_CASE("classes that contain themselves, down to a limit") {
    comment const expected = [] {
        comment made{1, {}, std::make_unique<comment>()};
        made.quoted->id = 9;
        made.replies.push_back({2, {}, nullptr});
        made.replies.back().replies.push_back({3, {}, nullptr});
        return made;
    }();
    auto const read = tl::get<comment>(
        R"({"id": 1, "quoted": {"id": 9}, "replies": [{"id": 2, "replies": [{"id": 3}]}]})",
        "$"_path);
    REQUIRE(read);
    CHECK(*read == expected);
    CHECK(*tl::get<comment>(json(expected), "$"_path) == expected);
    CHECK(tl::get<comment>("<c><id>1</id><replies><id>2</id><replies><id>3</id></replies></replies>"
                           "<quoted><id>9</id></quoted></c>",
                           "c"_path, tl::xml::checked)
              .value() == expected);
    auto const wrong = tl::get<comment>(R"({"replies": [{"replies": [{"id": "x"}]}]})", "$"_path);
    REQUIRE(!wrong);
    CHECK(summary(wrong.error()) == "0 wrong type: a string @33 .replies[0].replies[0].id");

    auto const nested = [](unsigned depth) {
        std::string text;
        for (unsigned i = 1; i != depth; ++i) text += "{\"quoted\":";
        text += "{}";
        for (unsigned i = 1; i != depth; ++i) text += '}';
        return text;
    };
    CHECK(tl::get<comment>(nested(tl::most_nested_objects), "$"_path).has_value());
    auto const deep = tl::get<comment>(nested(tl::most_nested_objects + 1), "$"_path);
    REQUIRE(!deep);
    CHECK(deep.error().rows()[0].code == tl::code::too_deep);
}

struct lists_holder {
    std::vector<std::pair<int, std::string>> pairs;
    std::set<int> tags;
};
BOOST_DESCRIBE_STRUCT(lists_holder, (), (pairs, tags))
using list_rows = tl::mapping<lists_holder, tl::row<"pairs", &lists_holder::pairs>,
                              tl::row<"tags", &lists_holder::tags>>;
constexpr std::string_view sample = R"({"pairs": [[1, "a"]], "tags": [1, 1]})";
constexpr std::string_view short_sample = R"({"pairs": [[1]], "tags": []})";
constexpr std::string_view recursive_sample = R"({"c": {"id": 1, "replies": [{"id": 2}]}})";
struct comment_holder {
    comment c;
};
BOOST_DESCRIBE_STRUCT(comment_holder, (), (c))
using comment_rows = tl::mapping<comment_holder, tl::row<"c", &comment_holder::c>>;
static_assert(tl::finds<list_rows, sample>() &&
              !tl::sample_sources<list_rows, short_sample>::are_there);
static_assert(tl::fits<list_rows, lists_holder>());
static_assert(tl::finds<comment_rows, recursive_sample>() &&
              tl::fits<comment_rows, comment_holder>());

}  // namespace mapping_engine_container_functions_test
