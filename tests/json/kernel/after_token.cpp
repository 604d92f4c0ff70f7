// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/after_token.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "json/guarded.hpp"

namespace json_kernel_after_token_test {

using namespace trotline::json::detail;
using namespace std::string_view_literals;

namespace {

constexpr std::size_t malformed = 99;

struct row {
    std::string_view text;  // a bracket and a guard page follow
    std::size_t size;       // of the token, or `malformed`
};

template <std::size_t N, class F> void check(row const (&rows)[N], F after) {
    guarded_memory memory(128);
    for (auto const& r : rows)
        // near the end of the text, and far from it
        for (std::size_t const rest : {0u, 3u, 20u}) {
            auto const text = memory.hold(std::string(r.text) + std::string(rest, ' ') + "]");
            CAPTURE(text);
            char const* const at = after(text.data(), text.data() + text.size());
            CHECK((at == nullptr ? malformed : static_cast<std::size_t>(at - text.data())) ==
                  r.size);
        }
}

}  // namespace

TEST_CASE("numbers") {
    static constexpr row rows[] = {{"0", 1},          {"-0", 2},
                                   {"7", 1},          {"12345678", 8},
                                   {"123456789", 9},  {"-1.5", 4},
                                   {"0.25e-3", 7},    {"1E+12345678", 11},
                                   {"1e5", 3},        {"12345678.87654321", 17},
                                   {"01", 1},  // what follows the token is not checked
                                   {"-", malformed},  {"-x", malformed},
                                   {"1.", malformed}, {"1.e1", malformed},
                                   {"1e", malformed}, {"1e+", malformed},
                                   {".5", malformed}, {"+1", malformed}};
    check(rows, after_any_number);
    static constexpr row digits[] = {
        {"1", 1}, {"12345678", 8}, {"1234567890123456789", 19}, {"", malformed}, {"x1", malformed}};
    check(digits, [](char const* at, char const* end) { return after_digits(at, end); });
    CHECK(digits_of_eight("1234x678") == 4);
    CHECK(digits_of_eight("/9999999") == 0);
    CHECK(digits_of_eight(":9999999") == 0);
    CHECK(digits_of_eight("99999999") == 8);
}

TEST_CASE("true, false and null") {
    static constexpr row booleans[] = {
        {"true", 4},         {"false", 5},         {"trux", malformed}, {"tru", malformed},
        {"fals", malformed}, {"falsy", malformed}, {"ttrue", malformed}};
    check(booleans, [](char const* at, char const* end) {
        char const* const last_word = end - at > 8 ? end - 9 : at - 1;
        return after_boolean(at, last_word, end);
    });
    static constexpr row nulls[] = {{"null", 4}, {"nul", malformed}, {"nil!", malformed}};
    check(nulls, [](char const* at, char const* end) { return after_null(at, end); });
}

TEST_CASE("what is not ASCII, and other stops in strings") {
    static constexpr row rows[] = {{"\xC3\xA4x", 2},
                                   {"\xE2\x82\xAC\xC3\xA4\xF0\x9F\x98\x80x", 9},
                                   {"\xC3", malformed},
                                   {"\xC1\x81", malformed},
                                   {"\xC3x", malformed},
                                   {"\xE0\x9F\x80", malformed},
                                   {"\xE0\xA0\x80x", 3},
                                   {"\xED\x9F\xBFx", 3},
                                   {"\xED\xA0\x80", malformed},
                                   {"\xE2\x82x", malformed},
                                   {"\xF4\x8F\xBF\xBFx", 4},
                                   {"\xF4\x90\x80\x80", malformed},
                                   {"\x80", malformed}};
    check(rows, after_other_characters);
    check(rows, after_stop);
    static constexpr row others[] = {
        {"\\u00e4", 6},     {"\\uD83D\\uDE00", 12}, {"\\uD83D", malformed}, {"\\u12", malformed},
        {"\\x", malformed}, {"\n", malformed},      {"\0"sv, malformed}};
    check(others, after_stop);
    static constexpr row strings[] = {
        {"abc\\n\xC3\xA4\"", 7}, {"\"", 0}, {"abc", malformed}, {"\\q\"", malformed}};
    check(strings, to_far_quote);
}

TEST_CASE("blanks") {
    static constexpr row rows[] = {{"x", 0},
                                   {" x", 1},
                                   {"\nx", 1},
                                   {"\r\n    x", 6},
                                   {"\n                          x", 27},
                                   {"\n  \n\t x", 6},
                                   {"  \x0B", 2}};
    check(rows, after_indentation);
}

}  // namespace json_kernel_after_token_test
