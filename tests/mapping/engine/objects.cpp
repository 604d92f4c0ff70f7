// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/objects.hpp>

#include <trotline/mapping/mapping_workspace.hpp>

#include "mapping/mapped.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_engine_objects_test {

using namespace trotline_tests;

TEST_CASE("members in any order, others between them, and several of one name") {
    using rows = tl::mapping<five, tl::optional_row<"a", &five::a>, tl::optional_row<"b", &five::b>,
                             tl::optional_row<"c", &five::c>>;
    struct {
        std::string_view text;
        five expected;
        std::string_view checked = "";  // why it is refused where the whole document is read
    } constexpr cases[] = {
        {R"({"a":1,"b":2,"c":3})", {1, 2, 3}},
        {R"({ "a" : 1 , "b" : 2 } )", {1, 2}},
        {R"({"c":3,"b":2,"a":1})", {1, 2, 3}},
        {R"({"x":[],"a":1,"y":{"a":7},"c":3,"z":""})", {1, -1, 3}},
        {R"({"a":1,"a":2,"b":3,"b":4,"a":5})",
         {1, 3},
         "0 ambiguous: a number @11; 1 ambiguous: a number @23"},
        {R"({"\u0061":1,"x":0,"\u0062":2,"c":3})", {1, 2, 3}},
        {R"({"c":0,"a":1})", {1, -1, 0}},
        {"{}", {}},
        {R"({"x":1})", {}},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const on_demand = tl::map<rows>(one.text, tl::json::on_demand);
        REQUIRE(on_demand.has_value());
        CHECK(*on_demand == one.expected);
        auto const checked = tl::map<rows>(one.text);
        REQUIRE(checked.has_value() == one.checked.empty());
        if (checked)
            CHECK(*checked == one.expected);
        else
            CHECK(summary(checked.error()) == one.checked);
    }
    // a cursor that is asked for all names at once sees the same
    using in_xml = tl::mapping<five, tl::row<"r.a", &five::a>, tl::row<"r.b", &five::b>,
                               tl::optional_row<"r.c", &five::c>>;
    CHECK(*tl::map<in_xml>("<r><c>3</c><x/><a>1</a><b>2</b></r>", tl::xml::checked) ==
          five{1, 2, 3});
}

TEST_CASE("on demand, what is malformed among the members ends it") {
    auto const mapping = tl::run_time_mapping::build({{"a", "A", tl::row_option::optional},
                                                      {"b", "B", tl::row_option::optional}})
                             .value();
    for (std::string_view const text : {R"({"a":1)", R"({"a":1 "b":2})", R"({"x":1,})", R"({"x")",
                                        R"({"a" 1})", R"({,"a":1})", R"({"x":1,"a")"}) {
        CAPTURE(text);
        tl::mapping_workspace space;
        space.begin(mapping);
        tl::row_log log(space.storage());
        tl::document_failure why;
        CHECK_FALSE(tl::detail::read_document(mapping.table(), tl::json::on_demand.open(text, why),
                                              space.places(), log));
        CHECK_FALSE(space.end(log));
        CHECK(space.document().code == tl::code::malformed);
        CHECK(space.document().offset == why.offset);
    }
}

TEST_CASE("many names and many nodes: each row gets its own value, whatever the order is") {
    // more than are compared one by one, and more than any word has bits
    std::mt19937 random(7);
    for (std::size_t const count : {7u, 8u, 9u, 10u, 63u, 64u, 65u, 200u}) {
        std::vector<tl::run_time_row> rows;
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i != count; ++i) {
            std::string const name = 'n' + std::to_string(i);
            rows.push_back({i % 3 == 0 ? name : name + (i % 3 == 1 ? ".x" : "[1].y"), name});
            order.push_back(i);
        }
        auto const mapping = tl::run_time_mapping::build(rows).value();
        for (int round = 0; round != 5; ++round) {
            if (round != 0) std::shuffle(order.begin(), order.end(), random);
            std::string text = "{";
            for (std::size_t const i : order) {
                text += (text.size() == 1 ? "\"n" : ",\"n") + std::to_string(i) + "\":";
                std::string const value = std::to_string(i);
                text += i % 3 == 0   ? value
                        : i % 3 == 1 ? "{\"w\":[],\"x\":" + value + "}"
                                     : "[{\"y\":0},{\"y\":" + value + "},2]";
                if (random() % 4 == 0) text += ",\"m" + std::to_string(i) + "\":{\"x\":1}";
            }
            text += '}';
            CAPTURE(text);
            in_both_modes([&](auto format) {
                tl::mapping_workspace space;
                REQUIRE(space.read_text(mapping, text, format));
                for (std::size_t i = 0; i != count; ++i)
                    CHECK(space.found(i) == tl::value(static_cast<std::int64_t>(i)));
            });
        }
    }
}

}  // namespace mapping_engine_objects_test
