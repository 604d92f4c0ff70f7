// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/string.hpp>

#include <doctest/doctest.h>

#include <string>

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
