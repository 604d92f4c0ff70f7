// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/row_inspection.hpp>

#include <trotline/json/cursor.hpp>
#include <trotline/json/format.hpp>
#include <trotline/path/parse.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace report_row_inspection_test {

namespace tl = trotline;

TEST_CASE("the way to a miss") {
    struct {
        std::string_view content, path, message, suggestion;
    } const cases[] = {
        {R"({"userID": 1, "id": 2})", "userId",
         "the document has `userID`, `id`: did you mean `userID`?", "userID"},
        {R"({"a": {"naem": 1, "na\u006de2": 1, "naem": 2}})", "a.name",
         "`a` has `naem`, `name2`: did you mean `naem`?", "naem"},
        {R"({"weight": 1})", "price", "the document has `weight`", ""},
        {R"([[]])", "[0].x", "`[0]` is an array of 0 elements", ""},
    };
    for (auto const& one : cases) {
        CAPTURE(one.content);
        auto const path = tl::object_path::parse(one.path);
        REQUIRE(path.has_value());
        tl::document_failure why;
        tl::row_report row;
        tl::detail::inspect_row(tl::json::checked.open(one.content, why),
                                tl::detail::path_steps(*path), one.content, row);
        CHECK(row.code == tl::code::missing);
        CHECK(row.message == one.message);
        CHECK(row.suggestion == one.suggestion);
    }
}

TEST_CASE("what stands at the end of the way") {
    std::string_view const content = R"({"a": [ {"b" : 1} ]})";
    tl::document_failure why;
    tl::row_report row;
    tl::detail::inspect_row(tl::json::checked.open(content, why),
                            tl::detail::path_steps(*tl::object_path::parse("a[0]")), content, row);
    CHECK(row.found);
    CHECK(row.raw == R"({"b" : 1})");
    CHECK(row.begin == 8);
    CHECK(row.end == 17);
}

TEST_CASE("a secret of which a part stands in a row hides the row") {
    std::string_view const content = R"({"a": "s3", "b": "cret"})";
    struct {
        std::size_t begin, end;
        std::string_view raw, secret, shown, value;
    } const cases[] = {
        {6, 10, "\"s3\"", "other", "\"s3\"", "\"s3\""},
        {6, 10, "\"s3\"", "s3", "\"[secret]\"", "\"[secret]\""},
        {6, 10, "\"s3\"", "s3\", \"b\": \"cret", "[secret]", "\"[secret]\""},
        {6, 10, "\"s3\"", "\"a\": \"s3", "[secret]", "\"[secret]\""},
    };
    for (auto const& one : cases) {
        auto const& [begin, end, raw, secret, shown, value] = one;
        CAPTURE(one.secret);
        tl::row_report row{
            .raw = std::string(raw), .begin = begin, .end = end, .value = std::string(raw)};
        tl::detail::hide_secrets(row, content, {std::string(secret)});
        CHECK(row.raw == shown);
        CHECK(row.value == value);
    }
}

}  // namespace report_row_inspection_test
