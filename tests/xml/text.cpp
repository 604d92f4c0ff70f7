// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/text.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <iterator>
#include <random>
#include <string>
#include <string_view>

#include "json/guarded.hpp"

namespace xml_text_test {

namespace {

// The parts of a string that constant evaluation needs in all compilers.
struct collected {
    char bytes[64]{};
    std::size_t size = 0;

    constexpr void operator()(std::string_view piece) {
        for (char const c : piece) bytes[size++] = c;
    }
    constexpr std::string_view view() const { return {bytes, size}; }
};

struct decoding {
    std::string_view source, text;
};

constexpr decoding contents[] = {
    {"", ""},
    {" a \t\n", " a \t\n"},
    {"a\r\nb\rc\r\r\nd\n\re", "a\nb\nc\n\nd\n\ne"},
    {"a&#13;&#10;&#x9;b", "a\r\n\tb"},
    {"&lt;b&gt; &amp;amp; &apos;&quot;", "<b> &amp; '\""},
    {"&#233;&#x1F3A3;", "\xC3\xA9\xF0\x9F\x8E\xA3"},
    {"a<!-- no -->b<?no ?>c", "abc"},
    {"a<!-->-->b", "ab"},
    {"<![CDATA[<&amp;>]]>", "<&amp;>"},
    {"x<![CDATA[]]]]>y<![CDATA[>]]>\r", "x]]y>\n"},
    {"<![CDATA[a\r\nb\rc]]>", "a\nb\nc"},
    {"<b>x<c/>y</b >z", "xyz"},
    {"<b c='>' d=\"'/>\">x</b>", "x"},
    {"a > b ]] / >", "a > b ]] / >"},
};

constexpr decoding values[] = {
    {"", ""},
    {" a  b ", " a  b "},
    {"a\tb\nc\rd\r\ne\n\rf", "a b c d e  f"},
    {"&#9;&#10;&#13;&#32;", "\t\n\r "},
    {"&lt;&quot;&apos;>", "<\"'>"},
    {"a&amp;#10;", "a&#10;"},
};

constexpr bool all_decoded() {
    for (auto const& [source, text] : contents) {
        collected out;
        trotline::xml::decode_content(source, out);
        if (out.view() != text) return false;
    }
    for (auto const& [source, text] : values) {
        collected out;
        trotline::xml::decode_attribute(source, out);
        if (out.view() != text) return false;
    }
    return true;
}
static_assert(all_decoded());

}  // namespace

TEST_CASE("the string-value of an element") {
    for (decoding const& one : contents) {
        CAPTURE(one.source);
        collected out;
        trotline::xml::decode_content(one.source, out);
        CHECK(out.view() == one.text);
    }
}

TEST_CASE("the normalized value of an attribute") {
    for (decoding const& one : values) {
        CAPTURE(one.source);
        collected out;
        trotline::xml::decode_attribute(one.source, out);
        CHECK(out.view() == one.text);
    }
}

TEST_CASE("long texts with references and line ends at any place, and nothing is read after them") {
    constexpr decoding parts[] = {{"a", "a"},
                                  {"0123456789abcdefghij", "0123456789abcdefghij"},
                                  {"&amp;", "&"},
                                  {"&lt;&quot;", "<\""},
                                  {"&#x6F22;", "\xE6\xBC\xA2"},
                                  {"&#128512;", "\xF0\x9F\x98\x80"},
                                  {"\xE6\xBC\xA2", "\xE6\xBC\xA2"},
                                  {"\r\n", "\n"},
                                  {"\rx", "\nx"},
                                  {"x\n", "x\n"},
                                  {"\t", "\t"},
                                  {"<!-- & -->", ""},
                                  {"<![CDATA[&amp;\r\n]]>", "&amp;\n"}};
    constexpr std::size_t in_values = std::size(parts) - 2;  // without markup
    guarded_memory memory(4096);
    std::mt19937 random(6);
    for (int round = 0; round != 2'000; ++round) {
        bool const is_value = round % 2 == 0;
        std::string source, expected;
        for (auto n = random() % 60; n != 0; --n) {
            decoding const& part = parts[random() % (is_value ? in_values : std::size(parts))];
            source += part.source;
            expected += part.text;
        }
        if (is_value)
            for (char& c : expected)
                if (c == '\n' || c == '\t') c = ' ';
        CAPTURE(source);
        std::string text;
        auto const collect = [&](std::string_view piece) { text += piece; };
        if (is_value)
            trotline::xml::decode_attribute(memory.hold(source), collect);
        else
            trotline::xml::decode_content(memory.hold(source), collect);
        REQUIRE(text == expected);
    }
}

}  // namespace xml_text_test
