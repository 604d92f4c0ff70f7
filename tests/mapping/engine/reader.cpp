// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/reader.hpp>

#include <trotline/mapping/get.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "mapping/documents.hpp"
#include "mapping/whole.hpp"

#include <array>
#include <cstdint>
#include <deque>
#include <list>
#include <map>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace mapping_engine_reader_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;

BOOST_DEFINE_ENUM_CLASS(color, red, green)

struct point {
    int x = 0;
    int y = 0;
    friend bool operator==(point const&, point const&) = default;
};
BOOST_DESCRIBE_STRUCT(point, (), (x, y))

struct shape {
    color fill = color::red;
    std::vector<point> corners;
    std::optional<point> centre;
    std::map<std::string, int> tags;
    friend bool operator==(shape const&, shape const&) = default;
};
BOOST_DESCRIBE_STRUCT(shape, (), (fill, corners, centre, tags))

using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

namespace {

// The element <v>.
template <class T> void ok_in_xml(std::string_view text, T const& expected) {
    INFO("text: " << std::string(text));
    auto const got = tl::get<T>(text, "v"_path, tl::xml::checked);
    INFO(std::string(got ? "" : summary(got.error())));
    REQUIRE(got.has_value());
    CHECK(*got == expected);
}
template <class T> void bad_in_xml(std::string_view text, std::string const& why) {
    INFO("text: " << std::string(text));
    auto const got = tl::get<T>(text, "v"_path, tl::xml::checked);
    REQUIRE(!got);
    CHECK(summary(got.error()) == why);
}

}  // namespace

TEST_CASE("optional: null is no value, a wrong type is an error") {
    ok<std::optional<int>>("null", std::nullopt);
    ok<std::optional<int>>("7", 7);
    ok<std::optional<std::vector<int>>>("[7]", std::vector<int>{7});
    bad<std::optional<int>>("\"7\"", "0 wrong type: a string @0");
    bad<std::optional<std::vector<int>>>("[null]", "0 null: null @1 [0]");
}

TEST_CASE("vectors and whatever grows at its end") {
    ok<std::vector<int>>("[]", {});
    ok<std::vector<int>>(" [1 ,2,3] ", {1, 2, 3});
    ok<std::vector<bool>>("[true,false]", {true, false});
    ok<std::list<std::string>>(R"(["a","\u0062"])", {"a", "b"});
    ok<std::deque<double>>("[1,2.5]", {1, 2.5});
    ok<std::pmr::vector<std::pmr::string>>(R"(["a"])", {"a"});
    ok<std::vector<std::vector<int>>>("[[],[1],[2,3]]", {{}, {1}, {2, 3}});
    ok<std::vector<std::optional<int>>>("[1,null]", {1, std::nullopt});
    bad<std::vector<int>>("{}", "0 wrong type: an object @0");
    bad<std::vector<int>>("1", "0 wrong type: a number @0");
    bad<std::vector<int>>("null", "0 null: null @0");
    // the first of a row's failures
    bad<std::vector<int>>("[1,\"2\",\"3\"]", "0 wrong type: a string @3 [1]");
    bad<std::vector<bool>>("[true,1]", "0 wrong type: a number @6 [1]");
    bad<std::vector<std::vector<signed char>>>("[[1],[2,300]]",
                                               "0 out of range: a number @8 [1][1]");
}

TEST_CASE("arrays have their exact size") {
    ok<std::array<int, 3>>("[1,2,3]", {1, 2, 3});
    ok<std::array<int, 0>>("[]", {});
    bad<std::array<int, 2>>("[1]", "0 wrong size: an array @0");
    bad<std::array<int, 2>>("[1,2,3]", "0 wrong size: an array @0");
    bad<std::array<int, 2>>("[1,true]", "0 wrong type: a boolean @3 [1]");
    bad<std::array<int, 2>>("7", "0 wrong type: a number @0");
    auto const got = tl::get<std::array<int, 12>>("[]", "$"_path);
    REQUIRE(!got);
    CHECK(got.error().rows()[0].expected == "12 elements");
    auto const one = tl::get<std::array<int, 1>>("[]", "$"_path);
    REQUIRE(!one);
    CHECK(one.error().rows()[0].expected == "1 element");
}

TEST_CASE("maps with string keys") {
    using ints = std::map<std::string, int>;
    ok<ints>("{}", {});
    ok<ints>(R"({"a": 1, "\u0062": 2, "": 3})", {{"a", 1}, {"b", 2}, {"", 3}});
    ok<std::unordered_map<std::string, std::vector<int>>>(R"({"a": [1]})", {{"a", {1}}});
    ok<std::pmr::map<std::pmr::string, int>>(R"({"a": 1})", {{"a", 1}});
    bad<ints>("[]", "0 wrong type: an array @0");
    bad<ints>(R"({"a": 1, "b": "2"})", "0 wrong type: a string @14 .b");
    bad<ints>(R"({"b c": "2"})", "0 wrong type: a string @8 ['b c']");
    bad<ints>(R"({"1": "2"})", "0 wrong type: a string @6 ['1']");
    bad<ints>(R"({"": "2"})", "0 wrong type: a string @5 ['']");
}

TEST_CASE("a name that occurs twice: an error where the whole document is read, else the first") {
    constexpr std::string_view text = R"({"x": 1, "y": 2, "x": 3})";
    auto const map = tl::get<std::map<std::string, int>>(text, "$"_path);
    REQUIRE(!map);
    CHECK(summary(map.error()) == "0 ambiguous: a number @22 .x");
    CHECK(tl::get<std::map<std::string, int>>(text, "$"_path, tl::json::on_demand)->at("x") == 1);

    auto const object = tl::get<point>(text, "$"_path);
    REQUIRE(!object);
    CHECK(summary(object.error()) == "0 ambiguous: a number @22 .x");
    CHECK(tl::get<point>(text, "$"_path, tl::json::on_demand)->x == 1);
    // also where a later member is still looked for
    CHECK(*tl::get<point>(R"({"x": 1, "x": 3, "y": 2})", "$"_path, tl::json::on_demand) ==
          point{1, 2});
}

TEST_CASE("everything inside each other") {
    ok<shape>(
        R"({"fill": "green", "corners": [{"x": 1, "y": 2}], "centre": null, "tags": {"n": 3}})",
        {color::green, {{1, 2}}, {}, {{"n", 3}}});
    ok<shape>(R"({"fill": "red", "corners": [], "tags": {}, "centre": {"y": 2, "x": 1}})",
              {color::red, {}, point{1, 2}, {}});
    bad<shape>(R"({"fill": "pink"})", "0 wrong type: a string @9 .fill");
    bad<shape>(R"({"fill": "red"})", "0 missing: an object @0 .corners");
    bad<shape>(R"({"fill": "red", "corners": [], "tags": {"n": 1.5}})",
               "0 wrong type: a number @45 .tags.n");
    bad<shape>(R"({"fill": "red", "corners": [], "tags": {}, "centre": {"x": 1}})",
               "0 missing: an object @53 .centre.y");
}

TEST_CASE("an inner path that is long keeps its begin") {
    std::string name(100, 'n');
    auto const got = tl::get<std::map<std::string, std::map<std::string, int>>>(
        R"({"outer": {")" + name + R"(": "x"}})", "$"_path);
    REQUIRE(!got);
    std::string const inner(got.error().rows()[0].inner.view());
    CHECK(inner.size() == 64);
    CHECK(inner.starts_with(".outer.nnnn"));
    CHECK(inner.ends_with("nnn..."));
}

TEST_CASE("XML: siblings of one name are a list, also when others stand between them") {
    ok_in_xml<shape>(
        "<v><corners><x>1</x><y>2</y></corners><fill>green</fill><corners><y>4</y><x>3</x></"
        "corners>"
        "<tags><n>3</n></tags></v>",
        {color::green, {{1, 2}, {3, 4}}, {}, {{"n", 3}}});
    // no sibling under a parent that is there: an empty vector; no element: no optional
    ok_in_xml<shape>("<v><fill>red</fill><tags/></v>", {color::red, {}, {}, {}});
    ok_in_xml<shape>("<v><fill>red</fill><tags/><centre><x>1</x><y>2</y></centre></v>",
                     {color::red, {}, point{1, 2}, {}});
    bad_in_xml<shape>(
        "<v><fill>red</fill><tags/><corners><x>1</x><y>2</y></corners><corners><x>1</x></corners></"
        "v>",
        "0 missing: an element @61 .corners[1].y");
    bad_in_xml<shape>("<v><fill>red</fill><fill>red</fill><tags/></v>",
                      "0 ambiguous: an element @19 .fill");
    bad_in_xml<shape>("<v><tags/></v>", "0 missing: an element @0 .fill");
    bad_in_xml<shape>("<v><fill>red</fill><tags><n>1</n><n>2</n></tags></v>",
                      "0 ambiguous: an element @33 .tags.n");
    bad_in_xml<point>("<v><x>1</x><y></y></v>", "0 null: an element @11 .y");
}

TEST_CASE("XML: a row that takes siblings") {
    ok_in_xml<std::vector<point>>("<v><x>1</x><y>2</y></v>", {{1, 2}});
    constexpr std::string_view list = "<r><i>1</i><o/><i>2</i></r>";
    CHECK(*tl::get<std::vector<int>>(list, "r.i"_path, tl::xml::checked) == std::vector<int>{1, 2});
    CHECK(*tl::get<std::vector<int>>(list, "r.none"_path, tl::xml::checked) == std::vector<int>{});
    CHECK(*tl::get<std::array<int, 2>>(list, "r.i"_path, tl::xml::checked) ==
          std::array<int, 2>{1, 2});
    CHECK(*tl::get<std::optional<std::vector<int>>>(list, "r.i"_path, tl::xml::checked) ==
          std::vector<int>{1, 2});
    CHECK(*tl::get<std::optional<std::vector<int>>>(list, "r.none"_path, tl::xml::checked) ==
          std::nullopt);
    CHECK(*tl::get<std::vector<int>>(list, "r.i[1]"_path, tl::xml::checked) == std::vector<int>{2});
    auto const three = tl::get<std::array<int, 3>>(list, "r.i"_path, tl::xml::checked);
    REQUIRE(!three);
    CHECK(three.error().rows()[0].code == tl::code::wrong_size);
    CHECK(three.error().rows()[0].expected == "3 elements");
    auto const one = tl::get<std::array<int, 1>>(list, "r.i"_path, tl::xml::checked);
    REQUIRE(!one);
    CHECK(summary(one.error()) == "0 wrong size: an element @15");
    auto const parent = tl::get<std::vector<int>>(list, "q.i"_path, tl::xml::checked);
    REQUIRE(!parent);
    CHECK(parent.error().rows()[0].code == tl::code::missing);
    auto const wrong =
        tl::get<std::vector<int>>("<r><i>1</i><i>b</i></r>", "r.i"_path, tl::xml::checked);
    REQUIRE(!wrong);
    CHECK(summary(wrong.error()) == "0 wrong type: an element @11 [1]");
}

TEST_CASE("an integer is stored in as many bytes as its type has") {
    struct {
        tl::integer_value from;
        std::int64_t expected;
    } constexpr cases[] = {
        {{0, true}, 0}, {{1, true}, -1}, {{127, false}, 127}, {{128, true}, -128}};
    for (auto const& one : cases) {
        std::int8_t byte[2] = {99, 99};
        std::int16_t half[2] = {99, 99};
        std::int32_t word[2] = {99, 99};
        std::int64_t both[2] = {99, 99};
        tl::detail::store(one.from, 1, byte);
        tl::detail::store(one.from, 2, half);
        tl::detail::store(one.from, 4, word);
        tl::detail::store(one.from, 8, both);
        CHECK((byte[0] == one.expected && byte[1] == 99));
        CHECK((half[0] == one.expected && half[1] == 99));
        CHECK((word[0] == one.expected && word[1] == 99));
        CHECK((both[0] == one.expected && both[1] == 99));
    }
}

TEST_CASE("in one look: what is written as most are, and nothing else is touched") {
    struct {
        std::string_view text;
        tl::detail::binding const& type;
        bool is_read;
    } const cases[] = {
        {"12", tl::detail::bound<int>::value, true},
        {"300", tl::detail::bound<signed char>::value, false},
        {"-1", tl::detail::bound<unsigned>::value, false},
        {"1.0", tl::detail::bound<int>::value, false},
        {"\"12\"", tl::detail::bound<int>::value, false},
        {"\"plain\"", tl::detail::bound<std::string>::value, true},
        {R"("a\nb")", tl::detail::bound<std::string>::value, false},
        {"null", tl::detail::bound<std::string>::value, false},
        {"\"plain\"", tl::detail::bound<std::string_view>::value, true},
        {"true", tl::detail::bound<bool>::value, true},
        {"1", tl::detail::bound<bool>::value, false},
        {"2.5", tl::detail::bound<double>::value, tl::detail::rounds_once},
        {"[1]", tl::detail::bound<std::vector<int>>::value, false},
        {"null", tl::detail::bound<std::optional<int>>::value, false},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        trotline_tests::in_both_modes([&](auto format) {
            // (A value near the end of a text is read otherwise.)
            std::string const document =
                "[" + std::string(one.text) + ", \"more than sixteen bytes to look at\"]";
            auto c = trotline_tests::opened(format, document);
            c.enter();
            REQUIRE(c.element(0));
            alignas(8) char room[sizeof(std::vector<int>)]{};
            std::string text;
            std::string_view view;
            void* to = one.type.how == tl::detail::landing::text   ? static_cast<void*>(&text)
                       : one.type.how == tl::detail::landing::view ? static_cast<void*>(&view)
                                                                   : static_cast<void*>(room);
            auto const begin = c.offset();
            CHECK(tl::detail::read_plain(c, one.type.how, &one.type, to) == one.is_read);
            CHECK(c.offset() == begin + (one.is_read ? one.text.size() : 0));
        });
    }
}

TEST_CASE("a failure names the way to the value that is wrong") {
    constexpr std::string_view text = R"({"a": {"b": [1, "x"]}})";
    std::map<std::string, std::map<std::string, std::vector<int>>> to;
    trotline_tests::in_both_modes([&](auto format) {
        auto c = trotline_tests::opened(format, text);
        tl::row_failure why;
        tl::row_log log(&why);
        CHECK_FALSE(tl::detail::read(c, tl::detail::bound<decltype(to)>::value, &to, log, false));
        CHECK(why.code == tl::code::wrong_type);
        CHECK(why.inner.view() == ".a.b[1]");
        CHECK(why.offset == text.find("\"x\""));
        CHECK(why.excerpt.view() == "\"x\"");
    });
}

}  // namespace mapping_engine_reader_test
