// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/read_queries.hpp>

#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/run_time_mapping.hpp>

#include <doctest/doctest.h>

#include "mapping/documents.hpp"
#include "mapping/listing_store.hpp"

#include <string>
#include <string_view>

namespace mapping_query_read_queries_test {

namespace tl = trotline;

TEST_CASE("a run-time row whose path is a query takes the list") {
    auto const mapping =
        tl::run_time_mapping::build({{"a[*].b", "ALL"}, {"id", "ID"}, {"a[?@.b > 1].b", "NONE"}});
    REQUIRE(mapping.has_value());
    trotline_tests::in_both_modes([&](auto format) {
        trotline_tests::listing_store store;
        REQUIRE(tl::map_into(store, *mapping, R"({"a": [{"b": 1}, {"c": 2}, {"b": 1}], "id": 3})",
                             format)
                    .has_value());
        REQUIRE(store.kept.size() == 3);
        CHECK(store.kept[0].value == tl::value(tl::json_text{"[1,1]"}));
        CHECK(store.kept[1].value == tl::value(3));
        CHECK(store.kept[2].value == tl::value(tl::json_text{"[]"}));
    });
}

TEST_CASE("what is wrong with a row's query, and a condition on one") {
    auto const wrong = tl::run_time_mapping::build({{"a[?@.b >", "A"}});
    REQUIRE(!wrong);
    REQUIRE(wrong.error().path);
    CHECK(wrong.error().path->position == 8);
    auto const condition = tl::run_time_mapping::build({{"a[*]", "", {}, {1}}});
    REQUIRE(!condition);
    CHECK(condition.error().reason ==
          "a condition compares one value: its path must not be a query");
}

}  // namespace mapping_query_read_queries_test
