// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/prefixes.hpp>

#include <trotline/mapping/map.hpp>
#include <trotline/mapping/map_into.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/scripted.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace mapping_prefixes_test {

namespace tl = trotline;

struct line {
    long id = 0;
    std::string name;
    friend bool operator==(line const&, line const&) = default;
};
BOOST_DESCRIBE_STRUCT(line, (), (id, name))

struct order {
    long total = 0;
    std::vector<line> lines, late;
    std::vector<std::string> names;
};
BOOST_DESCRIBE_STRUCT(order, (), (total, lines, late, names))

}  // namespace mapping_prefixes_test

template <>
struct trotline::member_names<mapping_prefixes_test::line>
    : trotline::names<trotline::named<&mapping_prefixes_test::line::id, "o:id">,
                      trotline::named<&mapping_prefixes_test::line::name, "*:name">> {};

namespace mapping_prefixes_test {

namespace {

using bound = tl::prefixes<"s", "urn:soap", "o", "urn:orders">;
using order_rows =
    tl::mapping<order, bound, tl::row<"s:Envelope.s:Body.o:total", &order::total>,
                tl::row<"s:Envelope.s:Body.o:line", &order::lines>,
                tl::each_row<"s:Envelope.s:Body.o:line[?@.o:id > 1]", &order::late,
                             tl::row<"o:id", &line::id>, tl::row<"*:name", &line::name>>,
                tl::query_row<"..o:name", &order::names>>;
using kept = tl::parameters_from<tl::prefixes<"e", "urn:soap">, tl::row<"e:Envelope.@*:to", "TO">>;
using plainly_kept = tl::parameters_from<tl::row<"*:Envelope.@*:to", "TO">>;

constexpr std::string_view same_answer[] = {
    "<s:Envelope xmlns:s='urn:soap' xmlns:o='urn:orders' s:to='me'><s:Body><o:total>3</o:total>"
    "<o:line><o:id>1</o:id><o:name>a</o:name></o:line>"
    "<o:line><o:id>2</o:id><o:name>b</o:name></o:line></s:Body></s:Envelope>",
    "<Envelope xmlns='urn:soap' to='me'><Body xmlns:p='urn:orders'><p:total>3</p:total>"
    "<line xmlns='urn:orders'><id>1</id><name>a</name></line>"
    "<p:line xmlns='urn:other'><line/><p:id>2</p:id><p:name>b</p:name></p:line></Body></Envelope>"};

}  // namespace

TEST_CASE("a service can change its prefixes") {
    for (std::string_view const text : same_answer) {
        CAPTURE(text);
        auto const mapped = tl::map<order_rows>(text, tl::xml::checked);
        REQUIRE(mapped.has_value());
        CHECK(mapped->total == 3);
        CHECK(mapped->lines == std::vector<line>{{1, "a"}, {2, "b"}});
        CHECK(mapped->late == std::vector<line>{{2, "b"}});
        CHECK(mapped->names == std::vector<std::string>{"a", "b"});
        order into;
        CHECK(tl::map_into<order_rows>(into, text, tl::xml::checked).has_value());
        CHECK(into.total == 3);
        tl::memory_parameter_store store;
        CHECK(tl::map_into<kept>(store, text, tl::xml::checked).has_value());
        CHECK(*store.get("TO") == tl::value("me"));
    }
}

TEST_CASE("an attribute with any prefix is there once") {
    auto const mapped = tl::map<tl::mapping<line, tl::row<"a.@*:name", &line::name>>>(
        "<a xmlns:x='urn:x' x:name='1' name='2'/>", tl::xml::checked);
    REQUIRE(!mapped);
    CHECK(mapped.error().rows().front().expected ==
          "one attribute with that name: write its prefix");
}

TEST_CASE("the rows of a call share their prefixes") {
    tl::webhook const hook{.url = "https://api.example/"};
    for (std::string_view const text : same_answer) {
        CAPTURE(text);
        tl::http::response const answer{
            .status = 200, .fields = {{"Content-Type", "text/xml"}}, .content = std::string(text)};
        tl::basic_webhook_node<tl::scripted_transport, tl::media_type_parser,
                               tl::memory_parameter_store>
            node(tl::scripted_transport({{.answer = answer},
                                         {.answer = answer},
                                         {.answer = answer},
                                         {.answer = answer}}),
                 {}, {});
        auto const called = node.call<order_rows, kept>(hook);
        REQUIRE(called.has_value());
        CHECK(called->total == 3);
        CHECK(*node.parameters().get("TO") == tl::value("me"));
        CHECK(node.call<order_rows, plainly_kept>(hook)->lines.size() == 2);
        auto const report = node.test_request<order_rows>(hook);
        CHECK(!report.failure);
        CHECK(report.rows[0].value == "3");
        CHECK(report.rows[0].found);
        CHECK(report.rows[3].value == R"(["a","b"])");
        // the same rows of run time
        auto const rows = tl::run_time_mapping::build(
            {{"s:Envelope.s:Body.o:total", "TOTAL"}, {"..o:name", "NAMES"}},
            {{"s", "urn:soap"}, {"o", "urn:orders"}});
        CHECK(node.call(hook, *rows).has_value());
        CHECK(*node.parameters().get("TOTAL") == tl::value("3"));
        CHECK(*node.parameters().get("NAMES") == tl::value(tl::json_text{R"(["a","b"])"}));
    }
}

TEST_CASE("Namespaces in XML is checked only where prefixes are bound") {
    constexpr std::string_view text = "<a><b:c>1</b:c></a>";
    using as_written = tl::parameters_from<tl::row<"a.b:c", "C">>;
    using with_prefix = tl::parameters_from<tl::prefixes<"b", "urn:b">, tl::row<"a.b:c", "C">>;
    tl::memory_parameter_store store;
    CHECK(tl::map_into<as_written>(store, text, tl::xml::checked).has_value());
    auto const refused = tl::map_into<with_prefix>(store, text, tl::xml::checked);
    REQUIRE(!refused);
    CHECK(refused.error().stage == tl::stage::parse);
    CHECK(refused.error().offset == 4);
    // In JSON a prefix is a part of the name, as always.
    CHECK(tl::map_into<with_prefix>(store, R"({"a": {"b:c": 2}})").has_value());
}

TEST_CASE("rows of run time with prefixes that are wrong") {
    struct {
        std::string_view path, prefix, uri, message;
    } constexpr cases[] = {
        {"t:a", "s", "urn:s",
         "row 0: the path has a prefix that is not bound to a namespace, so add it to the "
         "prefixes: `t`"},
        {"s:a.@u:b.t:c", "s", "urn:s",
         "row 0: the path has a prefix that is not bound to a namespace, so add it to the "
         "prefixes: `u`"},
        {"s:a..t:a[?@.u:b]", "s", "urn:s",
         "row 0: the path has a prefix that is not bound to a namespace, so add it to the "
         "prefixes: `u`"},
        {"['\\u001b:a']", "s", "urn:s",
         "row 0: the path has a prefix that is not bound to a namespace, so add it to the "
         "prefixes: `\\x1b`"},
        {"s:a", "s", "", "prefix 0: a prefix needs the URI of its namespace"},
        {"s:a", "s:t", "urn:s", "prefix 0: a prefix is a name without a colon"},
        {"a", "xml", "urn:s",
         "prefix 0: the prefixes xml and xmlns cannot be bound: they have a namespace"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.message);
        auto const built = tl::run_time_mapping::build(
            {{std::string(one.path), "A"}}, {{std::string(one.prefix), std::string(one.uri)}});
        REQUIRE(!built);
        CHECK(to_string(built.error()) == one.message);
    }
}

}  // namespace mapping_prefixes_test
