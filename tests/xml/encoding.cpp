// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/encoding.hpp>

#include <trotline/mapping/get.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace xml_encoding_test {

using namespace std::string_view_literals;
using namespace trotline::literals;
using trotline::xml::encoding;
using trotline::xml::encoding_called;
using trotline::xml::needs_transcoding;
using trotline::xml::to_utf8;

namespace {

// As UTF-16; of characters in the first plane, and of one that needs two units.
std::string utf16(std::u16string_view text, bool big, bool mark) {
    std::string bytes;
    auto const add = [&](char16_t c) {
        char const high = static_cast<char>(c >> 8), low = static_cast<char>(c & 0xFF);
        bytes += big ? high : low;
        bytes += big ? low : high;
    };
    if (mark) add(0xFEFF);
    for (char16_t const c : text) add(c);
    return bytes;
}

}  // namespace

static_assert(encoding_called("ISO-8859-1") == encoding::iso_8859_1);
static_assert(encoding_called("Windows-1252") == encoding::windows_1252);
static_assert(encoding_called("utf-8") == encoding::utf_8);
static_assert(encoding_called("koi8-r") == encoding::unknown);
static_assert(!needs_transcoding("<a/>") && !needs_transcoding("<a/>", "utf-8"));
static_assert(!needs_transcoding("<?xml version='1.0' encoding='UTF-8'?><a/>"));
static_assert(!needs_transcoding("<?xml version='1.0' encoding='US-ASCII'?><a/>"));
static_assert(needs_transcoding("<?xml version='1.0' encoding='latin1'?><a/>"));
static_assert(needs_transcoding("<a/>", "iso-8859-15"));
static_assert(!needs_transcoding("<a/>", "koi8-r"));

TEST_CASE("each encoding, and the declaration that is blank then") {
    struct {
        std::string_view text, charset, utf8;
    } const cases[] = {
        {"<a>\xE4\xA4</a>"sv, "ISO-8859-1", "<a>\xC3\xA4\xC2\xA4</a>"},
        {"<a>\xE4\xA4</a>"sv, "iso-8859-15", "<a>\xC3\xA4\xE2\x82\xAC</a>"},
        {"<?xml version='1.0' encoding=\"windows-1252\" standalone='no'?><a>\x80</a>"sv, "",
         "<?xml version='1.0'                         standalone='no'?><a>\xE2\x82\xAC</a>"},
        {"<a>\xB9</a>"sv, "windows-1250", "<a>\xC4\x85</a>"},
        {"<a>\xC0</a>"sv, "windows-1251", "<a>\xD0\x90</a>"},
        // the charset goes before the declaration
        {"<?xml version='1.0' encoding='windows-1251'?><a>\xE4</a>"sv, "latin1",
         "<?xml version='1.0'                        ?><a>\xC3\xA4</a>"},
        {"<?xml version='1.0' encoding='latin1'?><a>\xC3\xA4</a>"sv, "utf-8",
         "<?xml version='1.0'                  ?><a>\xC3\xA4</a>"},
        // and a byte order mark before both
        {"\xEF\xBB\xBF<a>\xC3\xA4</a>"sv, "latin1", "<a>\xC3\xA4</a>"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.utf8);
        auto const made = to_utf8(one.text, one.charset);
        REQUIRE(made);
        CHECK(*made == one.utf8);
        CHECK(trotline::get<std::string>(*made, "a"_path, trotline::xml::checked).has_value());
    }
}

TEST_CASE("UTF-16 in both orders, with a mark and without") {
    std::u16string_view const text =
        u"<?xml version='1.0' encoding='UTF-16'?><a>\u00e4\U0001f3a3</a>";
    for (bool const big : {false, true})
        for (bool const mark : {false, true}) {
            std::string const bytes = utf16(text, big, mark);
            REQUIRE(needs_transcoding(bytes));
            for (std::string_view const charset : {"", "utf-16"}) {
                auto const made = to_utf8(bytes, charset);
                REQUIRE(made);
                CHECK(trotline::get<std::string>(*made, "a"_path, trotline::xml::checked).value() ==
                      "\xC3\xA4\xF0\x9F\x8E\xA3");
            }
        }
    CHECK(to_utf8("\0<\0a\0/\0>"sv, "utf-16be").value() == "<a/>");
}

TEST_CASE("bytes that mean nothing, and encodings that are not known") {
    struct {
        std::string_view text, charset;
        std::size_t offset;
    } const cases[] = {{"<a>\x81</a>"sv, "windows-1252", 3}, {"\xFE\xFF\0<\0"sv, "", 4},
                       {"\xFE\xFF\xD8\x00\0<"sv, "", 2},     {"\xFE\xFF\xDC\x00\0<"sv, "", 2},
                       {"\xFF\xFE\x00\xD8"sv, "", 2},        {"<a/>"sv, "koi8-r", 0}};
    for (auto const& one : cases) {
        CAPTURE(one.offset);
        auto const made = to_utf8(one.text, one.charset);
        REQUIRE(!made);
        CHECK(made.error().code == trotline::code::malformed);
        CHECK(made.error().offset == one.offset);
    }
}

}  // namespace xml_encoding_test
