// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/json_in_text.hpp>

#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/rendering/described_body.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/documents.hpp"
#include "mapping/whole.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_json_in_text_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;

struct payload {
    int id = 0;
    std::vector<std::string> tags;
    friend bool operator==(payload const&, payload const&) = default;
};
BOOST_DESCRIBE_STRUCT(payload, (), (id, tags))

struct message {
    payload body;
    std::optional<payload> maybe;
    std::vector<int> list;
    friend bool operator==(message const&, message const&) = default;
};
BOOST_DESCRIBE_STRUCT(message, (), (body, maybe, list))

}  // namespace mapping_json_in_text_test

template <>
struct trotline::member_names<mapping_json_in_text_test::message>
    : trotline::names<trotline::named<&mapping_json_in_text_test::message::body, "body",
                                      trotline::as<trotline::json_in_text>>,
                      trotline::named<&mapping_json_in_text_test::message::maybe, "maybe",
                                      trotline::as<trotline::json_in_text>>,
                      trotline::named<&mapping_json_in_text_test::message::list, "list",
                                      trotline::as<trotline::json_in_text>>> {};

namespace mapping_json_in_text_test {

using body_rows = tl::mapping<message, tl::row<"m.body", &message::body, tl::as<tl::json_in_text>>>;

TEST_CASE("a string that is a JSON text") {
    struct {
        std::string_view body, outcome;
    } const cases[] = {
        {R"("{\"id\": 7, \"tags\": [\"a\\nb\"]}")", "ok"},
        {R"("\u007b\"tags\":[\"a\\nb\"],\"id\":7} ")", "ok"},
        {R"("{\"id\": 7}")", "0 missing: an object @14 .tags"},
        {R"("{\"id\": \"7\"}")", "0 wrong type: a string @14 .id"},
        {R"("{\"id\": 7, \"tags\": [1, true]}")", "0 wrong type: a boolean @14 .tags[1]"},
        {R"("[]")", "0 wrong type: an array @14"},
        {R"("{\"id\": 7")", "0 refused value: a string @14"},
        {R"("")", "0 refused value: a string @14"},
        {R"({"id": 7, "tags": []})", "0 wrong type: an object @14"},
        {"null", "0 null: null @14"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.body);
        std::string const text = R"({"m": {"body":)" + std::string(one.body) + "}}";
        trotline_tests::in_both_modes([&](auto format) {
            auto const got = tl::map<body_rows>(text, format);
            CHECK((got ? "ok" : summary(got.error())) == one.outcome);
            if (got) CHECK(got->body == payload{7, {"a\nb"}});
        });
    }
    CHECK(
        to_string(tl::map<body_rows>(R"({"m": {"body": "{\"id\": 7"}})").error()) ==
        R"(m.body -> body: refused value: found a string {"id": 7 at byte 15, expected ',' or '}')");
    using coercing =
        tl::mapping<message,
                    tl::row<"b", &message::list, tl::as<tl::json_in_text>, tl::row_option::coerce>>;
    CHECK(tl::map<coercing>(R"({"b": "[1, \"2\"]"})")->list == std::vector<int>{1, 2});
}

TEST_CASE("members, null, XML, and what is written can be read back") {
    message const expected{{1, {"<"}}, payload{2, {}}, {3, 4}};
    std::string const json(tl::json_body(expected).content().text());
    CHECK(json == R"({"body":"{\"id\":1,\"tags\":[\"<\"]}","maybe":"{\"id\":2,\"tags\":[]}",)"
                  R"("list":"[3,4]"})");
    trotline_tests::whole::ok<message>(json, expected);
    trotline_tests::whole::ok<message>(
        R"({"body": "{\"id\":1,\"tags\":[]}", "maybe": null, "list": "[]"})", {{1, {}}, {}, {}});
    std::string const xml(tl::xml_body("m", expected).content().text());
    CHECK(xml == R"(<m><body>{"id":1,"tags":["&lt;"]}</body><maybe>{"id":2,"tags":[]}</maybe>)"
                 R"(<list>[3,4]</list></m>)");
    CHECK(*tl::get<message>(xml, "m"_path, tl::xml::checked) == expected);
    CHECK(*tl::get<std::map<std::string, int>>(R"(["{\"a\": 1}"])", "[0]"_path, tl::json::checked,
                                               tl::as<tl::json_in_text>) ==
          std::map<std::string, int>{{"a", 1}});
}

constexpr std::string_view sample = R"({"m": {"body": "{\"id\": 7}"}})";
constexpr std::string_view wrong_sample = R"({"m": {"body": {"id": 7}}})";
static_assert(tl::finds<body_rows, sample>());
static_assert(!tl::sample_sources<body_rows, wrong_sample>::are_there);

}  // namespace mapping_json_in_text_test
