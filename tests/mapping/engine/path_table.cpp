// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/path_table.hpp>

#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/path/parse.hpp>

#include "mapping/shown_tree.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_engine_path_table_test {

namespace tl = trotline;

TEST_CASE("one path as a table: the same as a mapping of one row has") {
    std::string longest = "a";
    for (int i = 1; i < 32; ++i) longest += i % 2 == 0 ? ".a" : "[-1]";
    struct {
        std::string path, tree;
    } const cases[] = {
        {"$", "$#0"},
        {"a", "${a#0}"},
        {"data.userId", "${data{userId#0}}"},
        {"a[2].b[-1]", "${a{2{b{-1#0}}}}"},
        {"[0]", "${0#0}"},
        {"['it\\'s']['']", "${it's{#0}}"},
        {longest, ""},
    };
    for (auto const& one : cases) {
        CAPTURE(one.path);
        auto const path = tl::object_path::parse(one.path).value();
        tl::detail::path_table const made(path, tl::detail::bound<int>::value);
        tl::detail::table const& t = made.view();
        if (!one.tree.empty()) CHECK(trotline_tests::shown(t) == one.tree);
        auto const built = tl::run_time_mapping::build({{one.path, "P"}}).value();
        tl::detail::table const& same = built.table();
        CHECK(trotline_tests::shown(t) == trotline_tests::shown(same));
        CHECK(t.node_count == same.node_count);
        CHECK(t.row_count == 1);
        CHECK(t.document_rows == 1);
        CHECK(t.leaves == 1);
        CHECK(t.counts_siblings == same.counts_siblings);
        for (std::size_t n = 0; n != t.node_count; ++n) {
            tl::detail::node const &a = t.nodes[n], &b = same.nodes[n];
            CHECK(a.sizes == b.sizes);
            CHECK(a.last_bytes == b.last_bytes);
            CHECK(a.index == b.index);
            CHECK(a.is_index == b.is_index);
            CHECK(a.parent == b.parent);
            CHECK(a.form == b.form);
            CHECK(a.names == b.names);
            CHECK(a.indexes == b.indexes);
            CHECK(a.indexes_from_end == b.indexes_from_end);
            CHECK(t.names[n].view() == same.names[n].view());
        }
        CHECK(t.rows[0].type == &tl::detail::bound<int>::value);
        tl::detail::node const& last = t.nodes[t.node_count - 1];
        CHECK(last.plain == tl::detail::landing::integer);
        CHECK(last.type == &tl::detail::bound<int>::value);
        CHECK(t.descriptions[0].path == one.path);
        CHECK(t.descriptions[0].required);
    }
}

TEST_CASE("what takes several siblings counts them") {
    auto const path = tl::object_path::parse("r.i").value();
    CHECK(tl::detail::path_table(path, tl::detail::bound<std::vector<int>>::value)
              .view()
              .counts_siblings);
    CHECK_FALSE(tl::detail::path_table(path, tl::detail::bound<int>::value).view().counts_siblings);
}

}  // namespace mapping_engine_path_table_test
