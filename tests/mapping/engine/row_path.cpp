// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/row_path.hpp>

#include <trotline/mapping/run_time_mapping.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;

TEST_CASE("the way to each row, from the table") {
    std::string_view const paths[] = {"a.b", "c[-1].d", "$", "a", "c[2]"};
    std::vector<tl::run_time_row> rows;
    for (std::string_view const path : paths) rows.push_back({std::string(path), "", {}, {true}});
    auto const mapping = tl::run_time_mapping::build(rows).value();
    for (std::size_t r = 0; r != rows.size(); ++r) {
        auto const& path = *mapping.path(r);
        tl::detail::steps const found = tl::detail::path_of_row(mapping.table(), mapping.place(r));
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
