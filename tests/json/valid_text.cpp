// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/valid_text.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace json_valid_text_test {

namespace {

std::string elements(std::string_view array) {
    std::string out;
    trotline::json::detail::for_each_element(array, [&](std::string_view element) {
        out.append(element).append("|");
        return element != "stop";
    });
    return out;
}

}  // namespace

TEST_CASE("the elements of an array") {
    static struct {
        std::string_view array, expected;
    } const table[] = {
        {"[]", ""},
        {" [ ] ", ""},
        {"[1]", "1|"},
        {"[1,2 , -3.5e+1\n]", "1|2|-3.5e+1|"},
        {R"([true, false, null, ""])", R"(true|false|null|""|)"},
        {R"(["a,]\"[", "\\"])", R"("a,]\"["|"\\"|)"},
        {R"([[], {}, [1, [2, "]"]], {"a": [1], "b}": {"c": 2}}, 3])",
         R"([]|{}|[1, [2, "]"]]|{"a": [1], "b}": {"c": 2}}|3|)"},
    };
    for (auto const& [array, expected] : table) CHECK(elements(array) == expected);
    int count = 0;
    trotline::json::detail::for_each_element("[1, 2, 3]",
                                             [&](std::string_view) { return ++count < 2; });
    CHECK(count == 2);
}

TEST_CASE("a member of an object") {
    using trotline::json::detail::find_member;
    constexpr std::string_view object =
        R"( {"a" : 1, "b":{"a": 2}, "" :[3], "a": 4, "\u0063\"": "x,}", "d": null } )";
    CHECK(find_member(object, "a") == "1");
    CHECK(find_member(object, "b") == R"({"a": 2})");
    CHECK(find_member(object, "") == "[3]");
    CHECK(find_member(object, "c\"") == R"("x,}")");
    CHECK(find_member(object, "d") == "null");
    CHECK(find_member(object, "e").empty());
    CHECK(find_member("{}", "a").empty());
}

TEST_CASE("the characters of a string") {
    std::string out = "x";
    trotline::json::detail::append_characters(R"("a\n\u00e9")", out);
    CHECK(out == "xa\n\xC3\xA9");
}

}  // namespace json_valid_text_test
