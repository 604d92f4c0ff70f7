// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/read_answer.hpp>

#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/mapping/run_time_mapping.hpp>
#include <trotline/parser/media_type.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace call_read_answer_test {

namespace tl = trotline;

TEST_CASE("the content is opened only if a row reads it") {
    struct row {
        std::string_view name, content;
        std::vector<tl::run_time_row> rows;
        bool opened, is_document;
        std::size_t failures;
    };
    tl::run_time_row const status{.parameter = "STATUS", .source = tl::row_source::status};
    tl::run_time_row const id{.path = "id", .parameter = "ID"};
    tl::run_time_row const ids{.path = "ids[*]", .parameter = "IDS"};
    row const table[] = {
        {"no rows", "no JSON", {}, false, true, 0},
        {"a fact", "no JSON", {status}, false, true, 0},
        {"a path", "no JSON", {status, id}, false, false, 0},
        {"a path", R"({"id": 1})", {status, id}, true, true, 0},
        {"a path", "{}", {status, id}, true, true, 1},
        {"a query", R"({"ids": [1]})", {ids}, true, true, 0},
        {"a path without content", "", {status, id}, false, true, 1},
    };
    for (row const& r : table) {
        CAPTURE(r.name);
        CAPTURE(r.content);
        auto const mapping = *tl::run_time_mapping::build(r.rows);
        tl::run_time_mapping::workspace_type space;
        space.begin(mapping);
        tl::row_log log(space.storage());
        tl::http::response const answer{.status = 200, .content = std::string(r.content)};
        tl::stage now = tl::stage::parse;
        auto const read = tl::detail::read_answer<tl::run_time_mapping::reader_type>(
            tl::media_type_parser(), "application/json", answer, tl::detail::answer_facts(answer),
            mapping.table(), space.places(), log, now);
        CHECK((now == tl::stage::map) == r.opened);
        CHECK(read.has_value() == r.is_document);
        CHECK(log.size() == r.failures);
    }
}

}  // namespace call_read_answer_test
