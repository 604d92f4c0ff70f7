// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/string.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "json/guarded.hpp"

namespace json_string_test {

namespace json = trotline::json;
using namespace std::string_view_literals;

namespace {

struct row {
    std::string_view inside, value;
};
constexpr row rows[] = {{"", ""},
                        {"plain", "plain"},
                        {R"(\"\\\/\b\f\n\r\t)", "\"\\/\b\f\n\r\t"},
                        {R"(d\u0061ta)", "data"},
                        {R"(\u0000x)", "\0x"sv},
                        {R"(\u00e4\u20AC)", "\xC3\xA4\xE2\x82\xAC"},
                        {R"(<\uD83D\uDE00>)", "<\xF0\x9F\x98\x80>"},
                        // what a validated text cannot contain is replaced, and nothing is read
                        // past the end
                        {R"(\uD83Dx)", "\xEF\xBF\xBDx"},
                        {R"(\uDE00)", "\xEF\xBF\xBD"},
                        {R"(\uD83D\u0041)", "\xEF\xBF\xBD\x41"},
                        {R"(\q)", "\xEF\xBF\xBD"},
                        {"\\", "\xEF\xBF\xBD"}};

constexpr bool all_decode() {
    for (auto const& r : rows)
        if (!json::decodes_to(r.inside, r.value) || json::decodes_to(r.inside, "other") ||
            json::decodes_to("other", r.value))
            return false;
    return true;
}
static_assert(all_decode());

}  // namespace

TEST_CASE("strings are decoded") {
    CHECK(all_decode());
    for (auto const& r : rows) {
        std::string value;
        json::decode(r.inside, [&](std::string_view piece) { value += piece; });
        CHECK(value == r.value);
    }
}

TEST_CASE("long strings with escapes at any place, and nothing is read after them") {
    constexpr row parts[] = {{"a", "a"},
                             {"0123456789abcdefghij", "0123456789abcdefghij"},
                             {R"(\n)", "\n"},
                             {R"(\\)", "\\"},
                             {R"(\")", "\""},
                             {R"(\u0041)", "A"},
                             {R"(\u0001)", "\x01"},
                             {R"(\u6F22)", "\xE6\xBC\xA2"},
                             {R"(\ud83d\uDE00)", "\xF0\x9F\x98\x80"},
                             {"\xE6\xBC\xA2", "\xE6\xBC\xA2"},
                             {"\xC3\xA4\xF0\x9F\x98\x80", "\xC3\xA4\xF0\x9F\x98\x80"}};
    guarded_memory memory(4096);
    std::mt19937 random(4);
    for (int round = 0; round != 2'000; ++round) {
        std::string inside, expected;
        for (auto n = random() % 60; n != 0; --n) {
            row const& part = parts[random() % std::size(parts)];
            inside += part.inside;
            expected += part.value;
        }
        CAPTURE(inside);
        std::string value;
        json::decode(memory.hold(inside), [&](std::string_view piece) { value += piece; });
        REQUIRE(value == expected);
        std::string_view const quoted = memory.hold(inside + '"');
        json::lexed const whole = json::lex_string(quoted.data(), quoted.data() + quoted.size());
        REQUIRE(whole.expected == nullptr);
        REQUIRE(whole.at == quoted.data() + inside.size());
        std::string escaped, again;
        json::append_escaped(escaped, memory.hold(expected));
        json::decode(escaped, [&](std::string_view piece) { again += piece; });
        REQUIRE(again == expected);
        CHECK(escaped.find_first_of("\n\x01") == std::string::npos);
        CHECK(std::count(escaped.begin(), escaped.end(), '\\') >=
              std::count(expected.begin(), expected.end(), '"'));
    }
}

TEST_CASE("a string's first wrong byte, and what was expected there") {
    struct {
        std::string_view text;
        std::ptrdiff_t at;
        std::string_view expected;
    } constexpr wrong[] = {
        {"abc", 3, "a closing quote"},
        {"0123456789abcdef\x01\"", 16, "a character that is not a control character"},
        {R"(0123456789\q")", 11, R"(one of "\/bfnrtu)"},
        {"\\", 1, R"(one of "\/bfnrtu)"},
        {R"(\u12x4")", 4, "a hexadecimal digit"},
        {R"(\u12)", 4, "a hexadecimal digit"},
        {R"(\uDC00")", 3, "a Unicode scalar value, or a surrogate pair"},
        {R"(\uD800x")", 6, "the second half of a surrogate pair"},
        {R"(\uD800\u0041")", 8, "the second half of a surrogate pair"},
        {"\xE6\xBC\xA2\xE6\xBC\"", 5, "UTF-8"},
        {"\xE6\xBC\xA2\xED\xA0\x80\"", 4, "UTF-8"},
        {"\xE6\xBC\xA2\xE6\xBC", 5, "UTF-8"},
        {"\xC3\xA4\xC0\xAF\"", 2, "UTF-8"}};
    guarded_memory memory(64);
    for (auto const& w : wrong) {
        std::string_view const text = memory.hold(w.text);
        CAPTURE(text);
        json::lexed const found = json::lex_string(text.data(), text.data() + text.size());
        CHECK(found.at - text.data() == w.at);
        REQUIRE(found.expected != nullptr);
        CHECK(found.expected == w.expected);
    }
}

TEST_CASE("a long string that is cut or wrong is read once") {
    std::string text;
    for (int i = 0; i != 1'000'000; ++i) text += "\xE6\xBC\xA2";
    json::lexed const cut = json::lex_string(text.data(), text.data() + text.size());
    CHECK(cut.at == text.data() + text.size());
    CHECK(cut.expected == std::string_view("a closing quote"));
    text += '\xFF';
    json::lexed const wrong = json::lex_string(text.data(), text.data() + text.size());
    CHECK(wrong.at == text.data() + text.size() - 1);
    CHECK(wrong.expected == std::string_view("UTF-8"));
}

TEST_CASE("what is escaped decodes to what it was") {
    std::string all;
    for (int c = 0; c < 128; ++c) all += static_cast<char>(c);
    all += "\xC3\xA4\xF0\x9F\x98\x80";
    std::string escaped;
    json::append_escaped(escaped, all);
    CHECK(json::decodes_to(escaped, all));
    std::string const quoted = escaped + '"';
    CHECK(json::lex_string(quoted.data(), quoted.data() + quoted.size()).expected == nullptr);
    std::string some;
    json::append_escaped(some, "a\"b\\c\n\x01/");
    CHECK(some == R"(a\"b\\c\n\u0001/)");
}

}  // namespace json_string_test
