// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/json_lines.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/documents.hpp"
#include "support/allocation_count.hpp"

#include <cstddef>
#include <iterator>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_json_lines_test {

namespace tl = trotline;
using trotline_tests::summary;

namespace {

struct event {
    int id = 0;
    bool done = false;
};
BOOST_DESCRIBE_STRUCT(event, (), (id, done))
using event_rows = tl::mapping<event, tl::row<"e.id", &event::id>>;

static_assert(std::ranges::input_range<tl::json_lines<int>>);

// The records of a text: `1=7 2=malformed @1`.
std::string numbers(std::string_view text, auto format) {
    std::string shown;
    for (auto const& record : tl::json_lines<int, decltype(format)>(text, format)) {
        shown.append(shown.empty() ? "" : " ").append(std::to_string(record.number)).append("=");
        shown += record.value ? std::to_string(*record.value) : summary(record.value.error());
    }
    return shown;
}

}  // namespace

TEST_CASE("one text on each line, or after each RS") {
    struct {
        std::string_view text, records;
    } const cases[] = {
        {"", ""},
        {"\n\r\n  \n", ""},
        {"7", "1=7"},
        {"7\n8\n", "1=7 2=8"},
        {"\xEF\xBB\xBF"
         "7\r\n\r\n 8 \n",
         "1=7 2=8"},
        {"7\nx\n9", "1=7 2=malformed @0 3=9"},
        {"7\n\"x\"\n9", "1=7 2=0 wrong type: a string @0 3=9"},
        {"\x1E"
         "7\n\x1E\n8\n",
         "1=7 2=8"},
        {"\x1E"
         "7\n\x1E\x1E 8\t\x1E",
         "1=7 2=8"},
        // it is unknown whether they are complete
        {"\x1E[7]\x1E\"7\"\x1E{}",
         "1=0 wrong type: an array @0 2=0 wrong type: a string @0 3=0 wrong type: an object @0"},
        {"\x1E"
         "7\n\x1E"
         "8",
         "1=7 2=malformed @0"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        trotline_tests::in_both_modes(
            [&](auto format) { CHECK(numbers(one.text, format) == one.records); });
    }
}

TEST_CASE("mappings, described classes, and views of each text") {
    constexpr std::string_view text = "{\"e\": {\"id\": 1}}\n{\"e\": {}}\n{\"e\": {\"id\": 3}}\n";
    std::vector<int> ids;
    std::string failed;
    for (auto const& [number, record, value] : tl::json_lines<event_rows>(text)) {
        if (value)
            ids.push_back(value->id);
        else
            failed =
                std::to_string(number) + " " + std::string(record) + " " + to_string(value.error());
    }
    CHECK(ids == std::vector<int>{1, 3});
    CHECK(failed ==
          "2 {\"e\": {}} e.id -> id: not found: its first step leads to an object {} at "
          "byte 6");

    tl::json_lines<event> lines("\x1E{\"id\": 1,\n \"done\": true}\n\x1E[");
    auto at = lines.begin();
    REQUIRE(at != lines.end());
    CHECK(at->value->done);
    ++at;
    CHECK_FALSE(at->value.has_value());
    ++at;
    CHECK(at == lines.end());
}

TEST_CASE("no allocation for each record") {
    std::string text;
    for (int i = 0; i != 100; ++i) text += "{\"e\": {\"id\": 7}}\n";
    int sum = 0;
    CHECK(trotline_tests::allocations([&] {
              for (auto const& record : tl::json_lines<event_rows>(text)) sum += record.value->id;
          }) == 0);
    CHECK(sum == 700);
}

}  // namespace mapping_json_lines_test
