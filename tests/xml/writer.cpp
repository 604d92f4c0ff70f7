// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/writer.hpp>

#include <trotline/xml/text.hpp>
#include <trotline/xml/validate.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace xml_writer_test {

using namespace std::string_view_literals;
using trotline::xml::append_attribute_value;
using trotline::xml::append_cdata;
using trotline::xml::append_text;

namespace {

std::string read_content(std::string_view source) {
    std::string text;
    trotline::xml::decode_content(source, [&](std::string_view piece) { text += piece; });
    return text;
}
std::string read_value(std::string_view source) {
    std::string text;
    trotline::xml::decode_attribute(source, [&](std::string_view piece) { text += piece; });
    return text;
}

}  // namespace

TEST_CASE("the example of the header") {
    std::string out;
    trotline::xml::writer(out)
        .begin("note")
        .attribute("id", "7")
        .element("to", "Tove & Jani")
        .cdata("a < b")
        .end("note");
    CHECK(out == "<note id=\"7\"><to>Tove &amp; Jani</to><![CDATA[a < b]]></note>");
}

TEST_CASE("what is written reads back as it was") {
    for (std::string_view const text :
         {""sv, "x"sv, "a & b < c > d"sv, "\"it's\""sv, "]]>"sv, "]]]]>>"sv, "]"sv, "]]"sv,
          "\t\n\r\r\n "sv, "&amp;&#65;"sv, "<![CDATA[x]]>"sv, "\xC3\xA9\xF0\x9F\x8E\xA3\x7F"sv}) {
        CAPTURE(text);
        std::string content = "<a>", value = "<a b=\"", section = "<a>";
        CHECK(append_text(content, text));
        CHECK(append_attribute_value(value, text));
        CHECK(append_cdata(section, text));
        CHECK(read_content(content.substr(3)) == text);
        CHECK(read_value(value.substr(6)) == text);
        CHECK(read_content(section.substr(3)) == text);
        CHECK(!trotline::xml::validate(content + "</a>"));
        CHECK(!trotline::xml::validate(value + "\"/>"));
        CHECK(!trotline::xml::validate(section + "</a>"));
    }
}

TEST_CASE("inside a CDATA section, its end cannot come about, whatever stands before") {
    std::string section = "<a><![CDATA[x]]";
    CHECK(trotline::xml::append_in_cdata(section, ">]]\r>"));
    CHECK(section == "<a><![CDATA[x]]]]><![CDATA[>]]]]>&#13;<![CDATA[>");
    CHECK(read_content(section.substr(3) + "]]>") == "x]]>]]\r>");
}

TEST_CASE("what XML cannot have is refused, and nothing appended") {
    for (std::string_view const text : {"a\0"sv, "\x01"sv, "x\x0C"sv, "\x1F"sv, "\xEF\xBF\xBE"sv,
                                        "\xED\xA0\x80"sv, "\xC0\x80"sv, "\xC3"sv}) {
        CAPTURE(text);
        std::string out = "before";
        CHECK(!append_text(out, text));
        CHECK(!append_attribute_value(out, text));
        CHECK(!append_cdata(out, text));
        CHECK(out == "before");
        trotline::xml::writer writer(out);
        CHECK(!writer.element("a", text).good());
        CHECK(!writer.element("b", "x").good());
        CHECK(out == "before<b>x</b>");
    }
    std::string out;
    CHECK(!trotline::xml::writer(out).begin("a b").good());
    CHECK(!trotline::xml::writer(out).begin("").good());
    CHECK(!trotline::xml::writer(out).end("1").good());
    CHECK(!trotline::xml::writer(out).attribute("a", "x").good());
    CHECK(out.empty());
}

TEST_CASE("elements are as short as they can be") {
    std::string out;
    trotline::xml::writer writer(out);
    writer.declaration()
        .begin("a")
        .begin("b")
        .end("b")
        .element("c", "")
        .begin("d")
        .text("")
        .end("d")
        .begin("e")
        .attribute("x:f", "1\n\"");
    writer.end("e").begin("g").cdata("").end("g").text("]]>").end("a");
    CHECK(writer.good());
    CHECK(out ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a><b/><c/><d/><e "
          "x:f=\"1&#10;&quot;\"/><g><![CDATA[]]></g>]]&gt;</a>");
    CHECK(!trotline::xml::validate(out));
}

}  // namespace xml_writer_test
