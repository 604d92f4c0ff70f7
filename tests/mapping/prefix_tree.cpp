// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/prefix_tree.hpp>

#include <trotline/path/literal.hpp>
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;
using namespace tl::literals;

namespace {

std::vector<tl::object_path> paths(std::vector<std::string_view> const& texts) {
    std::vector<tl::object_path> made;
    for (std::string_view const text : texts) made.push_back(tl::object_path::parse(text).value());
    return made;
}

// `name(rows){children}` of each node, the root first.
std::string shown(tl::prefix_tree_view tree, std::size_t node = 0) {
    tl::prefix_node const& n = tree.nodes[node];
    std::string text = node == 0 ? "$" : n.step.is_index ? std::to_string(n.step.index) : std::string(n.step.name);
    for (std::size_t r = 0; r < n.rows; ++r) text += "#" + std::to_string(tree.row_order[n.first_row + r]);
    if (n.children() == 0) return text;
    text += "{";
    for (std::size_t c = 0; c < n.children(); ++c) text += (c == 0 ? "" : " ") + shown(tree, std::size_t{n.first_child} + c);
    return text + "}";
}

constexpr tl::literal_prefix_tree<6, 3> literal{[](std::size_t i) -> tl::object_path const& {
    constexpr std::array<tl::object_path const*, 3> all{&"a.b"_path.value, &"a[1]"_path.value, &"a"_path.value};
    return *all[i];
}};

}  // namespace

TEST_CASE("rows that share parents share the way; names in the order of the rows, indexes ascending, then those from the end") {
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
        auto const all = paths(c.paths);
        tl::prefix_tree const tree(all);
        REQUIRE(tree.fits());
        CHECK(shown(tree.view()) == c.tree);
    }
}

TEST_CASE("the same tree during translation") {
    static_assert(literal.size == 4);
    static_assert(literal.view().nodes[1].rows == 1 && literal.view().row_order[literal.view().nodes[1].first_row] == 2);
    CHECK(shown(literal.view()) == "${a#2{b#0 1#1}}");
}

TEST_CASE("a node more than room is no tree") {
    auto const all = paths({"a.b", "a.c"});
    auto const path = [&](std::size_t r) -> tl::object_path const& { return all[r]; };
    std::array<tl::prefix_node, 4> nodes;
    std::array<std::uint16_t, 2> order{}, waiting{};
    CHECK(tl::detail::build_prefix_tree(path, 2, std::span(nodes), order, waiting) == 4);
    CHECK(tl::detail::build_prefix_tree(path, 2, std::span(nodes).first(3), order, waiting) == 0);
}
