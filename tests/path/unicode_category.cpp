// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/unicode_category.hpp>

#include <doctest/doctest.h>
#include <trotline/path/regexp_reader.hpp>

#include <cstddef>
#include <string_view>

namespace path_unicode_category_test {

namespace {

constexpr std::string_view category(char32_t c) {
    auto const place = trotline::path::unicode_category(c);
    return place == 29 ? "Cs" : trotline::path::regexp_item::category_names.substr(2 * place, 2);
}

static_assert(category(U'A') == "Lu");
static_assert(category(U'z') == "Ll");
static_assert(category(0) == "Cc");
static_assert(category(0x10FFFF) == "Cn");

struct row {
    char32_t character;
    std::string_view category;
};
// One character of each category, and the ends of long runs.
constexpr row rows[] = {
    {0x01C5, "Lt"},  {0x02B0, "Lm"},  {0x00AA, "Lo"},  {0x0300, "Mn"},  {0x0903, "Mc"},
    {0x20DD, "Me"},  {0x0039, "Nd"},  {0x2160, "Nl"},  {0x00B2, "No"},  {0x005F, "Pc"},
    {0x002D, "Pd"},  {0x0028, "Ps"},  {0x0029, "Pe"},  {0x00AB, "Pi"},  {0x00BB, "Pf"},
    {0x0021, "Po"},  {0x0020, "Zs"},  {0x2028, "Zl"},  {0x2029, "Zp"},  {0x002B, "Sm"},
    {0x0024, "Sc"},  {0x005E, "Sk"},  {0x00A9, "So"},  {0x001F, "Cc"},  {0x00AD, "Cf"},
    {0xE000, "Co"},  {0x0378, "Cn"},  {0xD800, "Cs"},  {0xDFFF, "Cs"},  {0x00C9, "Lu"},
    {0x00DF, "Ll"},  {0x0100, "Lu"},  {0x0101, "Ll"},  {0x4E00, "Lo"},  {0x9FFF, "Lo"},
    {0xAC00, "Lo"},  {0xD7A3, "Lo"},  {0xF8FF, "Co"},  {0x1F600, "So"}, {0x20000, "Lo"},
    {0xE0001, "Cf"}, {0xF0000, "Co"}, {0xFFFFD, "Co"}, {0xFFFFE, "Cn"}, {0x10FFFD, "Co"},
};

}  // namespace

TEST_CASE("unicode: the category of one character of each") {
    for (auto const& c : rows) {
        CAPTURE(static_cast<unsigned>(c.character));
        CHECK(category(c.character) == c.category);
    }
}

// The numbers of UnicodeData.txt 14.0.0 (with its ranges; unassigned ones are the rest).
TEST_CASE("unicode: every category has as many characters as Unicode says") {
    std::size_t counts[30]{};
    for (char32_t c = 0; c < 0x110000; ++c) ++counts[trotline::path::unicode_category(c)];
    constexpr std::size_t expected[30] = {
        1831, 2227, 31,  334, 127333, 1950, 445, 13, 660, 236,  895, 10,  26,     79,     77,
        12,   10,   605, 17,  1,      1,    948, 63, 125, 6605, 65,  163, 137468, 829834, 2048};
    for (std::size_t i = 0; i < 30; ++i) CHECK(counts[i] == expected[i]);
}

}  // namespace path_unicode_category_test
