// SPDX-License-Identifier: BSL-1.0
#include "support/query_tree.hpp"

#include <doctest/doctest.h>
#include <trotline/path/parse.hpp>

#include <stdexcept>
#include <string>
#include <string_view>

#include "support/json_tree.hpp"

namespace support_query_tree_test {

using trotline::object_query;
using trotline_tests::parse_tree;

namespace {

// The paths of the selected nodes, separated by blanks.
std::string paths(std::string_view query, std::string_view document) {
    auto const tree = parse_tree(document);
    std::string all;
    for (auto const& node : evaluate(object_query::parse(query).value(), tree))
        all += (all.empty() ? "" : " ") + node.path;
    return all;
}

struct row {
    std::string_view query, document, paths;
};
constexpr row rows[] = {
    {"$", "1", "$"},
    {"a", R"({"a": {"b": 1}})", "$['a']"},
    {"*", R"({"a": 1, "b": [2]})", "$['a'] $['b']"},
    {"..*", R"({"a": [1, {"b": 2}]})", "$['a'] $['a'][0] $['a'][1] $['a'][1]['b']"},
    {"[::-1]", "[1, 2, 3]", "$[2] $[1] $[0]"},
    {"[-1,0,0]", "[1, 2]", "$[1] $[0] $[0]"},
    {"[?@.id == 9007199254740993]", R"([{"id": 9007199254740992}, {"id": 9007199254740993}])",
     "$[1]"},
    {"[?@ == 1e2]", "[100, 1.0e2, 1000e-1, 0.1e3, 10]", "$[0] $[1] $[2] $[3]"},
    {"[?@ < 0]", "[-0.5, 0, -0.0, 1, -1e9]", "$[0] $[4]"},
    {"[?@ >= 1.5]", "[1.5, 1.49, 15e-1, 2, \"2\"]", "$[0] $[2] $[3]"},
    {"[?@ < 'b']", R"(["a", "b", "B", "\u00e9", 1])", "$[0] $[2]"},
    {"[?@ == $.x]", R"([[1, {"a": 2, "b": 3}], 1])", ""},
    {"[?@ == $[0]]", R"([[1, {"a": 2, "b": 3}], [1.0, {"b": 3, "a": 2}]])", "$[0] $[1]"},
    {"[?length(@) == 2]", R"(["\ud83d\ude00x", [1, 2], {"a": 1}, 2])", "$[0] $[1]"},
    {"[?count(@.*) == 1]", R"([[1], {"a": 1}, 1])", "$[0] $[1]"},
    {"a", R"({"a": 1, "b": 2, "a": 3})", "$['a'] $['a']"},
    {"@*", R"({"@a": 1})", ""},
    {"*:a", R"({"x:a": 1, "a": 2})", ""},
    {"@a", R"({"@a": 1})", "$['@a']"},
};

}  // namespace

TEST_CASE("query tree: what queries select") {
    for (auto const& c : rows) {
        CAPTURE(c.query);
        CHECK(paths(c.query, c.document) == c.paths);
    }
}

TEST_CASE("json tree: a text becomes a tree and a text again") {
    CHECK(to_json(parse_tree(
              R"( { "a" : [ null , true, false, -1.50e3, "x\"\u0001\u00e9" ], "b": {} } )")) ==
          "{\"a\":[null,true,false,-1.50e3,\"x\\\"\\u0001\xC3\xA9\"],\"b\":{}}");
    CHECK(to_json(parse_tree(R"("\ud800 \ud83d\ude00")")) == "\"\xEF\xBF\xBD \xF0\x9F\x98\x80\"");
    for (char const* const wrong : {"", "[", "[1,]", "{\"a\"}", "1 2", "nul", "\"a"})
        CHECK_THROWS_AS(parse_tree(wrong), std::runtime_error);
}

}  // namespace support_query_tree_test
