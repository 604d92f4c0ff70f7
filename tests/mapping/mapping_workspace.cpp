// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/mapping_workspace.hpp>

#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>

#include "mapping/listing_store.hpp"
#include "support/allocation_count.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_mapping_workspace_test {

namespace tl = trotline;
using namespace std::string_view_literals;
using trotline_tests::listing_store;

namespace {

tl::run_time_mapping built(std::vector<tl::run_time_row> rows) {
    return tl::run_time_mapping::build(std::move(rows)).value();
}

constexpr std::string_view text =
    R"({"data": {"userId": 7, "big": 18446744073709551615, "pi": 3.5, "title": "a\"b", "tags": ["x", 1], "gone": null},)"
    R"( "ok": true, "twice": 1, "twice": 2})";

template <class Run> void in_both_modes(Run&& run) {
    run(tl::json::checked);
    run(tl::json::on_demand);
}

}  // namespace

TEST_CASE("values keep their types on the way into a store") {
    auto const mapping = built({{"data.userId", "A"},
                                {"data.big", "B"},
                                {"data.pi", "C"},
                                {"data.title", "D"},
                                {"data.tags", "E"},
                                {"data.tags[-1]", "F"},
                                {"ok", "G"},
                                {"data.gone", "H", tl::row_option::optional},
                                {"data.nothing", "I", tl::row_option::optional},
                                {"data.gone", "J", {}, {nullptr, 3}}});
    in_both_modes([&](auto format) {
        listing_store store;
        REQUIRE(tl::map_into(store, mapping, text, format).has_value());
        REQUIRE(store.kept.size() == 8);
        CHECK(store.kept[0].name == "A");
        CHECK(store.kept[0].value == tl::value(7));
        CHECK(store.kept[1].value == tl::value(std::uint64_t{18446744073709551615u}));
        CHECK(store.kept[2].value == tl::value(3.5));
        CHECK(store.kept[3].value == tl::value("a\"b"));
        CHECK(store.kept[4].value == tl::value(tl::json_text{R"(["x", 1])"}));
        CHECK(store.kept[5].value == tl::value(1));
        CHECK(store.kept[6].value == tl::value(true));
        CHECK(store.kept[7].name == "J");
        CHECK(store.kept[7].value == tl::value(nullptr));
    });
}

TEST_CASE("what became of every row, and why") {
    auto const mapping = built({{"data.userId", "A"},
                                {"data.none", "B"},
                                {"data.gone", "C"},
                                {"ok", "", {}, {false, "true"}},
                                {"data.title[0]", "E"},
                                {"data.userId", "F", {}, {6, 7}}});
    in_both_modes([&](auto format) {
        tl::mapping_workspace space;
        CHECK(!space.read_text(mapping, text, format));
        CHECK(space.outcome(0) == tl::code::none);
        CHECK(space.found(0) == tl::value(7));
        CHECK(space.outcome(1) == tl::code::missing);
        CHECK(space.found(1) == tl::value(nullptr));
        CHECK(space.outcome(2) == tl::code::null);
        CHECK(space.outcome(3) == tl::code::unmet_condition);
        CHECK(space.outcome(4) == tl::code::missing);
        CHECK(space.outcome(5) == tl::code::none);
        CHECK(space.found(5) == tl::value(7));

        auto const failures = space.failures();
        REQUIRE(failures.size() == 4);  // in the order of the rows
        CHECK(failures[0].row == 1);
        CHECK(failures[0].description.path == "data.none");
        CHECK(failures[0].depth == 1);
        CHECK(failures[1].row == 2);
        CHECK(failures[2].row == 3);
        CHECK(failures[2].expected == "false or \"true\"");
        CHECK(failures[3].row == 4);
        CHECK(failures[3].depth == 2);
        CHECK(failures[3].found == tl::kind::string);

        tl::failure const made = to_failure(space);
        CHECK(made.stage == tl::stage::map);
        CHECK(made.code == tl::code::missing);
        CHECK(made.rows.size() == 4);
    });
}

TEST_CASE("a member that occurs twice is ambiguous where the whole document is read") {
    auto const mapping = built({{"twice", "A"}});
    tl::mapping_workspace space;
    CHECK(!space.read_text(mapping, text, tl::json::checked));
    CHECK(space.outcome(0) == tl::code::ambiguous);
    REQUIRE(space.failures().size() == 1);
    CHECK(space.failures()[0].offset == text.rfind("2"));

    CHECK(space.read_text(mapping, text, tl::json::on_demand));
    CHECK(space.outcome(0) == tl::code::none);
    CHECK(space.found(0) == tl::value(1));
}

TEST_CASE("nothing reaches the store unless all is well") {
    auto const mapping = built({{"a", "A"}, {"b", "B"}});
    listing_store store;
    auto done = tl::map_into(store, mapping, R"({"a": 1})");
    REQUIRE(!done);
    CHECK(done.error().stage == tl::stage::map);
    CHECK(done.error().code == tl::code::missing);
    CHECK(store.kept.empty());

    done = tl::map_into(store, mapping, R"({"a": 1, "b": 2)");
    REQUIRE(!done);
    CHECK(done.error().stage == tl::stage::parse);
    CHECK(done.error().code == tl::code::malformed);
    CHECK(done.error().offset == 15);
    CHECK(done.error().rows.empty());

    store.refuses = true;
    done = tl::map_into(store, mapping, R"({"a": 1, "b": 2})");
    REQUIRE(!done);
    CHECK(done.error().stage == tl::stage::store);
}

TEST_CASE("on demand, a document that breaks before the rows are answered is no document") {
    auto const mapping = built({{"a", "A"}, {"b", "B"}});
    tl::mapping_workspace space;
    CHECK(!space.read_text(mapping, R"({"a": 1, "b" 2})", tl::json::on_demand));
    CHECK(space.document().code == tl::code::malformed);
    CHECK(space.document().offset == 13);
    CHECK(space.failures().empty());
    CHECK(space.read_text(mapping, R"({"a": 1, "b": 2, nonsense)", tl::json::on_demand));
    CHECK(!space.document());
}

TEST_CASE("a condition allows scalars of every type, each only as what it is") {
    auto const mapping = built({{"a", "", {}, {0.5, "x", true, nullptr, 7}}});
    auto const holds = [&](std::string_view a) {
        tl::mapping_workspace space;
        return space.read_text(mapping, "{\"a\": " + std::string(a) + '}', tl::json::checked);
    };
    for (std::string_view const a : {"0.5", "5e-1", "\"x\"", "true", "null", "7", "7.0"})
        CHECK_MESSAGE(holds(a), a);
    for (std::string_view const a :
         {"0.25", "0.75", "\"0.5\"", "\"true\"", "false", "[]", "{}", "8", "\"7\""})
        CHECK_FALSE_MESSAGE(holds(a), a);
    // without types, in XML
    auto const holds_text = [&](std::string_view a) {
        tl::mapping_workspace space;
        return space.read_text(built({{"r.a", "", {}, {0.5, 7}}}),
                               "<r><a>" + std::string(a) + "</a></r>", tl::xml::checked);
    };
    for (std::string_view const a : {"0.5", " 0.50 ", "7"}) CHECK_MESSAGE(holds_text(a), a);
    for (std::string_view const a : {"", "x", "0.51", "8"}) CHECK_FALSE_MESSAGE(holds_text(a), a);
}

TEST_CASE("facts beside the document") {
    auto const mapping = built({{"", "STATUS", {}, {200, 201}, tl::row_source::status},
                                {"X-Id", "ID", {}, {}, tl::row_source::field},
                                {"X-None", "NONE", {}, {}, tl::row_source::field},
                                {"", "TOOK", {}, {}, tl::row_source::elapsed}});
    auto const facts = [](tl::row_source source, std::string_view name) -> tl::text_cursor {
        if (source == tl::row_source::status) return {tl::kind::number, "201"};
        if (source == tl::row_source::elapsed) return {tl::kind::number, "12"};
        if (name == "X-Id") return {tl::kind::text, "0042"};
        return {};
    };
    tl::mapping_workspace space;
    tl::document_failure why;
    space.begin(mapping);
    tl::row_log log(space.storage());
    tl::detail::read_facts(mapping.table(), facts, space.places(), log);
    tl::detail::read_document(mapping.table(), tl::json::checked.open("null", why), space.places(),
                              log);
    CHECK(!space.end(log));
    CHECK(space.found(0) == tl::value(201));
    CHECK(space.found(1) == tl::value("0042"));
    CHECK(space.outcome(2) == tl::code::missing);
    CHECK(space.found(3) == tl::value(12));
    REQUIRE(space.failures().size() == 1);
    CHECK(space.failures()[0].row == 2);
    CHECK(space.failures()[0].code == tl::code::missing);
    CHECK(space.failures()[0].offset == tl::npos);
}

TEST_CASE("XML: elements and attributes, each once") {
    auto const mapping = built(
        {{"note.to", "TO"}, {"note.@id", "ID"}, {"note.tag[-1]", "LAST"}, {"note.tag", "TAG"}});
    tl::mapping_workspace space;
    CHECK(!space.read_text(mapping,
                           R"(<note id="4"><to>T<b>o</b>ve</to><tag>x</tag><tag>y</tag></note>)",
                           tl::xml::checked));
    CHECK(space.found(0) == tl::value("Tove"));
    CHECK(space.found(1) == tl::value("4"));
    CHECK(space.found(2) == tl::value("y"));
    CHECK(space.outcome(3) == tl::code::ambiguous);
}

TEST_CASE("of an optional row: nothing found, null, or a value") {
    auto const mapping = built({{"data.none", "A", tl::row_option::optional},
                                {"data.gone", "B", tl::row_option::optional},
                                {"data.pi", "C", tl::row_option::optional}});
    in_both_modes([&](auto format) {
        tl::mapping_workspace space;
        CHECK(space.read_text(mapping, text, format));
        CHECK(space.outcome(0) == tl::code::missing);
        CHECK(space.outcome(1) == tl::code::null);
        CHECK(space.outcome(2) == tl::code::none);
        CHECK(space.found(2) == tl::value(3.5));
        auto const batch = space.assignments();
        REQUIRE(batch.size() == 1);
        CHECK(batch[0].name == "C");
    });
}

TEST_CASE("what was found before is gone when a workspace is used again") {
    tl::mapping_workspace space;
    auto const first = built({{"data.userId", "A"}, {"r.x[0]", "B"}});
    CHECK(!space.read_text(first, text, tl::json::checked));
    auto const second = built({{"data.pi", "A"}});
    CHECK(space.read_text(second, text, tl::json::checked));
    CHECK(space.failures().empty());
    CHECK(space.found(0) == tl::value(3.5));
    CHECK(!space.read_text(second, "{", tl::json::checked));
    CHECK(bool(space.document()));
    CHECK(space.found(0) == tl::value(nullptr));
    CHECK(space.read_text(second, text, tl::json::checked));
    CHECK(!space.document());
}

TEST_CASE("a workspace that is used again allocates nothing but the values") {
    auto const mapping = built(
        {{"data.userId", "A"}, {"data.pi", "B"}, {"ok", "", {}, {true}}, {"data.title", "C"}});
    auto const failing = built({{"data.userId", "A"}, {"data.none", "B"}, {"data.gone", "C"}});
    in_both_modes([&](auto format) {
        tl::mapping_workspace space;
        CHECK(space.read_text(mapping, text, format));
        CHECK(space.assignments().size() == 3);
        bool well = false;
        std::size_t size = 0;
        CHECK(trotline_tests::allocations([&] {
                  well = space.read_text(mapping, text, format);
                  size = space.assignments().size();
              }) == 0);
        CHECK(well);
        CHECK(size == 3);
        CHECK(trotline_tests::allocations([&] { well = space.read_text(failing, text, format); }) ==
              0);
        CHECK(!well);
        CHECK(space.failures().size() == 2);
    });
}

}  // namespace mapping_mapping_workspace_test
