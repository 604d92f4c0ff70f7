// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/row_path.hpp>

#include <trotline/mapping/get.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_engine_row_path_test {

namespace tl = trotline;
using namespace tl::literals;

TEST_CASE("the way to each row, from the table") {
    std::string_view const paths[] = {"a.b", "c[-1].d", "$", "a", "c[2]"};
    std::vector<tl::run_time_row> rows;
    for (std::string_view const path : paths) rows.push_back({std::string(path), "", {}, {true}});
    auto const mapping = tl::run_time_mapping::build(rows).value();
    for (std::size_t r = 0; r != rows.size(); ++r) {
        auto const& path = *mapping.path(r);
        tl::detail::path_steps const found =
            tl::detail::path_of_row(mapping.table(), mapping.place(r));
        REQUIRE(found.size() == path.size());
        for (std::size_t i = 0; i != path.size(); ++i) CHECK(found[i] == path[i]);
    }
}

TEST_CASE("a row that takes nothing from the document has no path") {
    auto const mapping =
        tl::run_time_mapping::build({{"a.b", "A"}, {"", "S", {}, {}, tl::row_source::status}})
            .value();
    CHECK(tl::detail::path_of_row(mapping.table(), mapping.place(0)).size() == 2);
    CHECK(tl::detail::path_of_row(mapping.table(), mapping.place(1)).size() == 0);
}

TEST_CASE("XML: which steps of a path occur several times, if [0] selects one value") {
    constexpr std::string_view text =
        "<T><Y><H>1</H></Y><Y><H>2</H></Y><Z><H>3</H><H>4</H></Z><E/><E><H>5</H><H>6</H></E></T>";
    auto const repeated = [&](auto path) {
        auto const got = tl::get<int>(text, path, tl::xml::checked);
        REQUIRE(!got);
        CHECK(got.error().rows()[0].code == tl::code::ambiguous);
        return got.error().rows()[0].repeated;
    };
    CHECK(repeated("T.Y.H"_path) == 0b010);
    CHECK(repeated("T.Z.H"_path) == 0b100);
    CHECK(repeated("T.Z[0].H"_path) == 0b1000);
    CHECK(repeated("T.E.H"_path) == 0);  // there is no T.E[0].H
    CHECK(to_string(tl::get<int>(text, "T.Y.H"_path, tl::xml::checked).error()) ==
          "T.Y.H: found more than once: again an element <H>2</H> at byte 21, expected only one: "
          "write T.Y[0].H for the first");
    auto const twice = tl::get<int>(R"({"a": {"b": 1}, "a": {"b": 2}})", "a.b"_path);
    REQUIRE(!twice);
    CHECK(to_string(twice.error()) ==
          "a.b: found more than once: again a number 2 at byte 27, expected one member with that "
          "name in an object");
}

}  // namespace mapping_engine_row_path_test
