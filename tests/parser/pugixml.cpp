// SPDX-License-Identifier: BSL-1.0
#include <trotline/parser/pugixml.hpp>

#include <trotline/mapping/map.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/xml.hpp>
#include <trotline/path/parse.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>
#include <parser/same_values.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parser_pugixml_test {

namespace tl = trotline;

namespace {

constexpr std::string_view documents[] = {
    "<r>7</r>",
    "<r/>",
    "<?xml version='1.0'?><!-- c --><r a=' x&amp;\ty '><a>1</a><b/><a> 2 </a></r><!-- e -->",
    "\xEF\xBB\xBF<r><a>dark</a></r>",
    "<r><a><b>1</b><b>2</b><b>300</b></a><c>light</c></r>",
    "<r><a>one <i>two <b>three</b></i><![CDATA[<four>]]><!-- no -->&#x263A;\r\nfive</a></r>",
    "<r><a><name>x</name><numbers>1</numbers><other/><numbers>2</numbers></a><a><numbers>3</"
    "numbers></a></r>",
    "<r><a>true</a><b>  </b><c a='1' b='&lt;2&gt;'/><c a='3'>0</c></r>",
    "<r xmlns:p='u'><p:a p:b='3'><p:c>1.5e3</p:c></p:a><a>-1</a></r>",
    "<r><a/><a><b><c><d>e</d></c></b></a>tail</r>",
};
constexpr std::string_view paths[] = {
    "$",         "r",         "r.a",        "r.b",         "r.c",         "r.@a",
    "r.a[0]",    "r.a[1]",    "r.a[-1]",    "r.a[2]",      "r.a.b",       "r.a.b[1]",
    "r.a.b[-1]", "r.a.name",  "r.c[1].@a",  "r.c[0].@b",   "r.p:a.@p:b",  "r.p:a.p:c",
    "r.*:a",     "r.*:a.*:c", "r.*:a.@*:b", "*:r.*:a[-1]", "r.c[1].@*:a", "r.a.i.b",
    "other.a.b", "r.c.@a",    "r.a[1].b.c", "r.a[0].b[2]", "r[0].a"};

struct part {
    long id = 0;
    std::string text;
    std::vector<long> all;
};
BOOST_DESCRIBE_STRUCT(part, (), (id, text, all))

}  // namespace

TEST_CASE("the same rows give the same values as the built-in parser's") {
    tl::pugixml_format const format;
    for (std::string_view const text : documents)
        for (std::string_view const spelling : paths) {
            CAPTURE(text);
            CAPTURE(spelling);
            auto const path = tl::object_path::parse(spelling).value();
            CHECK(trotline_tests::read_as_all(text, path, format) ==
                  trotline_tests::read_as_all(text, path, tl::xml::checked));
        }
}

TEST_CASE("many rows in one walk, and cursors that are copied go on independently") {
    using rows = tl::mapping<part, tl::row<"r.i[1].@id", &part::id>,
                             tl::row<"r.i[-1]", &part::text>, tl::row<"r.n", &part::all>>;
    tl::pugixml_format const format;
    auto const mapped = tl::map<rows>(
        "<r><n>1</n><i id='3'/><n>2</n><i id='4'>x</i><i>la<b>st</b></i><n>3</n></r>", format);
    REQUIRE(mapped.has_value());
    CHECK(mapped->id == 4);
    CHECK(mapped->text == "last");
    CHECK(mapped->all == std::vector<long>{1, 2, 3});

    tl::document_failure why;
    auto outer = format.open("<r><a><b/><c/></a><d/></r>", why);
    REQUIRE_FALSE(why);
    outer.enter();
    REQUIRE(outer.element(0));
    outer.enter();
    REQUIRE(outer.element(0));
    auto inner = outer;
    inner.enter();
    REQUIRE(inner.element(1));
    inner.leave(1);
    tl::scalar name;
    REQUIRE(inner.member(name));
    CHECK(name.text == "d");
    outer.skip();
    REQUIRE(outer.member(name));
    CHECK(name.text == "d");
    outer.skip();
    CHECK_FALSE(outer.element(0));
    CHECK_FALSE(outer.element(0));
}

TEST_CASE("names with any prefix beside the same names as they are written") {
    using rows = tl::mapping<part, tl::row<"r.*:a.@*:n", &part::id>,
                             tl::row<"*:r.p:a", &part::text>, tl::row<"r.*:b", &part::all>>;
    struct {
        std::string_view text, attribute, written;
    } const cases[] = {
        {"<r><p:a p:n='3'>x</p:a><b>1</b><q:b>2</q:b></r>", "3", "x"},
        {"<r><p:a n='3' m='4'>x</p:a><p:b>1</p:b><c/><b>2</b></r>", "3", "x"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const mapped = tl::map<rows>(one.text, tl::pugixml_format());
        auto const expected = tl::map<rows>(one.text, tl::xml::checked);
        REQUIRE(expected.has_value());
        REQUIRE(mapped.has_value());
        CHECK(mapped->id == 3);
        CHECK(mapped->text == "x");
        CHECK(mapped->all == std::vector<long>{1, 2});
        CHECK(mapped->all == expected->all);
    }
    using both = tl::mapping<part, tl::row<"r.a.@n", &part::id>, tl::row<"r.a.@*:n", &part::text>>;
    auto const twice = tl::map<both>("<r><a m='1' n='2'/></r>", tl::pugixml_format());
    REQUIRE(twice.has_value());
    CHECK(twice->id == 2);
    CHECK(twice->text == "2");
}

TEST_CASE("a cursor over nothing finds nothing, and stays there") {
    trotline_tests::finds_nothing(tl::pugixml_cursor());
    CHECK_FALSE(tl::pugixml_cursor().is_nil());
}

TEST_CASE("elements have the built-in parser's offsets, attributes have none") {
    using namespace tl::literals;
    tl::pugixml_format const format;
    for (std::string_view const text :
         {"<r>&lt;&lt;<a n='1'>x</a></r>", "\xEF\xBB\xBF<r> <a n='1'>x</a></r>"}) {
        auto const offset = trotline_tests::why_not<int>(text, "r.a"_path, format).offset;
        CHECK(offset == text.find("<a"));
        CHECK(offset == trotline_tests::why_not<int>(text, "r.a"_path, tl::xml::checked).offset);
        CHECK(trotline_tests::why_not<trotline_tests::shade>(text, "r.a.@n"_path, format).offset ==
              tl::npos);
    }
}

TEST_CASE("own texts, nil and document types are read as by the built-in parser") {
    using namespace tl::literals;
    tl::pugixml_format const format;
    std::string_view const text =
        "<!DOCTYPE r SYSTEM 'x'><r a='1'>2<b i:nil='true'>3</b><c/>"
        "<d n='2' i:nil='1'>4</d><e i:nil='false'>5</e></r>";
    auto const same = [&]<class T>(T, auto path) {
        auto const found = tl::get<T>(text, path, format);
        auto const expected = tl::get<T>(text, path, tl::xml::checked);
        REQUIRE(found);
        REQUIRE(expected);
        CHECK(*found == *expected);
    };
    same(std::string(), "r['#text']"_path);
    same(std::string(), "r.c['#text']"_path);
    same(std::optional<int>(7), "r.b"_path);
    same(std::optional<int>(7), "r.d"_path);
    same(std::optional<int>(7), "r.e"_path);
    same(std::optional<int>(7), "r.c"_path);
    same(std::string(), "r.@a"_path);
}

TEST_CASE("what the tree has not kept is refused") {
    using namespace tl::literals;
    tl::pugixml_format const format;
    std::string_view const text = "<r><a>x</a></r>";
    CHECK(trotline_tests::why_not<std::string_view>(text, "r.a"_path, format).code ==
          tl::code::needs_decoding);
    CHECK(trotline_tests::why_not<tl::raw_text>(text, "r.a"_path, format).code ==
          tl::code::wrong_type);
}

TEST_CASE("what is no XML fails at stage parse, and the next document is read again") {
    tl::pugixml_format const format;
    for (std::string_view const text : {"", "<r>", "<r></s>", "text", "<!DOCTYPE r []><r/>",
                                        "<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>"}) {
        CAPTURE(text);
        tl::document_failure why;
        auto const nothing = format.open(text, why);
        CHECK(why.code == tl::code::malformed);
        CHECK(nothing.kind() == tl::kind::nothing);
        auto const failed = tl::pugixml_parser().open("", text, [](auto) {});
        REQUIRE_FALSE(failed.has_value());
        CHECK(failed.error().stage == tl::stage::parse);
    }
    tl::document_failure why;
    CHECK(format.open("<r/>", why).kind() == tl::kind::object);
    CHECK_FALSE(why);
}

TEST_CASE("as a node's parser") {
    using node_type = tl::basic_webhook_node<tl::scripted_transport, tl::pugixml_parser,
                                             tl::memory_parameter_store>;
    node_type node(tl::scripted_transport(
        {{.answer = tl::http::response{.status = 200, .content = "<r><id>7</id></r>"}}}));
    auto const answer = node.call<tl::mapping<part, tl::row<"r.id", &part::id>>>(
        tl::webhook{.url = "http://api.example/"});
    REQUIRE(answer);
    CHECK(answer->id == 7);
}

}  // namespace parser_pugixml_test
