// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/follow.hpp>

#include <trotline/path/literal.hpp>
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>

#include "mapping/documents.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace mapping_engine_follow_test {

namespace tl = trotline;

namespace {

struct led {
    std::string_view path;
    std::size_t depth;
    std::string_view raw;
};

template <class C> void check(C const& root, led const& expected) {
    auto const path = tl::object_path::parse(expected.path).value();
    auto way = tl::detail::follow(root, path);
    INFO(std::string(expected.path));
    CHECK(way.depth == expected.depth);
    CHECK(way.at.raw() == expected.raw);
}

}  // namespace

TEST_CASE("JSON: as far as the path leads") {
    constexpr std::string_view text = R"({"a": [1, {"b": 2}, []], "c": null})";
    led const table[] = {{"$", 0, text},
                         {"a[1].b", 3, "2"},
                         {"a[-2].b", 3, "2"},
                         {"a[-3]", 2, "1"},
                         {"a[-4]", 1, R"([1, {"b": 2}, []])"},
                         {"a[3]", 1, R"([1, {"b": 2}, []])"},
                         {"a[4294967296]", 1, R"([1, {"b": 2}, []])"},  // 2 to the power of 32
                         {"a.b", 1, R"([1, {"b": 2}, []])"},
                         {"c", 1, "null"},
                         {"c.d", 1, "null"},
                         {"x.y", 0, text},
                         {"[0]", 0, text}};
    trotline_tests::in_both_modes([&](auto format) {
        for (led const& c : table) check(trotline_tests::opened(format, text), c);
    });
}

TEST_CASE("XML: as far as the path leads") {
    constexpr std::string_view text = "<r a='1'><i>1</i><o/><i><b>2</b></i></r>";
    led const table[] = {{"r.i[1].b", 4, "<b>2</b>"},
                         {"r.i[-2]", 3, "<i>1</i>"},
                         {"r.i[2]", 2, "<i>1</i>"},
                         {"r.i[-3]", 2, "<i>1</i>"},
                         {"r.@a", 2, "1"},
                         {"r.x", 1, text},
                         {"r[0].o", 3, "<o/>"},
                         {"r.i[0][0]", 3, "<i>1</i>"},
                         {"q", 0, text}};
    for (led const& c : table) check(trotline_tests::opened(tl::xml::checked, text), c);
}

TEST_CASE("steps are put together from the last one on") {
    auto const path = tl::object_path::parse("a[-1].b").value();
    tl::detail::path_steps const copied(path);
    tl::detail::path_steps made;
    CHECK(made.size() == 0);
    made.prepend({"b", 0, false});
    made.prepend({{}, -1, true});
    made.prepend({"a", 0, false});
    REQUIRE(made.size() == 3);
    REQUIRE(copied.size() == 3);
    for (std::size_t i = 0; i != 3; ++i) {
        CHECK(made[i] == path[i]);
        CHECK(copied[i] == path[i]);
    }
    std::string longest = "a";
    for (int i = 1; i < 32; ++i) longest += ".b";
    auto const long_path = tl::object_path::parse(longest).value();
    tl::detail::path_steps const all(long_path);
    REQUIRE(all.size() == 32);
    CHECK(all[0].name == "a");
    CHECK(all[31].name == "b");
}

}  // namespace mapping_engine_follow_test
