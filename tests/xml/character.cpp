// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/character.hpp>

#include <trotline/core/utf8.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace xml_character_test {

using trotline::xml::is_characters;
using trotline::xml::is_name;
using namespace std::string_view_literals;

static_assert(is_name("a") && is_name("_") && is_name(":") && is_name("a-b.c:d9_") &&
              is_name("\xC3\xA9"));
static_assert(!is_name("") && !is_name("1a") && !is_name("-a") && !is_name(".a") &&
              !is_name("a b") && !is_name("a\xC3\x97"));
static_assert(is_characters("") && is_characters("a\tb\r\nc") && is_characters("\xF4\x8F\xBF\xBF"));
static_assert(!is_characters("\0"sv) && !is_characters("a\x0C") && !is_characters("\xEF\xBF\xBE") &&
              !is_characters("\xED\xA0\x80"));

namespace {

// XML 1.0 productions [2], [4] and [4a] once more, in the words of the specification.
bool specified_character(unsigned c) {
    return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}
bool specified_name_start(unsigned c) {
    auto const in = [c](unsigned low, unsigned high) { return low <= c && c <= high; };
    return c == ':' || in('A', 'Z') || c == '_' || in('a', 'z') || in(0xC0, 0xD6) ||
           in(0xD8, 0xF6) || in(0xF8, 0x2FF) || in(0x370, 0x37D) || in(0x37F, 0x1FFF) ||
           in(0x200C, 0x200D) || in(0x2070, 0x218F) || in(0x2C00, 0x2FEF) || in(0x3001, 0xD7FF) ||
           in(0xF900, 0xFDCF) || in(0xFDF0, 0xFFFD) || in(0x10000, 0xEFFFF);
}
bool specified_name_rest(unsigned c) {
    auto const in = [c](unsigned low, unsigned high) { return low <= c && c <= high; };
    return specified_name_start(c) || c == '-' || c == '.' || in('0', '9') || c == 0xB7 ||
           in(0x300, 0x36F) || in(0x203F, 0x2040);
}

std::string encoded(unsigned c) { return std::string(trotline::encode_utf8(c).view()); }

}  // namespace

TEST_CASE("every code point is in the classes that the specification puts it in") {
    unsigned wrong = 0;
    for (unsigned c = 0; c <= 0x10FFFF; ++c) {
        bool const surrogate = c >= 0xD800 && c <= 0xDFFF;
        std::string const text = encoded(c);
        wrong += is_characters(text) != (specified_character(c) && !surrogate);
        wrong += is_name(text) != specified_name_start(c);
        wrong += is_name("a" + text) != specified_name_rest(c);
    }
    CHECK(wrong == 0);
}

TEST_CASE("what is not UTF-8 is no character") {
    for (std::string_view const text :
         {"\x80"sv, "\xBF"sv, "\xC0\xAF"sv, "\xC1\x81"sv, "\xE0\x80\xAF"sv, "\xF0\x80\x80\xAF"sv,
          "\xF4\x90\x80\x80"sv, "\xF5\x80\x80\x80"sv, "\xFE"sv, "\xFF"sv, "\xC3"sv, "\xC3\x28"sv,
          "\xE2\x82"sv, "\xE2\x28\xA1"sv, "\xF0\x9F\x8E"sv, "\xF8\x88\x80\x80\x80"sv}) {
        CAPTURE(text);
        CHECK(!is_characters(text));
        CHECK(!is_name(text));
    }
}

TEST_CASE("the table over single bytes agrees with the classes") {
    using namespace trotline::xml::detail;
    for (unsigned i = 0; i < 0x80; ++i) {
        CAPTURE(i);
        char const c = static_cast<char>(i);
        CHECK(is(c, starts_name) == specified_name_start(i));
        CHECK(is(c, continues_name) == specified_name_rest(i));
        CHECK(is(c, forbidden) == !specified_character(i));
        CHECK(is(c, stops_text) == (!specified_character(i) || c == '<' || c == '&'));
        CHECK(is(c, stops_value) ==
              (!specified_character(i) || c == '<' || c == '&' || c == '"' || c == '\''));
    }
    for (unsigned i = 0x80; i < 0x100; ++i) {
        char const c = static_cast<char>(i);
        CHECK((is(c, stops_text) && is(c, stops_value) && !is(c, starts_name) &&
               !is(c, continues_name)));
    }
}

}  // namespace xml_character_test
