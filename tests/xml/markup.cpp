// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/markup.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string_view>

namespace xml_markup_test {

using trotline::xml::detail::reader;

namespace {

using production = bool (reader::*)();

// Reads a single production and returns how far it reads, or where it fails.
struct reading {
    std::string_view text;
    bool reads;
    std::size_t at;
};

constexpr bool agrees(production read, reading const& one) {
    reader r(one.text);
    bool const reads = (r.*read)();
    if (reads != one.reads || static_cast<bool>(r.failure) == reads) return false;
    return reads ? static_cast<std::size_t>(r.at - r.begin) == one.at
                 : r.failure.offset == one.at && !r.failure.expected.empty();
}

constexpr reading references[] = {{"&lt;x", true, 4},
                                  {"&#x41;", true, 6},
                                  {"&x;", false, 1},
                                  {"&#0;", false, 3},
                                  {"&", false, 1}};
constexpr reading comments[] = {{"-->x", false, 4},
                                {"---->x", true, 5},
                                {"-- - -->", true, 8},
                                {"-- -- -->", false, 5},
                                {"- -->", false, 1}};
constexpr reading sections[] = {{"[CDATA[]]>x", true, 10},
                                {"[CDATA[]]]>", true, 11},
                                {"[CDATA]", false, 6},
                                {"[CDATA[]]", false, 9}};
constexpr reading instructions[] = {{"p?>x", true, 3},
                                    {"p ?>", true, 4},
                                    {"p a?b ?"
                                     "?>",
                                     true, 9},
                                    {"p?x?>", false, 2},
                                    {"xml?>", false, 3},
                                    {"xml-x?>", true, 7},
                                    {"p", false, 1},
                                    {" p?>", false, 0}};
constexpr reading declarations[] = {
    {" version='1.0'?>x", true, 16},
    {" version=\"1.10\" encoding='UTF-8'?>", true, 34},
    {" version='1.0' standalone='yes' ?>", true, 34},
    {" version='1.0' encoding='us-ascii' standalone=\"no\"?>", true, 52},
    {" version='1.0' encoding='UTF-16'?>", false, 25},
    {" version='1.0' standalone='yes'encoding='UTF-8'?>", false, 31},
    {"version='1.0'?>", false, 0}};

constexpr bool all_agree() {
    for (reading const& one : references) {
        if (!agrees(&reader::reference, one)) return false;
    }
    for (reading const& one : comments) {
        if (!agrees(&reader::comment, one)) return false;
    }
    for (reading const& one : sections) {
        if (!agrees(&reader::cdata, one)) return false;
    }
    for (reading const& one : instructions) {
        if (!agrees(&reader::processing_instruction, one)) return false;
    }
    for (reading const& one : declarations) {
        if (!agrees(&reader::declaration, one)) return false;
    }
    return true;
}
static_assert(all_agree());

}  // namespace

TEST_CASE("productions one by one") {
    auto const check = [](production read, auto const& readings) {
        for (reading const& one : readings) {
            CAPTURE(one.text);
            CHECK(agrees(read, one));
        }
    };
    check(&reader::reference, references);
    check(&reader::comment, comments);
    check(&reader::cdata, sections);
    check(&reader::processing_instruction, instructions);
    check(&reader::declaration, declarations);
}

TEST_CASE("an attribute's value ends at its own quote") {
    reader r("it's \">\"");
    CHECK(r.attribute_value('"'));
    CHECK(r.at - r.begin == 6);
    CHECK(!r.attribute_value('\''));
    CHECK(r.failure.offset == 8);
}

}  // namespace xml_markup_test
