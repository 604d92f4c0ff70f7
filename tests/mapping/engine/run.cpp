// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/run.hpp>

#include <trotline/json/format.hpp>
#include <trotline/mapping/engine/destinations.hpp>
#include <trotline/mapping/failure.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/xml/format.hpp>

#include "mapping/documents.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_engine_run_test {

namespace tl = trotline;
using tl::detail::row_state;
using trotline_tests::summary;

namespace {

// $ has the children a (rows 0 and 3) and b (row 2, and below it c: row 1).
using literal_rows = tl::detail::row_list<tl::row<"a", "A">, tl::row<"b.c", "B">, tl::row<"b", "C">,
                                          tl::row<"a", "D">>;
tl::run_time_mapping run_time_rows() {
    return tl::run_time_mapping::build({{"a", "A"}, {"b.c", "B"}, {"b", "C"}, {"a", "D"}}).value();
}

// What has become of each row, in the order of the rows, and why not.
std::string outcome(tl::detail::table const& rows, row_state const* states, tl::row_log const& log,
                    tl::row_failure const* failures) {
    std::string text;
    for (std::size_t number = 0; number != rows.row_count; ++number)
        for (std::size_t r = 0; r != rows.row_count; ++r) {
            if (rows.rows[r].number != number) continue;
            text += states[r].has_landed() ? to_string(*static_cast<tl::value const*>(states[r].to))
                                           : std::string("-");
            text += ' ';
        }
    if (log.document()) return text + summary(log.document());
    return text + summary(std::span(failures, log.size()));
}

template <class Format> std::string literal(std::string_view text, Format const& format) {
    tl::value values[literal_rows::parameters];
    int unused = 0;
    tl::detail::destinations<literal_rows> to(unused, values);
    tl::mapping_failure<literal_rows::size> why;
    tl::row_log log(why.storage());
    auto const& table = literal_rows::table::value;
    bool const well =
        tl::detail::read_text<tl::detail::singular_rows>(table, text, format, to.places(), log);
    CHECK(well == (log.size() == 0 && !log.document()));
    return outcome(table, to.places().states, log, why.storage());
}
template <class Format> std::string run_time(std::string_view text, Format const& format) {
    auto const mapping = run_time_rows();
    std::vector<tl::value> values(mapping.size());
    std::vector<row_state> states(mapping.size());
    for (std::size_t r = 0; r != mapping.size(); ++r) states[mapping.place(r)].to = &values[r];
    std::vector<tl::detail::sibling_state> siblings(mapping.table().node_count);
    std::vector<tl::row_failure> failures(mapping.size());
    tl::row_log log(failures.data());
    bool const well = tl::detail::read_text<tl::detail::singular_rows>(
        mapping.table(), text, format, {states.data(), siblings.data()}, log);
    CHECK(well == (log.size() == 0 && !log.document()));
    return outcome(mapping.table(), states.data(), log, failures.data());
}

}  // namespace

TEST_CASE("literal rows and rows of run time come to the same") {
    struct {
        std::string_view text, checked, on_demand;
    } const cases[] = {
        {R"({"b":{"c":7},"x":0,"a":2})", R"(2 7 {"c":7} 2 )", ""},
        {R"({"a":"\u0061","b":{"x":1,"c":true,"c2":[]}})", R"(a true {"x":1,"c":true,"c2":[]} a )",
         ""},
        {R"({"b":[1],"a":2})", "2 - [1] 2 1 missing: an array @5", ""},
        {R"({"a":1,"a":2,"b":{"c":3}})",
         R"(- 3 {"c":3} - 0 ambiguous: a number @11; 3 ambiguous: a number @11)",
         R"(1 3 {"c":3} 1 )"},
        {R"({"a":null,"b":{"c":3}})", R"(- 3 {"c":3} - 0 null: null @5; 3 null: null @5)", ""},
        {"[]",
         "- - - - 0 missing: an array @0; 1 missing: an array @0; 2 missing: an array @0; 3 "
         "missing: an array @0",
         ""},
        {R"({"a":1,"b":{"c":3})", "- - - - malformed @18", R"(1 3 {"c":3} 1 )"},
        {R"({"a":1,"b":{"c" 3}})", "- - - - malformed @16", "1 - - 1 malformed @16"},
        {"", "- - - - malformed @0", ""},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        CHECK(literal(one.text, tl::json::checked) == one.checked);
        CHECK(run_time(one.text, tl::json::checked) == one.checked);
        std::string_view const expected = one.on_demand.empty() ? one.checked : one.on_demand;
        CHECK(literal(one.text, tl::json::on_demand) == expected);
        CHECK(run_time(one.text, tl::json::on_demand) == expected);
    }
    constexpr std::string_view xml = "<b><c>1</c></b>";
    CHECK(literal(xml, tl::xml::checked) == run_time(xml, tl::xml::checked));
}

TEST_CASE("a document without content, and what stands beside one") {
    auto const mapping =
        tl::run_time_mapping::build({{"a", "A", tl::row_option::optional},
                                     {"", "STATUS", {}, {200, 201}, tl::row_source::status},
                                     {"b", "B"},
                                     {"X-Id", "ID", {}, {}, tl::row_source::field},
                                     {"X-None", "NONE", {}, {}, tl::row_source::field},
                                     {"", "TOOK", {}, {9}, tl::row_source::elapsed}})
            .value();
    std::vector<tl::value> values(mapping.size());
    std::vector<row_state> states(mapping.size());
    for (std::size_t r = 0; r != mapping.size(); ++r) states[mapping.place(r)].to = &values[r];
    std::vector<tl::row_failure> failures(mapping.size());
    tl::row_log log(failures.data());
    tl::detail::row_places const to{states.data(), nullptr};
    std::string asked;
    auto const facts = [&](tl::row_source source, std::string_view name) -> tl::text_cursor {
        asked.append(std::to_string(static_cast<int>(source))).append(name).append(" ");
        if (source == tl::row_source::status) return {tl::kind::number, "201"};
        if (source == tl::row_source::elapsed) return {tl::kind::number, "12"};
        if (name == "X-Id") return {tl::kind::text, "0042"};
        return {};
    };
    tl::detail::read_facts(mapping.table(), facts, to, log);
    CHECK(asked == "1(status) 2X-Id 2X-None 3(elapsed) ");
    CHECK_FALSE(tl::detail::read_nothing(mapping.table(), to, log));
    std::string const nowhere = " @" + std::to_string(tl::npos);
    CHECK(outcome(mapping.table(), states.data(), log, failures.data()) ==
          "- 201 - 0042 - - 2 missing: nothing" + nowhere + "; 4 missing: nothing" + nowhere +
              "; 5 unmet condition: a number" + nowhere);
    CHECK(failures[0].description.path == "b");
    CHECK(failures[1].description.path == "X-None");
    CHECK(failures[2].expected == "9");

    tl::row_log none(nullptr);
    tl::run_time_mapping const no_rows;
    CHECK(tl::detail::read_nothing(no_rows.table(), {}, none));
}

TEST_CASE("from a cursor at the root, which stays where it is") {
    auto const mapping = run_time_rows();
    std::vector<tl::value> values(mapping.size());
    std::vector<row_state> states(mapping.size());
    for (std::size_t r = 0; r != mapping.size(); ++r) states[mapping.place(r)].to = &values[r];
    std::vector<tl::row_failure> failures(mapping.size());
    tl::row_log log(failures.data());
    auto const root = trotline_tests::opened(tl::json::checked, R"( {"a":1,"b":{"c":2}})");
    CHECK(tl::detail::read_document(mapping.table(), root, {states.data(), nullptr}, log));
    CHECK(root.offset() == 1);
    CHECK(values[1] == tl::value(2));
}

}  // namespace mapping_engine_run_test
