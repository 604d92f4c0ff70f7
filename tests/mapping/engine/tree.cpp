// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/tree.hpp>

#include <trotline/path/literal.hpp>
#include <trotline/path/parse.hpp>

#include "mapping/shown_tree.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mapping_engine_tree_test {

namespace tl = trotline;
using namespace tl::literals;

namespace {

std::vector<tl::object_path> paths(std::vector<std::string_view> const& texts) {
    std::vector<tl::object_path> made;
    made.reserve(texts.size());
    for (std::string_view const text : texts) made.push_back(tl::object_path::parse(text).value());
    return made;
}

struct tree {
    std::vector<tl::object_path> all;  // the steps look into them
    std::vector<tl::detail::node> nodes;
    std::vector<tl::path::segment> steps;
    std::vector<std::uint16_t> order;
    std::size_t size;

    explicit tree(std::vector<tl::object_path> paths, std::size_t room = 1000)
        : all(std::move(paths)), nodes(room), steps(room), order(all.size()) {
        std::vector<std::uint16_t> waiting(all.size());
        size = tl::detail::build_tree(
            [&](std::size_t r) -> tl::object_path const& { return all[r]; }, std::span(nodes),
            std::span(steps), std::span(order), std::span(waiting));
    }
    std::string shown() const {
        return trotline_tests::shown(
            nodes.data(), [&](std::size_t n) { return steps[n]; },
            [&](std::size_t r) { return order[r]; });
    }
};

}  // namespace

TEST_CASE(
    "rows that share parents share the way; names in the order of the rows, indexes ascending, "
    "then those from the end") {
    struct {
        std::vector<std::string_view> paths;
        std::string tree;
    } const table[] = {
        {{}, "$"},
        {{"$"}, "$#0"},
        {{"a"}, "${a#0}"},
        {{"a.b", "c", "a.d", "a"}, "${a#3{b#0 d#2} c#1}"},
        {{"b", "a", "['b']", "$"}, "$#3{b#0#2 a#1}"},
        {{"x[3]", "x[-1]", "x.n", "x[0]", "x[-2]", "x[3]"}, "${x{n#2 0#3 3#0#5 -2#4 -1#1}}"},
        {{"[1].a", "[0].b", "[1].c"}, "${0{b#1} 1{a#0 c#2}}"},
        {{"a.b.c", "d.b.c", "a.b.e"}, "${a{b{c#0 e#2}} d{b{c#1}}}"},
    };
    for (auto const& c : table) {
        tree const made(paths(c.paths));
        REQUIRE(made.size != 0);
        CHECK(made.shown() == c.tree);
        // the order has every row once
        std::vector<std::uint16_t> sorted = made.order;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t r = 0; r != sorted.size(); ++r) CHECK(sorted[r] == r);
    }
}

TEST_CASE("every node knows its parent, its index, and what its children are called") {
    tree const made(paths({"a.b", "a.title", "a[2]", "a[-1].b"}));
    REQUIRE(made.size == 7);
    auto const& nodes = made.nodes;
    tl::detail::node const &root = nodes[0], &a = nodes[1], &second = nodes[4], &last = nodes[5];
    CHECK(root.first_child == 1);
    CHECK(root.children() == 1);
    CHECK(root.sizes == tl::size_bit(1));
    CHECK(root.last_bytes == tl::last_byte_bit("a"));
    CHECK(a.parent == 0);
    CHECK(a.first_child == 2);
    CHECK(a.names == 2);
    CHECK(a.indexes == 1);
    CHECK(a.indexes_from_end == 1);
    CHECK(a.sizes == (tl::size_bit(1) | tl::size_bit(5)));
    CHECK(a.last_bytes == (tl::last_byte_bit("b") | tl::last_byte_bit("e")));
    CHECK(second.is_index);
    CHECK(second.index == 2);
    CHECK(second.parent == 1);
    CHECK(last.index == -1);
    CHECK(nodes[6].parent == 5);
    CHECK_FALSE(nodes[6].is_index);

    tl::detail::tree_facts const facts{std::span(nodes).first(made.size)};
    CHECK(facts.leaves == 4);
    CHECK(facts.has_indexes);
    tree const names(paths({"a.b", "c"}));
    CHECK_FALSE(tl::detail::tree_facts(std::span(names.nodes).first(names.size)).has_indexes);
}

TEST_CASE("a node more than room is no tree") {
    auto const all = paths({"a.b", "a.c"});
    CHECK(tree(all, 4).size == 4);
    CHECK(tree(all, 3).size == 0);
}

TEST_CASE("a tree has at most 65535 nodes and rows") {
    std::vector<tl::object_path> all;
    for (int i = 0; i < 2115; ++i) {  // 31 nodes each
        std::string text = "[" + std::to_string(i) + "]";
        for (int depth = 1; depth < 31; ++depth) text += ".a";
        all.push_back(tl::object_path::parse(text).value());
    }
    CHECK(tree(all, tl::most_nodes).size == 0);
    all.pop_back();
    CHECK(tree(all, tl::most_nodes).size == 65535);
    tree const rows(std::vector<tl::object_path>(tl::most_rows), 1);
    CHECK(rows.size == 1);
    CHECK(rows.nodes[0].rows == 65535);
}

TEST_CASE("a tree at compile time") {
    static constexpr std::array<tl::object_path const*, 3> all{&"a.b"_path.value,
                                                               &"a[1]"_path.value, &"a"_path.value};
    constexpr auto made = [] {
        std::array<tl::detail::node, 6> nodes{};
        std::array<tl::path::segment, 6> steps{};
        std::array<std::uint16_t, 3> order{}, waiting{};
        std::size_t const size =
            tl::detail::build_tree([](std::size_t r) -> tl::object_path const& { return *all[r]; },
                                   nodes, steps, order, waiting);
        return std::pair(size, order[nodes[1].first_row]);
    }();
    static_assert(made == std::pair(std::size_t{4}, std::uint16_t{2}));
    CHECK(made.first == 4);
}

}  // namespace mapping_engine_tree_test
