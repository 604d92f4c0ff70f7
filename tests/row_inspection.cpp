// SPDX-License-Identifier: BSL-1.0
#include <trotline/row_inspection.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

namespace tl = trotline;

TEST_CASE("the name that was probably meant") {
    struct {
        std::string_view wanted;
        std::vector<std::string> names;
        std::string_view nearest;
    } const cases[] = {
        {"userId", {"userID", "id"}, "userID"},
        {"userId", {"user_id", "userIds"}, "user_id"},
        {"titel", {"data", "title"}, "title"},
        {"name", {"naem"}, "naem"},
        {"id", {"userId", "other"}, "userId"},
        {"lang", {"@lang"}, "@lang"},
        {"a", {"b"}, "b"},
        {"a", {"xyz"}, ""},
        {"price", {"weight", "height"}, ""},
        {"x", {}, ""},
    };
    for (auto const& [wanted, names, nearest] : cases) {
        CAPTURE(wanted);
        CHECK(tl::detail::nearest_name(wanted, names) == nearest);
    }
}

TEST_CASE("distances") {
    CHECK(tl::detail::edits_between("", "") == 0);
    CHECK(tl::detail::edits_between("abc", "") == 3);
    CHECK(tl::detail::edits_between("kitten", "sitting") == 3);
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
    for (auto const& [begin, end, raw, secret, shown, value] : cases) {
        CAPTURE(secret);
        tl::row_report row{.raw = std::string(raw), .begin = begin, .end = end, .value = std::string(raw)};
        tl::detail::hide_secrets(row, content, {std::string(secret)});
        CHECK(row.raw == shown);
        CHECK(row.value == value);
    }
}
