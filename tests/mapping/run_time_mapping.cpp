// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/run_time_mapping.hpp>

#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/parameter_store/memory.hpp>

#include <doctest/doctest.h>

#include "support/allocation_count.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace mapping_run_time_mapping_test {

namespace tl = trotline;

TEST_CASE("rows from configuration become a mapping") {
    std::vector<tl::run_time_row> rows{
        {"data.userId", "USER_ID"},
        {"ok", "", {}, {true, 1}},
        {"X-Request-Id", "REQUEST", tl::row_option::optional, {}, tl::row_source::field},
        {"", "STATUS", {}, {}, tl::row_source::status},
        {"", "TOOK", {}, {}, tl::row_source::elapsed},
        {"data['title']", "TITLE"}};
    auto built = tl::run_time_mapping::build(rows);
    REQUIRE(built.has_value());
    tl::run_time_mapping const mapping = *built;
    CHECK(mapping.size() == 6);
    CHECK(mapping.table().row_count == 6);
    CHECK(mapping.table().document_rows == 3);
    for (std::size_t r = 0; r != 6; ++r) {
        CHECK(mapping.table().rows[mapping.place(r)].number == r);
        CHECK((mapping.place(r) < 3) == (mapping.path(r) != nullptr));
    }
    CHECK(mapping.table().node_count == 5);  // the root, data, ok, userId, title
    CHECK(mapping.path(0)->text() == "data.userId");
    CHECK(mapping.path(2) == nullptr);
    CHECK(mapping.description(2).path == "X-Request-Id");
    CHECK(mapping.description(2).destination == "REQUEST");
    CHECK(!mapping.description(2).required);
    CHECK(mapping.description(3).path == "(status)");
    CHECK(mapping.description(4).path == "(elapsed)");
    CHECK(mapping.expected(1) == "true or 1");
    CHECK(mapping.expected(0) == "");
    CHECK(mapping.row(5).parameter == "TITLE");
}

TEST_CASE("the first row that is wrong is named") {
    struct refused {
        std::vector<tl::run_time_row> rows;
        std::size_t row;
        std::string text;
    };
    refused const table[] = {
        {{{"a", "A"}, {"b", ""}},
         1,
         "row 1: a row needs the name of a parameter, or values that a condition allows"},
        {{{"a", "A"}, {"b", "A"}}, 1, "row 1: an earlier row has the same parameter"},
        {{{"a", "", {}, {tl::json_text{"[]"}}}},
         0,
         "row 0: a condition can only compare with scalars"},
        {{{"", "A", {}, {}, tl::row_source::field}},
         0,
         "row 0: a field row needs the field's name"},
        {{{"E Tag", "A", {}, {}, tl::row_source::field}},
         0,
         "row 0: a field's name has only letters, digits and !#$%&'*+-.^_`|~"},
        {{{"a", "A", {}, {}, tl::row_source::status}}, 0, "row 0: a row of the status has no path"},
        {{{"a", "A", {}, {}, tl::row_source::elapsed}},
         0,
         "row 0: a row of the elapsed time has no path"},
        {{{"a[*]", "A", {}, {}, tl::row_source::document, {"b"}}},
         0,
         "row 0: a query has no other paths: it is a union of several, such as ['a', 'b']"},
        {{{"a", "A"}, {"b", ""}, {"c", "A"}},
         1,
         "row 1: a row needs the name of a parameter, or values that a condition allows\n"
         "row 2: an earlier row has the same parameter"},
    };
    for (refused const& c : table) {
        auto const built = tl::run_time_mapping::build(c.rows);
        REQUIRE(!built);
        CHECK(built.error().row == c.row);
        CHECK(!built.error().path);
        CHECK(to_string(built.error()) == c.text);
    }

    auto const built = tl::run_time_mapping::build({{"a", "A"}, {"data.", "B"}});
    REQUIRE(!built);
    CHECK(built.error().row == 1);
    REQUIRE(built.error().path);
    CHECK(built.error().path->position == 5);
    CHECK(to_string(built.error()) == "row 1: " + to_string(*built.error().path));
}

TEST_CASE("a path with too many segments is not taken as a query") {
    std::string path = "a";
    for (int i = 1; i != 33; ++i) path += ".a";
    auto const built = tl::run_time_mapping::build({{path, "A"}});
    REQUIRE(!built);
    REQUIRE(built.error().path);
    CHECK(built.error().path->reason == tl::path::reason::too_many_segments);
    auto const query = tl::run_time_mapping::build({{path + "[*]", "A"}});
    REQUIRE(query);
    CHECK(query->path(0) == nullptr);
}

TEST_CASE("another path that is wrong is named") {
    auto const built =
        tl::run_time_mapping::build({{"a", "A", {}, {}, tl::row_source::document, {"b", "c."}}});
    REQUIRE(!built);
    CHECK(built.error().alternative == 1);
    REQUIRE(built.error().path);
    CHECK(to_string(built.error()) == "row 0: alternative 1: " + to_string(*built.error().path));
}

TEST_CASE("what a condition allows is shown as it would be written, but no secret") {
    auto const built = tl::run_time_mapping::build(
        {{"a", "", {}, {nullptr, false, -1, 2u, "x", tl::secret{"y"}}}});
    REQUIRE(built.has_value());
    CHECK(built->expected(0) == "null or false or -1 or 2 or \"x\" or a secret");
}

TEST_CASE("65535 nodes are a mapping, one more is an error") {
    // 2048 chains of 32 segments below the root are 65537 nodes with it; the last one is cut to fit
    std::vector<tl::run_time_row> rows;
    for (int i = 0; i < 2048; ++i) {
        std::string path = "n" + std::to_string(i);
        for (int k = 0; k < (i == 2047 ? 29 : 31); ++k) path += ".x";
        rows.push_back({path, "P" + std::to_string(i)});
    }
    auto const built = tl::run_time_mapping::build(rows);
    REQUIRE(built.has_value());
    CHECK(built->table().node_count == 65535);

    rows.back().path += ".x";
    auto const refused = tl::run_time_mapping::build(rows);
    REQUIRE(!refused);
    CHECK(to_string(refused.error()) ==
          "row 2047: the rows have more than 65535 segments in total");

    std::vector<tl::run_time_row> same(65536, tl::run_time_row{"a", "", {}, {1}});
    auto const many = tl::run_time_mapping::build(same);
    REQUIRE(!many);
    CHECK(to_string(many.error()) == "row 65535: more than 65535 rows");
    same.pop_back();
    CHECK(tl::run_time_mapping::build(same).has_value());
}

TEST_CASE("a condition compares every digit of a whole number") {
    auto const holds = [](char const* allowed, std::string const& found) {
        auto const mapping = tl::run_time_mapping::build({{"a", "", {}, {tl::number{allowed}}}});
        REQUIRE(mapping);
        tl::memory_parameter_store store;
        std::string const text = R"({"a": )" + found + "}";
        return tl::map_into(store, *mapping, text).has_value();
    };
    CHECK(holds("18446744073709551616", "18446744073709551616"));
    CHECK_FALSE(holds("18446744073709551616", "18446744073709551617"));
    CHECK_FALSE(holds("18446744073709551616", "-18446744073709551616"));
    CHECK(holds("18446744073709551616", "1.8446744073709551616e19"));
    CHECK(holds("1e400", "1e400"));
    CHECK_FALSE(holds("1e400", "1e401"));
    CHECK(holds("12.50", "12.5"));
}

TEST_CASE("no rows are a mapping that wants nothing") {
    tl::run_time_mapping const mapping;
    CHECK(mapping.size() == 0);
    CHECK(mapping.table().node_count == 1);
    CHECK(trotline_tests::allocations([] {
              tl::run_time_mapping const another;
              auto const built = tl::run_time_mapping::build({});
              CHECK(&built->table() == &another.table());
          }) == 0);
}

TEST_CASE("every wrong row is named, in order") {
    auto const built = tl::run_time_mapping::build({{"a", "A"},
                                                    {"b[", "B"},
                                                    {"c", ""},
                                                    {"d", "A"},
                                                    {"e | uper", "A"},
                                                    {"f", "F"},
                                                    {"g", "F"},
                                                    {"h", "F"}},
                                                   {{"p q", "urn:p"}, {"r", ""}});
    REQUIRE_FALSE(built);
    tl::run_time_row_error const& first = built.error();
    CHECK(first.is_prefix);
    CHECK(first.row == 0);
    std::string rows;
    for (auto const& each : first.further)
        rows += (each.is_prefix ? " prefix " : " ") + std::to_string(each.row);
    CHECK(rows == " prefix 1 1 2 3 4 4 6 7");
    CHECK(to_string(first).find("\nrow 3: an earlier row has the same parameter\n") !=
          std::string::npos);

    std::vector<tl::run_time_row> many(100, {"a[", "A"});
    CHECK(tl::run_time_mapping::build(many).error().further.size() ==
          tl::run_time_row_error::most_named - 1);
}

}  // namespace mapping_run_time_mapping_test
