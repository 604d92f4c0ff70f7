// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/regexp_search.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace path_regexp_search_test {

namespace tl = trotline;

namespace {

constexpr std::string_view part(std::string_view pattern, std::string_view text) {
    tl::path::regexp_program const program(pattern);
    tl::path::regexp_part const found = tl::path::find_part(program, text);
    return found.found ? found.text : "none";
}
static_assert(part("[0-9]+", "order 1234, 56") == "1234");

}  // namespace

TEST_CASE("the first part, and the longest from there") {
    static struct {
        std::string_view pattern, text, expected;
    } const table[] = {
        {"[0-9]+", "order 1234, 56", "1234"},
        {"a|ab|abc", "xabcd", "abc"},
        {"b*", "abb", ""},
        {"b+", "abb", "bb"},
        {"^a", "aa", "a"},
        {"^a", "ba", "none"},
        {"a$", "aab", "none"},
        {"a+$", "baa", "aa"},
        {"^$", "", ""},
        {"x", "", "none"},
        {"\xC3\xA9+",
         "a\xC3\xA9\xC3\xA9"
         "b",
         "\xC3\xA9\xC3\xA9"},
        {".",
         "\xFF"
         "a",
         "a"},
        {"[A-Z]{2}-[0-9]{1,3}", "see AB-1234", "AB-123"},
        {"(", "(", "none"},
    };
    for (auto const& [pattern, text, expected] : table) CHECK(part(pattern, text) == expected);
}

TEST_CASE("a text that would take too long") {
    tl::path::regexp_program const program("a*b");
    auto const found = tl::path::find_part(program, std::string(3000, 'a'));
    CHECK(found.too_expensive);
    CHECK_FALSE(found.found);
    CHECK(tl::path::find_part(program, std::string(3000, 'a') + "b").text.size() == 3001);
    CHECK_FALSE(tl::path::find_part(program, "aaa", 6).too_expensive);
    CHECK(tl::path::find_part(program, "aaa", 5).too_expensive);
}

}  // namespace path_regexp_search_test
