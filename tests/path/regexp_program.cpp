// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/regexp_program.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>

#include "support/allocation_count.hpp"

namespace path_regexp_program_test {

namespace {

using trotline::path::regexp_outcome;
using trotline::path::regexp_program;

static_assert(std::is_trivially_copyable_v<regexp_program>);
static_assert(sizeof(regexp_program) < 8192);
static_assert(regexp_program("a.*").verdict().outcome == regexp_outcome::valid);

constexpr std::string_view valid[] = {"",
                                      "a",
                                      "a|b",
                                      "|",
                                      "a||b",
                                      "()",
                                      "(a|b)*c",
                                      "a*b+c?",
                                      "a{2}",
                                      "a{2,}",
                                      "a{2,3}",
                                      "a{0}",
                                      "a{0,0}",
                                      "(a{2}){3}",
                                      ".",
                                      "[a]",
                                      "[^a]",
                                      "[a-z]",
                                      "[-a]",
                                      "[a-]",
                                      "[-]",
                                      "[^-]",
                                      "[a-c-]",
                                      "[a^]",
                                      "[.*+?]",
                                      "[\\]\\[\\-]",
                                      "\\.\\*\\+\\?",
                                      "\\(\\)\\{\\}\\|",
                                      "\\[\\]\\^\\-\\\\",
                                      "\\n\\r\\t",
                                      "\\p{L}",
                                      "\\P{Lu}",
                                      "[\\p{Nd}x]",
                                      "[^\\P{L}]",
                                      "^a$",
                                      "a,b-c/d",
                                      "\xC3\xA9*",
                                      "[\xC3\xA9-\xF0\x9F\x98\x80]",
                                      "(((((a)))))",
                                      "a{1,1}",
                                      "=!<>:;@#%&_~`'\""};

struct wrong {
    std::string_view pattern;
    std::size_t position;
};
constexpr wrong malformed[] = {
    {"*", 0},       {"+a", 0},         {"?", 0},       {"a**", 2},      {"a|*", 2},
    {"{2}", 0},     {"a{", 2},         {"a{}", 2},     {"a{,2}", 2},    {"a{2", 3},
    {"a{2,x}", 4},  {"a{2,1}", 5},     {"a{2}{3}", 4}, {"(", 1},        {"(a", 2},
    {")", 0},       {"a)", 1},         {"a]", 1},      {"}", 0},        {"[", 1},
    {"[]", 1},      {"[^]", 2},        {"[a", 2},      {"[a-", 3},      {"[z-a]", 3},
    {"[a-c-e]", 5}, {"[--a]", 3},      {"[[]", 1},     {"\\", 1},       {"\\d", 1},
    {"\\w", 1},     {"\\$", 1},        {"\\u0041", 1}, {"\\p", 2},      {"\\p{", 3},
    {"\\p{X}", 3},  {"\\p{Lx}", 4},    {"\\p{Lu", 5},  {"\\p{LuL}", 5}, {"\\p{IsGreek}", 3},
    {"[\\d]", 2},   {"[a-\\p{L}]", 4}, {"(?:a)", 1},   {"a\xFF", 1},    {"\xC3", 0},
    {"[a-\\d]", 4}};

}  // namespace

TEST_CASE("regexp: what is an I-Regexp") {
    for (auto const pattern : valid) {
        CAPTURE(pattern);
        CHECK(regexp_program(pattern).verdict() ==
              trotline::path::regexp_verdict{regexp_outcome::valid, 0});
    }
}

TEST_CASE("regexp: an invalid pattern is refused at its first wrong character") {
    for (auto const& c : malformed) {
        CAPTURE(c.pattern);
        auto const verdict = regexp_program(c.pattern).verdict();
        CHECK(verdict.outcome == regexp_outcome::malformed);
        CHECK(verdict.position == c.position);
    }
}

TEST_CASE("regexp: a pattern that is too large is said to be") {
    auto const outcome = [](std::string const& pattern) {
        return regexp_program(pattern).verdict().outcome;
    };
    CHECK(outcome(std::string(511, 'a')) == regexp_outcome::valid);
    CHECK(outcome(std::string(512, 'a')) == regexp_outcome::too_large);
    CHECK(outcome("a{511}") == regexp_outcome::valid);
    CHECK(outcome("a{512}") == regexp_outcome::too_large);
    CHECK(outcome("a{999999999999999999999}") == regexp_outcome::too_large);
    CHECK(outcome("(a{30}){30}") == regexp_outcome::too_large);
    CHECK(outcome("a{0,255}") == regexp_outcome::valid);
    CHECK(outcome("a{0,256}") == regexp_outcome::too_large);
    CHECK(outcome("(){999999}") == regexp_outcome::valid);
    CHECK(outcome(std::string(32, '(') + std::string(32, ')')) == regexp_outcome::valid);
    CHECK(outcome(std::string(33, '(') + std::string(33, ')')) == regexp_outcome::too_large);
    std::string items = "[";
    for (int i = 0; i < 129; ++i) items += 'a';
    CHECK(outcome(items + "]") == regexp_outcome::too_large);
}

TEST_CASE("regexp: what a text may begin with to match") {
    struct {
        std::string_view pattern, begins, does_not;
    } const rows[] = {
        {"ab", "a", "bc \n"},
        {"a|bc", "ab", "cd"},
        {"a*b?c", "abc", "d"},
        {"(a?)*b", "ab", "c"},
        {"[a-c\xC3\xA9]x", "abc", "xd"},
        {"^a", "a", "b"},
        {"[^a]", "abc", ""},
        {".", "abc", ""},
        {"\\p{L}", "a0", ""},
        {"(x|y{2,}|)z", "xyz", "a"},
    };
    for (auto const& c : rows) {
        CAPTURE(c.pattern);
        regexp_program const program(c.pattern);
        for (char const byte : c.begins)
            CHECK(program.may_begin_with(static_cast<unsigned char>(byte)));
        for (char const byte : c.does_not)
            CHECK(!program.may_begin_with(static_cast<unsigned char>(byte)));
        CHECK(program.may_begin_with(0xC3));
    }
    // Many ways to one state are followed only once.
    std::string pattern;
    for (int i = 0; i < 30; ++i) pattern += "((a?)?)?";
    CHECK(regexp_program(pattern + "b").may_begin_with('b'));
}

TEST_CASE("regexp: nothing is allocated to compile a pattern") {
    auto outcome = regexp_outcome::malformed;
    CHECK(trotline_tests::allocations(
              [&] { outcome = regexp_program("(a|[b-d]{2,5})*").verdict().outcome; }) == 0);
    CHECK(outcome == regexp_outcome::valid);
}

}  // namespace path_regexp_program_test
