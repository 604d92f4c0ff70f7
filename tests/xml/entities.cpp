// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/entities.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace xml_entities_test {

using trotline::xml::decode_reference;

namespace {

struct decoded {
    std::string_view text;
    char32_t character;
    std::size_t length;
};
constexpr decoded good[] = {
    {"&amp;", '&', 5},
    {"&lt;;", '<', 4},
    {"&gt;x", '>', 4},
    {"&quot;", '"', 6},
    {"&apos;&", '\'', 6},
    {"&#65;", 'A', 5},
    {"&#x41;", 'A', 6},
    {"&#xe9;", 0xE9, 6},
    {"&#xD7FF;", 0xD7FF, 8},
    {"&#xE000;", 0xE000, 8},
    {"&#9;", '\t', 4},
    {"&#0010;", '\n', 7},
    {"&#x20;", ' ', 6},
    {"&#xFFFD;", 0xFFFD, 8},
    {"&#x10000;", 0x10000, 9},
    {"&#13;", '\r', 5},
    {"&#127;", 0x7F, 6},
    {"&#1114111;", 0x10FFFF, 10},
    {"&#x0010FFFF;", 0x10FFFF, 12},
};

struct refused {
    std::string_view text;
    std::size_t wrong;
};
constexpr refused bad[] = {
    {"&", 1},          {"&a", 2},       {"&am", 3},      {"&amp", 4},     {"&AMP;", 1},
    {"&nbsp;", 1},     {"&ap;", 3},     {"&#", 2},       {"&#;", 2},      {"&#x", 3},
    {"&#x;", 3},       {"&#1", 3},      {"&#0;", 3},     {"&#x1F;", 5},   {"&#-1;", 2},
    {"&#X1;", 2},      {"&#xD800;", 7}, {"&#xDFFF;", 7}, {"&#65534;", 7}, {"&#1114112;", 8},
    {"&#x110000;", 8},
};

constexpr bool all_good() {
    for (auto const& [text, character, length] : good) {
        auto const found = decode_reference(text);
        if (found.character != character || found.length != length) return false;
    }
    return true;
}
static_assert(all_good());

constexpr bool all_bad() {
    for (auto const& [text, wrong] : bad) {
        auto const found = decode_reference(text);
        if (found.length != 0 || found.wrong != wrong) return false;
    }
    return true;
}
static_assert(all_bad());

}  // namespace

TEST_CASE("predefined entities and references to characters that XML allows") {
    for (decoded const& one : good) {
        CAPTURE(one.text);
        auto const found = decode_reference(one.text);
        CHECK(found.character == one.character);
        CHECK(found.length == one.length);
    }
}

TEST_CASE("everything else is undeclared, at the byte that says so") {
    for (refused const& one : bad) {
        CAPTURE(one.text);
        auto const found = decode_reference(one.text);
        CHECK(found.length == 0);
        CHECK(found.wrong == one.wrong);
    }
}

TEST_CASE("a reference to a character that XML forbids says so") {
    struct {
        std::string_view text;
        bool is_forbidden;
    } const cases[] = {{"&#1;", true},     {"&#x0;", true}, {"&#xFFFE;", true}, {"&#;", false},
                       {"&#x;", false},    {"&#1", false},  {"&#1x;", false},   {"&nbsp;", false},
                       {"&#xD800;", true}, {"&", false}};
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const found = decode_reference(one.text);
        REQUIRE(found.length == 0);
        CHECK((trotline::xml::expected_at(one.text, found) ==
               trotline::xml::expected_allowed_character) == one.is_forbidden);
    }
}

}  // namespace xml_entities_test
