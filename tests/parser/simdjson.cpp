// SPDX-License-Identifier: BSL-1.0
#include <trotline/parser/simdjson.hpp>

#include <trotline/mapping/map_into.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/json.hpp>
#include <trotline/path/parse.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>
#include <parser/same_values.hpp>

#include <string>
#include <string_view>

namespace parser_simdjson_test {

namespace tl = trotline;

namespace {

constexpr std::string_view documents[] = {
    "7",
    "null",
    " \"dark\" ",
    "\xEF\xBB\xBF{\"a\": 1}",
    R"({"a": {"b": [1, 2.5, -0.125, -5, 300]}, "c": "light", "d": null})",
    R"({"a": {"b": [[], [1], {}, {"x": "y"}]}, "c": true, "d": false})",
    R"({"a": 1, "a": 2, "\u0062": "\ud83d\ude00\n", "c": "", "d": []})",
    R"({"a": {"name": "x", "numbers": [1, 2], "more": {"deep": [[[1]]]}}, "b": {"b": 9}})",
    R"({"a": {"name": null, "numbers": []}, "b": 18446744073709551615, "c": -9223372036854775808, "d": 1.5e+300})",
    R"([[0, 1], [2, 3], {"a": "t"}, 4, "5"])",
    R"({"a": {"b": {"c": {"d": "e"}}}, "c": ["p", "q"], "d": ["p", 1], "e": {"": 1}})",
};
constexpr std::string_view paths[] = {
    "$",    "a",    "b",      "c",      "d",   "a.b",    "a.b[0]",  "a.b[3]",
    "[0]",  "[1]",  "[-1]",   "[-3].a", "[9]", "[1][1]", "a.b[-1]", "a.b[1][0]",
    "c[1]", "d[0]", "a.name", "a.more", "e",   "e['']",  "a.b.c.d", "a.more.deep[0][0]"};

struct part {
    long id = 0;
    std::string text;
};
BOOST_DESCRIBE_STRUCT(part, (), (id, text))

}  // namespace

TEST_CASE("the same rows give the same values as the built-in parser's") {
    tl::simdjson_format const format;
    for (std::string_view const text : documents)
        for (std::string_view const spelling : paths) {
            CAPTURE(text);
            CAPTURE(spelling);
            auto const path = tl::object_path::parse(spelling).value();
            CHECK(trotline_tests::read_as_all(text, path, format) ==
                  trotline_tests::read_as_all(text, path, tl::json::checked));
        }
}

TEST_CASE("many rows in one walk, and cursors that are copied go on independently") {
    using rows =
        tl::mapping<part, tl::row<"list[1].id", &part::id>, tl::row<"list[-1].text", &part::text>>;
    tl::simdjson_format const format;
    auto const mapped = tl::map<rows>(
        R"({"x": [1, [2]], "list": [{"id": 1}, {"id": 2}, {"text": "last"}], "y": {}})", format);
    REQUIRE(mapped.has_value());
    CHECK(mapped->id == 2);
    CHECK(mapped->text == "last");

    tl::document_failure why;
    auto outer = format.open("[[1, 2], [3]]", why);
    REQUIRE_FALSE(why);
    outer.enter();
    REQUIRE(outer.element(0));
    auto inner = outer;
    inner.enter();
    REQUIRE(inner.element(1));
    CHECK(inner.scalar().text == "2");
    inner.leave(1);
    REQUIRE(inner.element(0));
    outer.skip();
    REQUIRE(outer.element(0));
    outer.enter();
    REQUIRE(outer.element(0));
    CHECK(outer.scalar().text == "3");
    CHECK_FALSE(outer.element(0));
    CHECK_FALSE(outer.element(0));
    inner.enter();
    REQUIRE(inner.element(0));
    CHECK(inner.scalar().text == "3");
}

TEST_CASE("what the tree has not kept is refused") {
    using namespace tl::literals;
    tl::simdjson_format const format;
    std::string_view const text = R"({"a": "x", "b": [1]})";
    CHECK(trotline_tests::why_not<std::string_view>(text, "a"_path, format).code ==
          tl::code::needs_decoding);
    CHECK(trotline_tests::why_not<tl::raw_text>(text, "b"_path, format).code ==
          tl::code::wrong_type);
    CHECK(trotline_tests::why_not<tl::raw_view>(text, "a"_path, format).code ==
          tl::code::wrong_type);
    tl::memory_parameter_store store;
    CHECK_FALSE(
        tl::map_into<tl::parameters_from<tl::row<"b", "B">>>(store, text, format).has_value());
    CHECK(tl::map_into<tl::parameters_from<tl::row<"b[0]", "B">>>(store, text, format).has_value());
    CHECK(store.get("B") == tl::value(1));
    CHECK(trotline_tests::why_not<int>(text, "a"_path, format).offset == tl::npos);
    CHECK(tl::get<std::string>("1E2", "$"_path, format).value() == "100.0");
    CHECK(tl::get<int>("1E2", "$"_path, format).value() == 100);
    // The parser has made a double of it, so its text is that of the double.
    CHECK(tl::get<tl::value>("1E2", "$"_path, format).value() == tl::value(tl::number{"100.0"}));
}

TEST_CASE("what is no JSON fails at stage parse, and the next document is read again") {
    tl::simdjson_format const format;
    for (std::string_view const text : {"", "{", "[1,]", "{\"a\": 01}", "\"\xff\"", "nul", "1 2",
                                        "123456789012345678901234567890"}) {
        CAPTURE(text);
        tl::document_failure why;
        auto const nothing = format.open(text, why);
        CHECK(why.code == tl::code::malformed);
        CHECK(nothing.kind() == tl::kind::nothing);
        auto const failed = tl::simdjson_parser().open("", text, [](auto) {});
        REQUIRE_FALSE(failed.has_value());
        CHECK(failed.error().stage == tl::stage::parse);
    }
    tl::document_failure why;
    auto const deep = format.open(std::string(2000, '[') + std::string(2000, ']'), why);
    CHECK(why.code == tl::code::too_deep);
    CHECK(deep.kind() == tl::kind::nothing);
    CHECK(format.open("[1]", why).kind() == tl::kind::array);
    CHECK_FALSE(why);
}

TEST_CASE("a cursor over nothing finds nothing, and stays there") {
    trotline_tests::finds_nothing(tl::simdjson_cursor());
}

TEST_CASE("as a node's parser") {
    using node_type = tl::basic_webhook_node<tl::scripted_transport, tl::simdjson_parser,
                                             tl::memory_parameter_store>;
    node_type node(tl::scripted_transport(
        {{.answer = tl::http::response{.status = 200, .content = R"({"id": 7})"}}}));
    auto const answer = node.call<tl::mapping<part, tl::row<"id", &part::id>>>(
        tl::webhook{.url = "http://api.example/"});
    REQUIRE(answer);
    CHECK(answer->id == 7);
}

}  // namespace parser_simdjson_test
