// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/run_time_prefix_tree.hpp>

#include <trotline/path/parse.hpp>

#include "mapping/shown_tree.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;

namespace {

std::vector<tl::object_path> paths(std::vector<std::string_view> const& texts) {
    std::vector<tl::object_path> made;
    made.reserve(texts.size());
    for (std::string_view const text : texts) made.push_back(tl::object_path::parse(text).value());
    return made;
}

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
        auto const all = paths(c.paths);
        tl::run_time_prefix_tree const tree(all);
        REQUIRE(tree.fits());
        CHECK(shown(tree.view()) == c.tree);
    }
}

TEST_CASE("without rows there is a root, and it fits") {
    tl::run_time_prefix_tree const tree;
    CHECK(tree.fits());
    CHECK(shown(tree.view()) == "$");
}

TEST_CASE("more than 65535 nodes or rows do not fit") {
    std::vector<tl::object_path> all;
    for (int i = 0; i < 2115; ++i) {  // 31 nodes each
        std::string text = "[" + std::to_string(i) + "]";
        for (int depth = 1; depth < 31; ++depth) text += ".a";
        all.push_back(tl::object_path::parse(text).value());
    }
    CHECK_FALSE(tl::run_time_prefix_tree(all).fits());
    all.pop_back();
    CHECK(tl::run_time_prefix_tree(all).fits());
    CHECK(tl::run_time_prefix_tree(std::vector<tl::object_path>(65535)).fits());
    CHECK_FALSE(tl::run_time_prefix_tree(std::vector<tl::object_path>(65536)).fits());
}
