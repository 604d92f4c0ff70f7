// SPDX-License-Identifier: BSL-1.0
#include <trotline/src_queries.hpp>

#include <trotline/mapping/mapping_workspace.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace top_src_queries_test {

namespace tl = trotline;

// tests/separate_compilation/ links a program with it.
TEST_CASE("the unit that reads rows of run time can use them, too") {
    auto const rows = tl::run_time_mapping::build({{"a[*]", "ALL"}}).value();
    tl::mapping_workspace space;
    CHECK(space.read_text(rows, R"({"a": [1, 2]})", tl::json::checked));
    CHECK(space.found(0) == tl::value(tl::json_text{"[1,2]"}));
}

}  // namespace top_src_queries_test
