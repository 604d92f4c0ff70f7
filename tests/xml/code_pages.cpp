// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/code_pages.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <set>

namespace xml_code_pages_test {

using namespace trotline::xml::detail;

TEST_CASE("what everybody knows of each") {
    CHECK(windows_1252_characters[0x80 - 0x80] == 0x20AC);  // the euro sign
    CHECK(windows_1252_characters[0x93 - 0x80] == 0x201C);  // a curly quote
    CHECK(windows_1252_characters[0xE4 - 0x80] == 0xE4);
    CHECK(windows_1252_characters[0x81 - 0x80] == 0);
    CHECK(windows_1250_characters[0xB9 - 0x80] == 0x105);  // a with ogonek
    CHECK(windows_1250_characters[0x9C - 0x80] == 0x15B);  // s with acute
    CHECK(windows_1251_characters[0xC0 - 0x80] == 0x410);  // the first Cyrillic letter
    CHECK(windows_1251_characters[0xFF - 0x80] == 0x44F);  // the last
    CHECK(iso_8859_15_characters[0xA4 - 0x80] == 0x20AC);
    CHECK(iso_8859_15_characters[0xA9 - 0x80] == 0xA9);
}

TEST_CASE("no character stands twice, and few bytes mean nothing") {
    struct {
        char16_t const* characters;
        std::size_t nothing;
    } const tables[] = {{iso_8859_15_characters, 0},
                        {windows_1250_characters, 5},
                        {windows_1251_characters, 1},
                        {windows_1252_characters, 5}};
    for (auto const& table : tables) {
        std::set<char16_t> seen;
        std::size_t nothing = 0;
        for (std::size_t i = 0; i != 128; ++i) {
            if (table.characters[i] == 0)
                ++nothing;
            else
                CHECK(seen.insert(table.characters[i]).second);
        }
        CHECK(nothing == table.nothing);
    }
}

}  // namespace xml_code_pages_test
