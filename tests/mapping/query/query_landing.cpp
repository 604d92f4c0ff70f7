// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/query_landing.hpp>

#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>

#include <doctest/doctest.h>

#include <boost/describe.hpp>

#include "mapping/documents.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_query_query_landing_test {

namespace tl = trotline;

namespace {

struct listing {
    std::vector<long> ids;
    std::vector<std::string> names;
    std::optional<long> first, only;
    unsigned count = 0;
};
BOOST_DESCRIBE_STRUCT(listing, (), (ids, names, first, only, count))

// All of them go through `items` together.
using listing_rows = tl::mapping<
    listing, tl::query_row<"items[*].id", &listing::ids>,
    tl::query_row<"items[*].name", &listing::names>, tl::first_row<"items[*].id", &listing::first>,
    tl::query_row<"items[?@.only].id", &listing::only>, tl::count_row<"items[*]", &listing::count>>;

// The failed rows with what is wrong, in the order of the failure's rows.
std::string failed_rows(std::string_view text, auto format) {
    auto const mapped = tl::map<listing_rows>(text, format);
    std::string all;
    if (mapped) return all;
    for (auto const& row : mapped.error().rows())
        all += std::to_string(row.row) + " " + std::string(tl::name(row.code)) + " @" +
               std::to_string(row.offset) + "; ";
    return all;
}

}  // namespace

TEST_CASE("rows that go through one list together land, each by its own rule") {
    trotline_tests::in_both_modes([](auto format) {
        auto const mapped = tl::map<listing_rows>(
            R"({"items": [{"id": 1, "name": "a"}, {"id": 2, "name": "b", "only": true}, 5]})",
            format);
        REQUIRE(mapped.has_value());
        CHECK(mapped->ids == std::vector<long>{1, 2});
        CHECK(mapped->names == std::vector<std::string>{"a", "b"});
        CHECK(mapped->first == 1);
        CHECK(mapped->only == 2);
        CHECK(mapped->count == 3);
    });
}

TEST_CASE("each row fails by itself, and the failures stand in the order of the rows") {
    struct row {
        std::string_view text, failed;  // row, code, byte
    };
    constexpr row rows[] = {
        {R"({"items": []})", ""},
        // the second row fails before the first does
        {R"({"items": [{"name": {}, "id": 1}, {"id": "x"}]})",
         "0 wrong type @41; 1 wrong type @20; "},
        {R"({"items": [{"id": 1, "only": 1}, {"id": 2, "only": 1}]})", "3 ambiguous @40; "},
        {R"({"items": [{"id": true}]})", "0 wrong type @18; 2 wrong type @18; "},
    };
    trotline_tests::in_both_modes([&](auto format) {
        for (row const& r : rows) {
            CAPTURE(r.text);
            CHECK(failed_rows(r.text, format) == r.failed);
        }
    });
}

}  // namespace mapping_query_query_landing_test
