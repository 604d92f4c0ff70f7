// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/compiled_query.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace path_compiled_query_test {

namespace {

using trotline::path::filter_kind;
using trotline::path::selector_kind;
using trotline::path::detail::compiled_query;

static_assert(std::is_trivially_copyable_v<compiled_query>);
static_assert(sizeof(compiled_query::node_record) == 8);
static_assert(sizeof(compiled_query::selector_record) == 6);

compiled_query::selector_record named(std::size_t begin, std::size_t size) {
    return {static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(size),
            selector_kind::name, compiled_query::none};
}

}  // namespace

TEST_CASE("path: a compiled query keeps its text and what was decoded from it") {
    compiled_query q;
    q.spell("$['\\n'].b");
    auto const decoded = q.decoded();
    q.decode('\n');
    auto const newline = q.push(named(decoded, 1)), b = q.push(named(8, 1));
    auto const first = q.push(compiled_query::segment_record{newline});
    q.chain_segment(first, q.push(compiled_query::segment_record{b}));
    q.begin_at(first);
    CHECK(q.text() == "$['\\n'].b");
    CHECK(q.selector_at(newline).name == "\n");
    CHECK(q.selector_at(b).name == "b");
    CHECK(q.is_singular(first));
    q.chain_selector(b, newline);
    CHECK(!q.is_singular(first));
}

TEST_CASE("path: the operands of a node are found from the places where they begin") {
    compiled_query q;
    auto const node = [&](filter_kind kind, std::size_t first) {
        return q.push(compiled_query::node_record{0, 0, kind, 0, static_cast<std::uint8_t>(first)});
    };
    auto const a = node(filter_kind::null, 0), b = node(filter_kind::null, 1);
    auto const left = node(filter_kind::comparison, a);
    auto const c = node(filter_kind::null, 3), d = node(filter_kind::true_, 4);
    auto const right = node(filter_kind::comparison, c);
    auto const root = node(filter_kind::all_of, a);
    auto const negated = node(filter_kind::negation, a);
    CHECK(q.node_at(left).left == a);
    CHECK(q.node_at(left).right == b);
    CHECK(q.node_at(right).left == c);
    CHECK(q.node_at(right).right == d);
    CHECK(q.node_at(root).left == left);
    CHECK(q.node_at(root).right == right);
    CHECK(q.node_at(negated).right == root);
}

TEST_CASE("path: compiled queries are equal if their records are, wherever their texts stand") {
    auto const compiled = [](std::string_view text, std::size_t begin) {
        compiled_query q;
        q.spell(text);
        q.begin_at(q.push(compiled_query::segment_record{q.push(named(begin, 1))}));
        return q;
    };
    CHECK(compiled("a", 0) == compiled("$.a", 2));
    CHECK(!(compiled("a", 0) == compiled("b", 0)));
    auto longer = compiled("a", 0);
    longer.push(compiled_query::segment_record{0});
    CHECK(!(compiled("a", 0) == longer));
}

}  // namespace path_compiled_query_test
