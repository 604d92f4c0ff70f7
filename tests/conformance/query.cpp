// SPDX-License-Identifier: BSL-1.0
// The JSONPath Compliance Test Suite (RFC 9535) against object queries: all of cts_all.jsonl and
// cts_invalid.jsonl.
#include <trotline/path/object_query.hpp>
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "support/query_tree.hpp"

namespace conformance_query_test {

namespace {

using trotline::object_path;
using trotline::object_query;
using trotline_tests::tree;

std::string directory() {
    if (char const* const named = std::getenv("TROTLINE_CONFORMANCE_DIR")) return named;
#ifdef TROTLINE_CONFORMANCE_DIR
    return TROTLINE_CONFORMANCE_DIR;
#else
    return {};
#endif
}

// One row for each line; none if there are no data.
std::vector<tree> rows(std::string const& file) {
    std::vector<tree> rows;
    std::ifstream in(directory() + "/" + file);
    for (std::string line; std::getline(in, line);)
        rows.push_back(trotline_tests::parse_tree(line));
    if (rows.empty()) MESSAGE("skipped: TROTLINE_CONFORMANCE_DIR names no directory with ", file);
    return rows;
}

// The member with that name; null if there is none.
tree const* member(tree const& row, std::string_view name) {
    for (tree const& value : row.children)
        if (value.name == name) return &value;
    return nullptr;
}

// True if the selected values, or their paths, are one of the results that the suite allows.
template <class Text>
bool is_result(tree const& row, std::string const& one, std::string const& several,
               std::vector<trotline_tests::selected_node> const& nodes, Text text) {
    auto const same = [&](tree const& wanted) {
        return std::equal(nodes.begin(), nodes.end(), wanted.children.begin(),
                          wanted.children.end(),
                          [&](auto const& node, auto const& w) { return text(node, w); });
    };
    if (tree const* const wanted = member(row, one)) return same(*wanted);
    auto const& all = member(row, several)->children;
    return std::any_of(all.begin(), all.end(), [&](auto const& w) { return same(w); });
}

}  // namespace

TEST_CASE("conformance: every valid query selects the stated values at the stated places") {
    std::size_t tested = 0, singular = 0;
    for (tree const& row : rows("cts_all.jsonl")) {
        std::string const& selector = member(row, "selector")->text;
        CAPTURE(selector);
        auto const query = object_query::parse(selector);
        if (!query) FAIL_CHECK(to_string(query.error()));
        if (!query) continue;
        ++tested;
        CHECK(query->text() == selector);
        CHECK(query->is_singular() == member(row, "singular")->truth);
        auto const nodes = evaluate(*query, *member(row, "document"));
        CHECK(is_result(row, "result", "results", nodes,
                        [](auto const& node, tree const& w) { return equal(*node.node, w); }));
        CHECK(is_result(row, "result_paths", "results_paths", nodes,
                        [](auto const& node, tree const& w) { return node.path == w.text; }));
        // A path and the query of the same text are the same.
        if (!query->is_singular()) continue;
        ++singular;
        auto const path = object_path::parse(selector);
        REQUIRE(path);
        CHECK(object_query(*path) == *query);
        CHECK(path->normalized() == query->normalized());
    }
    if (tested != 0) {
        CHECK(tested == 456);
        CHECK(singular == 79);
    }
}

TEST_CASE("conformance: no invalid selector is a query") {
    std::size_t refused = 0;
    for (tree const& row : rows("cts_invalid.jsonl")) {
        std::string const& selector = member(row, "selector")->text;
        CAPTURE(selector);
        auto const query = object_query::parse(selector);
        CHECK(!query);
        if (query) continue;
        ++refused;
        CHECK(query.error().position <= selector.size());
        CHECK(query.error().reason != trotline::path::reason::none);
        // The bytes before the position are the beginning of a query.
        auto const before = object_query::parse(selector.substr(0, query.error().position));
        if (!before) CHECK(before.error().position == query.error().position);
    }
    CHECK((refused == 0 || refused == 247));
}

}  // namespace conformance_query_test
