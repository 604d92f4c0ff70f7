// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/object_query.hpp>

#include <doctest/doctest.h>
#include <trotline/path/parse.hpp>

#include <cstddef>
#include <iterator>
#include <ranges>
#include <sstream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "path/cases.hpp"
#include "path/query_cases.hpp"
#include "path/query_dump.hpp"
#include "support/allocation_count.hpp"

namespace path_object_query_test {

namespace {

using trotline::object_path;
using trotline::object_query;
using trotline::path::filter_kind;
using trotline::path::filter_node;
using trotline::path::query_segment;
using trotline::path::reason;
using trotline::path::selector_kind;

static_assert(std::is_trivially_copyable_v<object_query>);
static_assert(sizeof(object_query) <= 4096);
static_assert(sizeof(object_path) <= 784, "queries cost paths nothing");
static_assert(std::is_convertible_v<object_path, object_query>);
static_assert(std::ranges::forward_range<decltype(object_query().segments())>);
static_assert(object_query().is_singular());
static_assert(object_query().text() == "$");
static_assert(object_query().segments().empty());
static_assert(object_query() == object_query::parse("$").value());

constexpr object_query query(std::string_view text) { return object_query::parse(text).value(); }

static_assert(query("a[1:3]") == query("$['a'][ 1 : 3 : 1 ]"));
static_assert(query("a[1:3]") != query("a[1:]"));
static_assert(query("[?(@.a)]") == query("[? @['a'] ]"));
static_assert(query("[?@.a]") != query("[?$.a]"));
static_assert(query("[?@.a==1]") != query("[?@.a==2]"));
static_assert(query("[?@.a==1]") != query("[?@.a<1]"));
static_assert(query("..a") != query("$.a"));
static_assert(query("[a,b]") != query("[a][b]"));
static_assert(query("[?@.a==1]") != query("[?@.a==1.0]"), "as they are written");

static_assert(query("a.b[0]").is_singular());
static_assert(!query("a..b").is_singular());
static_assert(!query("a[0,0]").is_singular());
static_assert(!query("a.*").is_singular());

}  // namespace

TEST_CASE("path: what a query is compiled to") {
    for (auto const& c : cases::ok_query_table) {
        CAPTURE(c.text);
        auto const parsed = object_query::parse(c.text);
        if (!parsed) FAIL_CHECK(to_string(parsed.error()));
        if (!parsed) continue;
        CHECK(cases::dumps_as(*parsed, c.dump));
        CHECK(parsed->text() == c.text);
        std::ostringstream out;
        out << *parsed;
        CHECK(out.str() == c.text);
    }
}

TEST_CASE("path: what is no query is refused with position and reason") {
    for (auto const& c : cases::bad_query_table) {
        auto const parsed = object_query::parse(c.text);
        CAPTURE(c.text);
        CHECK(!parsed);
        if (parsed) continue;
        CAPTURE(to_string(parsed.error()));
        CHECK(parsed.error().position == c.position);
        CHECK(message(parsed.error().reason) == message(c.why));
        CHECK(!parsed.error().expected.empty());
    }
}

TEST_CASE("path: every path is a query, with the same segments") {
    for (auto const& c : cases::ok_table) {
        CAPTURE(c.text);
        auto const path = object_path::parse(c.text).value();
        object_query const converted = path;
        auto const parsed = object_query::parse(c.text);
        REQUIRE(parsed);
        CHECK(*parsed == converted);
        CHECK(converted.text() == c.text);
        CHECK(converted.is_singular());
        CHECK(converted.normalized() == c.normalized);
        std::size_t i = 0;
        for (query_segment const segment : converted.segments()) {
            CHECK(!segment.descendant);
            CHECK(segment.selectors.size() == 1);
            auto const s = *segment.selectors.begin();
            CHECK((s.kind == selector_kind::index) == path[i].is_index);
            CHECK(s.name == path[i].name);
            CHECK(s.index == path[i].index);
            ++i;
        }
        CHECK(i == path.size());
    }
    CHECK(query("a.*").normalized().empty());
}

// A mistake in a path is also one in a query, unless it is that it selects several nodes.
TEST_CASE(
    "path: no text that is wrong as a path is right as a query, but for those that select "
    "several") {
    for (auto const& c : cases::bad_table) {
        bool const several = c.why >= reason::wildcard_selects_several &&
                             c.why <= reason::descendant_selects_several;
        bool const limit = c.why >= reason::path_too_long;
        if (several || limit || c.text == "[a,b]" || c.text == "a.@*") continue;
        auto const parsed = object_query::parse(c.text);
        CAPTURE(c.text);
        CHECK(!parsed);
        if (parsed) continue;
        CHECK(parsed.error().position >= c.position);
    }
}

TEST_CASE("path: the nodes of a filter stand after their operands") {
    auto const q = query("$.a[?@.b == 1 && !match(@.c, 'x')].d[?@.e]");
    CHECK(q.filter_size() == 10);
    for (std::size_t i = 0; i < q.filter_size(); ++i) {
        filter_node const n = q.filter(i);
        CHECK(n.first <= i);
        if (n.first == i || n.kind == filter_kind::query) continue;
        CHECK(n.right == i - 1);
        if (n.kind == filter_kind::all_of || n.kind == filter_kind::comparison ||
            n.kind == filter_kind::match) {
            CHECK(n.left < n.right);
            CHECK(q.filter(n.left).first == n.first);
        }
    }
    auto segment = q.segments().begin();
    ++segment;
    auto const root = q.filter((*(*segment).selectors.begin()).condition);
    CHECK(root.kind == filter_kind::all_of);
    CHECK(root.first == 0);
    auto const comparison = q.filter(root.left);
    CHECK(q.filter(comparison.left).singular);
    CHECK(q.segments_of(q.filter(comparison.left)).size() == 1);
    CHECK(q.filter(comparison.right).spelling == "1");
}

TEST_CASE("path: a node says how many filters are around it") {
    auto const q = query("[?@.a && @[?@.b, ?@.c[?@.d]]][?@.e]");
    std::size_t const filters[] = {1, 1, 2, 2, 3, 3, 2, 2, 1, 1, 1, 1, 1};
    CHECK(q.filter_size() == std::size(filters));
    for (std::size_t i = 0; i < q.filter_size(); ++i) {
        CAPTURE(i);
        CHECK(q.filter(i).filters == filters[i]);
    }
    CHECK(q.filter(8).kind == filter_kind::query);
    CHECK(q.filter(8).first == 2);
}

TEST_CASE("path: a query owns its text") {
    std::string text = "data[?@.d\\u0061ta=='\\u0061\\n'].*";
    text = "data[?@['d\\u0061ta']=='\\u0061\\n'].*";
    auto const parsed = query(text);
    text.assign(text.size(), '#');
    object_query const copy = parsed;
    CHECK(copy == parsed);
    CHECK(cases::dumps_as(copy, "/'data'/?((@/'data')=='a\n')/*"));
}

TEST_CASE("path: nothing is allocated for a query, nor for an error") {
    std::size_t written = 0;
    auto const sink = [&written](std::string_view piece) { written += piece.size(); };
    for (auto const& c : cases::ok_query_table)
        CHECK(trotline_tests::allocations([&] {
                  auto const parsed = object_query::parse(c.text);
                  if (parsed && *parsed == object_query(*parsed)) parsed->normalized(sink);
              }) == 0);
    for (auto const& c : cases::bad_query_table)
        CHECK(trotline_tests::allocations([&] {
                  auto const parsed = object_query::parse(c.text);
                  if (!parsed) write(parsed.error(), sink);
              }) == 0);
    CHECK(written > 1000);
}

// The documented example.
TEST_CASE("path: an error in a query is a value with a text") {
    std::ostringstream out;
    auto query = trotline::object_query::parse("book[?@.price < 10].title");
    if (!query)
        out << query.error() << '\n';
    else
        for (trotline::path::query_segment s : query->segments()) out << s.selectors.size();
    CHECK(out.str() == "111");
    auto const wrong = trotline::object_query::parse("book[?@.price = 10].title");
    CHECK(to_string(wrong.error()) ==
          "object path: an operator is missing in the filter (byte 15): expected `=`, found ` `; "
          "write == or != to compare\n"
          "  book[?@.price = 10].title\n"
          "                 ^");
}

}  // namespace path_object_query_test
