// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/prefix_tree.hpp>

#include <trotline/path/literal.hpp>

#include "mapping/shown_tree.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tl = trotline;
using namespace tl::literals;

namespace {

constexpr tl::literal_prefix_tree<6, 3> literal{[](std::size_t i) -> tl::object_path const& {
    constexpr std::array<tl::object_path const*, 3> all{&"a.b"_path.value, &"a[1]"_path.value,
                                                        &"a"_path.value};
    return *all[i];
}};

}  // namespace

TEST_CASE("a tree during translation") {
    static_assert(literal.size == 4);
    static_assert(literal.view().nodes[1].rows == 1 &&
                  literal.view().row_order[literal.view().nodes[1].first_row] == 2);
    CHECK(shown(literal.view()) == "${a#2{b#0 1#1}}");
}

TEST_CASE("a node more than room is no tree") {
    auto const path = [](std::size_t r) -> tl::object_path const& {
        return r == 0 ? "a.b"_path.value : "a.c"_path.value;
    };
    std::array<tl::prefix_node, 4> nodes;
    std::array<std::uint16_t, 2> order{}, waiting{};
    CHECK(tl::detail::build_prefix_tree(path, 2, std::span(nodes), order, waiting) == 4);
    CHECK(tl::detail::build_prefix_tree(path, 2, std::span(nodes).first(3), order, waiting) == 0);
}
