// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/regexp.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <regex>
#include <string>
#include <string_view>

#include "support/allocation_count.hpp"

namespace path_regexp_test {

namespace {

using trotline::path::found_in;
using trotline::path::matches;
using trotline::path::regexp_matcher;
using trotline::path::regexp_program;

static_assert(matches(regexp_program("(a|b)*c"), "abbac"));
static_assert(!matches(regexp_program("(a|b)*c"), "abbacx"));
static_assert(found_in(regexp_program("b+"), "aabbc"));

struct row {
    std::string_view pattern, text;
    bool whole, part;
};
constexpr row rows[] = {
    {"", "", true, true},
    {"", "a", false, true},
    {"a", "", false, false},
    {"a", "a", true, true},
    {"a", "ba", false, true},
    {"a|bc", "bc", true, true},
    {"a|bc|", "", true, true},
    {"(a|b|c)d", "cd", true, true},
    {"(a|b|c)d", "d", false, false},
    {"a?b", "b", true, true},
    {"a{3}", "aa", false, false},
    {"a{3}", "aaaa", false, true},
    {"a{2,3}", "aaa", true, true},
    {"a{2,3}", "a", false, false},
    {"a{2,3}", "aaaa", false, true},
    {"a{2,}", "aaaaaa", true, true},
    {"a{0,2}b", "aab", true, true},
    {"a{0,2}b", "aaab", false, true},
    {"a{0}b", "b", true, true},
    {"(ab){2}", "abab", true, true},
    {"(a|bc){2,3}", "bcabc", true, true},
    {"(a*)*", "aaa", true, true},
    {"(a*)+b", "b", true, true},
    {"(|a){3}", "aa", true, true},
    {".", "\n", false, false},
    {".", "\r", false, false},
    {".", "\xE2\x80\xA8", true, true},
    {"a.b",
     "a\xF0\x9F\x98\x80"
     "b",
     true, true},
    {"..", "\xF0\x9F\x98\x80", false, false},
    {"[a-c]", "b", true, true},
    {"[^a-c]", "b", false, false},
    {"[^a-c]", "\n", true, true},
    {"[a^]", "^", true, true},
    {"[-a]", "-", true, true},
    {"[\\-\\]]", "]", true, true},
    {"[$]", "$", true, true},
    {"\\p{Lu}", "\xC3\x89", true, true},
    {"\\p{Lu}", "\xC3\xA9", false, false},
    {"\\P{Lu}", "\xC3\xA9", true, true},
    {"\\p{L}+",
     "Stra\xC3\x9F"
     "e",
     true, true},
    {"[^\\P{Nd}]", "7", true, true},
    {"[\\p{Lu}\\p{Nd}]+", "A1", true, true},
    {"\\t\\n\\.", "\t\n.", true, true},
    // bytes that cannot begin a match are skipped
    {"ab+", "xxaxxabbx", false, true},
    {"ab", "a a a", false, false},
    {"b$", "aaab", false, true},
    {"b$", "aaba", false, false},
    {"b|$", "aaa", false, true},
    {"^b|c", "abbbc", false, true},
    {"\xC3\xA9", "aaa\xC3\xA9", false, true},
    // anchors
    {"^ab.*", "abc", true, true},
    {"^ab", "xab", false, false},
    {".*bc$", "abc", true, true},
    {"bc$", "abcx", false, false},
    {"^a|b$", "xb", false, true},
    {"^$", "", true, true},
    {"^$", "a", false, false},
    {"a$b", "ab", false, false},
    {"(a$|b)c?", "a", true, true},
    // no UTF-8
    {".", "\xFF", false, false},
    {"[^a]", "\xC3", false, false},
    {"a",
     "\xFF"
     "a",
     false, true},
    // not valid: matches nothing
    {"[", "[", false, false},
};

}  // namespace

TEST_CASE("regexp: what a pattern matches, and what it is found in") {
    for (auto const& c : rows) {
        CAPTURE(c.pattern);
        CAPTURE(c.text);
        regexp_program const program(c.pattern);
        CHECK(matches(program, c.text) == c.whole);
        CHECK(found_in(program, c.text) == c.part);
    }
}

TEST_CASE("regexp: a text may come in pieces") {
    for (auto const& c : rows) {
        regexp_program const program(c.pattern);
        if (program.verdict().outcome != trotline::path::regexp_outcome::valid) continue;
        CAPTURE(c.pattern);
        CAPTURE(c.text);
        for (bool const anywhere : {false, true}) {
            regexp_matcher matcher(program, anywhere);
            for (std::size_t i = 0; i < c.text.size();) {
                auto const size =
                    trotline::utf8_sequence_at(c.text.data() + i, c.text.data() + c.text.size())
                        .size;
                matcher.feed(c.text.substr(i, size ? size : 1));
                i += size ? size : 1;
            }
            CHECK(matcher.matched() == (anywhere ? c.part : c.whole));
        }
    }
}

TEST_CASE("regexp: agrees with another implementation on every short pattern and text") {
    constexpr std::string_view alphabet = "ab*?|()+.";
    std::size_t compared = 0;
    for (std::size_t i = 0; i < 9 * 9 * 9 * 9 * 9; ++i) {
        std::string pattern;
        for (std::size_t k = i, j = 0; j < 5; ++j, k /= 9) pattern += alphabet[k % 9];
        regexp_program const program(pattern);
        if (program.verdict().outcome != trotline::path::regexp_outcome::valid) continue;
        if (pattern.find("()") != std::string::npos || pattern.find("(|") != std::string::npos ||
            pattern.find("|)") != std::string::npos || pattern.find("||") != std::string::npos ||
            pattern.front() == '|' || pattern.back() == '|')
            continue;
        std::regex const other(pattern);
        for (std::string const text : {"", "a", "b", "ab", "ba", "aab", "bab"}) {
            if (matches(program, text) != std::regex_match(text, other) ||
                found_in(program, text) != std::regex_search(text, other))
                FAIL_CHECK(pattern, " and ", text);
            ++compared;
        }
    }
    CHECK(compared > 10000);
}

TEST_CASE("regexp: no pattern makes it slow, and nothing is allocated") {
    // Backtracking takes exponential time for these.
    std::string const text(20000, 'a');
    for (std::string_view const pattern : {"(a*)*b", "(a|a)*b", "(a?){30}a{30}b", "(.*){8}b"}) {
        regexp_program const program(pattern);
        bool matched = true;
        CHECK(trotline_tests::allocations([&] { matched = matches(program, text); }) == 0);
        CHECK(!matched);
        CHECK(!found_in(program, text));
    }
}

}  // namespace path_regexp_test
