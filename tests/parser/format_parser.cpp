// SPDX-License-Identifier: BSL-1.0
#include <trotline/parser/format_parser.hpp>

#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>

#include <doctest/doctest.h>

#include <string>

namespace parser_format_parser_test {

namespace tl = trotline;

namespace {
tl::result<void> open(std::string_view content, int& visits) {
    return tl::format_parser<tl::json::checked_format>().open("text/plain", content,
                                                              [&](tl::cursor auto) { ++visits; });
}
}  // namespace

static_assert(tl::parser<tl::format_parser<tl::json::checked_format>>);

TEST_CASE("the format opens every content, whatever its media type") {
    int visits = 0;
    CHECK(open(R"({"a": 1})", visits));
    CHECK(visits == 1);
}

TEST_CASE(
    "what is not of the format is a failure with the place and the content's begin, and is not "
    "visited") {
    struct {
        std::string content;
        std::size_t offset;
        std::string detail;
    } const cases[] = {
        {"", 0, "expected a value; the content is empty"},
        {"<!DOCTYPE html><p>Bad gateway", 0,
         "expected a value; the content begins with <!DOCTYPE html><p>Bad gateway"},
        {R"({"a":])", 5, R"(expected a value; the content begins with {"a":])"},
        {'[' + std::string(100, '1'), 101, "expected a digit, ',' or ']'"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.content);
        int visits = 0;
        auto const opened = open(c.content, visits);
        REQUIRE_FALSE(opened);
        CHECK(visits == 0);
        CHECK(opened.error().stage == tl::stage::parse);
        CHECK(opened.error().code == tl::code::malformed);
        CHECK(opened.error().offset == c.offset);
        if (c.content.size() < 60) CHECK(opened.error().detail == c.detail);
        if (c.content.size() > 60) CHECK(opened.error().detail.ends_with("..."));
    }
}

}  // namespace parser_format_parser_test
