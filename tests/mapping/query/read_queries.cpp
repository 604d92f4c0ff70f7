// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/read_queries.hpp>

#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/run_time_mapping.hpp>

#include <doctest/doctest.h>

#include "mapping/documents.hpp"
#include "mapping/listing_store.hpp"
#include "support/random_query.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mapping_query_read_queries_test {

namespace tl = trotline;

namespace {

struct taken {
    bool well = false;
    std::vector<std::string> rows{};  // of each what it takes, or why it takes nothing
};
template <class Format>
taken take(Format format, std::string_view text, std::vector<std::string> const& paths) {
    std::vector<tl::run_time_row> rows;
    rows.reserve(paths.size());
    for (std::string const& path : paths) rows.push_back({path, "P" + std::to_string(rows.size())});
    auto const mapping = tl::run_time_mapping::build(std::move(rows));
    REQUIRE(mapping.has_value());
    trotline_tests::listing_store store;
    auto const done = tl::map_into(store, *mapping, text, format);
    taken all{done.has_value(), std::vector<std::string>(paths.size())};
    if (done) {
        REQUIRE(store.kept.size() == paths.size());
        for (std::size_t i = 0; i != paths.size(); ++i)
            all.rows[i] = to_string(store.kept[i].value);
        return all;
    }
    REQUIRE(!done.error().rows.empty());
    for (tl::row_failure why : done.error().rows) {
        std::string& row = all.rows[std::exchange(why.row, std::uint16_t{0})];
        row = trotline_tests::summary(std::array{why});
    }
    return all;
}

// Rows that are read together take the same as each alone, and fail for the same reasons. True if
// none fails.
template <class Format>
bool check_as_alone(Format format, std::string_view text, std::vector<std::string> const& paths) {
    taken const together = take(format, text, paths);
    CAPTURE(text);
    for (std::size_t i = 0; i != paths.size(); ++i) {
        CAPTURE(paths[i]);
        taken const alone = take(format, text, {paths[i]});
        // If one fails, those that do not are not written.
        CHECK(together.rows[i] == (together.well || !alone.well ? alone.rows[0] : ""));
        CHECK((alone.well || !together.well));
    }
    return together.well;
}

}  // namespace

TEST_CASE("paths and queries that are read in one pass take what each takes alone") {
    constexpr std::array<std::string_view, 14> paths{"a",    "b",      "c",     "d",       "a.b",
                                                     "a.c",  "b.a.c",  "c.d",   "d.a.b.c", "[0]",
                                                     "a[1]", "[-1].a", "b[-2]", "$"};
    trotline_tests::random_query_source source(2024);
    std::mt19937 random(1);
    std::size_t well = 0, runs = 0;
    while (runs != 1500) {
        std::string const json = source.document();
        std::vector<std::string> rows;
        for (std::size_t n = 2 + random() % 12; n != 0; --n) {
            std::string row(paths[random() % paths.size()]);
            if (random() % 2 == 0) row = source.query();
            // (rows of which most find something: else hardly a run is without a failure)
            auto const built = tl::run_time_mapping::build({{row, "P"}});
            if (!built) continue;
            trotline_tests::listing_store store;
            if (tl::map_into(store, *built, json) || random() % 32 == 0)
                rows.push_back(std::move(row));
        }
        if (rows.empty()) continue;
        ++runs;
        trotline_tests::in_both_modes(
            [&](auto format) { well += check_as_alone(format, json, rows); });
    }
    CHECK(well > 500);
    CHECK(well < 2900);
}

TEST_CASE("paths and queries over XML that are read in one pass take what each takes alone") {
    constexpr std::string_view xml =
        "<c lang='x'><n>1</n><book lang='en'><title>A</title><price>5</price></book><mag/>"
        "<book lang='de'><title>B</title><price>15</price></book><x:book/><y:one>2</y:one>"
        "<last><in><it>7</it><it>8</it></in><sum>15</sum></last></c>";
    std::vector<std::vector<std::string>> const groups = {
        {"c.n", "c.book[*].title", "c.@lang", "c.last.sum"},
        {"c.last.sum", "c.last.in.it[*]", "c.last.in.it[0]", "c.last.in.it[-1]"},
        {"c.book[1].title", "c.book[?@.price > 10].@lang", "c.n", "c.mag"},
        {"c.book[0].title", "c.book[*].title", "c.book[1].@lang", "$..title"},
        {"c.*:one", "c.y:one", "c.book[*].price", "c.*"},
        {"c.book.title", "c.book[*].title", "c.n"},  // the first is ambiguous
        {"c.mag.x", "c.book[0:1].title", "c.last.in"},
    };
    std::size_t well = 0;
    for (auto const& rows : groups) well += check_as_alone(tl::xml::checked, xml, rows);
    CHECK(well == groups.size() - 2);
}

TEST_CASE("an object with more names than are searched at once is read in two passes") {
    std::string json = R"({"list": [1, 2])";
    std::vector<std::string> rows{"list[*]", "list[?@ > 1]"};
    for (int n = 0; n != 60; ++n) {
        std::string const name = "n" + std::to_string(n);
        json += ", \"" + name + "\": " + std::to_string(n);
        rows.push_back(name);
        if (n % 12 == 0)
            trotline_tests::in_both_modes(
                [&](auto format) { CHECK(check_as_alone(format, json + "}", rows)); });
    }
}

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
