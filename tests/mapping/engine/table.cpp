// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/table.hpp>

#include <doctest/doctest.h>

#include <cstdint>

namespace mapping_engine_table_test {

namespace tl = trotline;
using tl::detail::row_state;

TEST_CASE("a table of nodes and names, asked for what it holds") {
    // $ has the children a, title and [-1]
    tl::detail::node nodes[4];
    nodes[0].first_child = 1;
    nodes[0].names = 2;
    nodes[0].indexes_from_end = 1;
    nodes[0].sizes = tl::size_bit(1) | tl::size_bit(5);
    nodes[0].last_bytes = tl::last_byte_bit("a") | tl::last_byte_bit("e");
    nodes[3].is_index = true;
    nodes[3].index = -1;
    tl::wanted_name const names[] = {tl::wanted_name(), tl::wanted_name("a"),
                                     tl::wanted_name("title"), tl::wanted_name()};
    tl::name_tails const tails{};
    tl::detail::table const table{nodes, names, nullptr, nullptr, &tails, 4, 0, 0, 3, true};

    CHECK(nodes[0].children() == 3);
    CHECK(nodes[1].children() == 0);
    tl::wanted_names const children = table.children_of(nodes[0]);
    REQUIRE(children.size() == 2);
    CHECK(children[0] == "a");
    CHECK(children[1] == "title");
    CHECK(children.sizes == nodes[0].sizes);
    CHECK(children.last_bytes == nodes[0].last_bytes);
    CHECK(table.children_of(nodes[1]).size() == 0);
    CHECK(table.all_names().size() == 3);
    CHECK(table.all_names()[1] == "title");
    CHECK(table.all_names().tails == &tails);
    CHECK(table.name(nodes[2]) == "title");
    CHECK(table.step(nodes[2]) == tl::path::segment{"title", 0, false});
    CHECK(table.step(nodes[3]) == tl::path::segment{{}, -1, true});
}

TEST_CASE("what a walk does at a node, by its rows and children") {
    using form = enum tl::detail::node::form;
    tl::detail::row_condition const condition;
    tl::detail::binding const& integer = tl::detail::bound<int>::value;
    tl::detail::table_row rows[] = {{&integer}, {&integer, &condition}, {nullptr, &condition}};
    rows[1].has_condition = rows[2].has_condition = true;
    struct {
        std::uint16_t names, indexes, indexes_from_end, first_row, rows;
        form is;
        tl::detail::binding const* type;
    } const cases[] = {
        {0, 0, 0, 0, 1, form::leaf, &integer},  // read at once
        {0, 0, 0, 1, 1, form::leaf, nullptr},   // there is a condition
        {0, 0, 0, 2, 1, form::leaf, nullptr},   // it keeps nothing
        {0, 0, 0, 0, 2, form::other, nullptr},  {0, 0, 0, 0, 0, form::other, nullptr},
        {2, 0, 0, 0, 0, form::object, nullptr}, {2, 0, 0, 0, 1, form::other, nullptr},
        {2, 1, 0, 0, 0, form::other, nullptr},  {1, 0, 1, 0, 0, form::other, nullptr},
        {0, 1, 0, 0, 0, form::other, nullptr},
    };
    for (auto const& one : cases) {
        tl::detail::node node;
        node.names = one.names;
        node.indexes = one.indexes;
        node.indexes_from_end = one.indexes_from_end;
        node.first_row = one.first_row;
        node.rows = one.rows;
        node.set_form(rows);
        CHECK(node.form == one.is);
        CHECK(node.type == one.type);
        CHECK(node.plain ==
              (one.type != nullptr ? tl::detail::landing::integer : tl::detail::landing::other));
    }
}

TEST_CASE("a destination has a new value where one was found, and neither null nor wrong") {
    struct {
        std::uint32_t count;
        bool has_landed;
    } constexpr cases[] = {
        {0, false}, {1, true}, {7, true}, {row_state::failed, false}, {row_state::null, false}};
    for (auto const& one : cases)
        CHECK(row_state{nullptr, one.count}.has_landed() == one.has_landed);
}

}  // namespace mapping_engine_table_test
