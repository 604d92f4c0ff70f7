// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/text.hpp>

#include <doctest/doctest.h>

#include <string_view>

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

}  // namespace xml_text_test
