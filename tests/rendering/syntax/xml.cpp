// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/syntax/xml.hpp>

#include <doctest/doctest.h>
#include <trotline/xml/validate.hpp>

#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "rendering/nasty_values.hpp"

namespace rendering_syntax_xml_test {

namespace tl = trotline;
using trotline_tests::rendered;

namespace {

constexpr tl::template_error check(std::string_view text) {
    return tl::check_template(tl::syntax::xml, text);
}
static_assert(!check("<a b='$A' c=\"x${B}y\">$A<!-- $5 --><c><![CDATA[ $B ]]></c><?p $?></a>"));
static_assert(check("<a>$A</a").offset == 8);
static_assert(check("<a $A='x'/>").offset == 3);
static_assert(check("<a><!--$A--></a>").offset == 7);
static_assert(check("<a b='${A'/>").offset == 9);
static_assert(check("<a><!-->$A--></a>").offset == 8);
static_assert(check("<a><b></a>").reason == "expected the name of the element that is open here");

// Elements and attributes with their nesting; without texts, because an empty text has no node.
void append_shape(std::string& out, pugi::xml_node const& from) {
    out.append("<").append(from.name());
    for (auto const& attribute : from.attributes()) out.append(" ").append(attribute.name());
    for (auto const& child : from.children()) {
        if (child.type() == pugi::node_element)
            append_shape(out, child);
        else if (child.type() != pugi::node_pcdata && child.type() != pugi::node_cdata)
            out += "other";
    }
    out += ">";
}

std::string text_of(pugi::xml_node const& from) {
    std::string text;
    for (auto const& child : from.children()) text += child.value();
    return text;
}

}  // namespace

TEST_CASE("what is not well-formed is refused with what is expected there") {
    constexpr std::string_view no_parameter =
        "expected no parameter here: one can stand only in an element's text, between an "
        "attribute's quotes, and in a CDATA section";
    struct {
        std::string_view text;
        std::size_t offset;
        std::string_view reason;
    } const cases[] = {
        {"", 0, "expected the root element, as '<' and its name"},
        {"$A", 0, no_parameter},
        {"<a>Tom & Jerry</a>", 8,
         "expected one of &amp; &lt; &gt; &quot; &apos;, or a character reference such as &#160;"},
        {"<a>1 < 2</a>", 6, "expected the name of an element, or '&lt;' for a less-than sign"},
        {"<a b='<'/>", 6, "expected '&lt;' in an attribute's value, or its closing quote"},
        {"<a b=c/>", 5, "expected a value in quotes"},
        {"<a b=$B/>", 5, no_parameter},
        {"<a b/>", 4, "expected '=' and a value in quotes"},
        {"<a b='1' b='2'/>", 10, "expected another name: the element has this attribute already"},
        {"<a>", 3, "expected the end tag of an element that is open"},
        {"<a/><b/>", 5,
         "expected nothing after the root element but comments, processing instructions and "
         "blanks"},
        {"<a>\x01</a>", 3, "expected a character that XML allows, in UTF-8"},
        {"<a $A='x'/>", 3, no_parameter},
        {"<a><$A/></a>", 4, no_parameter},
        {"<a><b></${A}></a>", 8, no_parameter},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        CHECK(check(one.text).offset == one.offset);
        CHECK(check(one.text).reason == one.reason);
    }
}

TEST_CASE("whatever the values, the XML has its template's shape and holds the values") {
    static constexpr std::string_view text =
        "<a b='$A' "
        "c=\"$B\"><t>$A</t><u>x$A></u><v>]$A]></v><w><![CDATA[$A]]></w><x><![CDATA[]]$A>]]></"
        "x><y><![CDATA[$A$B]>]]></y><z "
        "d='$A$B'/></a>";
    std::string unexpected;
    std::size_t passed = 0;
    trotline_tests::for_each_nasty_value(3000, [&](std::string const& value) {
        auto const out = rendered(tl::request_part::xml, text, value, "]" + value, unexpected);
        if (tl::xml::is_characters(value) != out.has_value())
            FAIL("XML's characters and nothing else pass: " << value);
        if (!out) return;
        ++passed;
        if (tl::xml::validate(*out)) FAIL(*out);
        pugi::xml_document document;
        auto const parsed =
            document.load_buffer(out->data(), out->size(),
                                 pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
        if (!parsed) FAIL(*out << parsed.description());
        std::string shape;
        append_shape(shape, document.document_element());
        if (shape != "<a b c<t><u><v><w><x><y><z d>>") FAIL(*out);
        auto const root = document.document_element();
        std::string const b = "]" + value;
        CHECK(root.attribute("b").value() == value);
        CHECK(root.attribute("c").value() == b);
        CHECK(text_of(root.child("t")) == value);
        CHECK(text_of(root.child("u")) == "x" + value + ">");
        CHECK(text_of(root.child("v")) == "]" + value + "]>");
        CHECK(text_of(root.child("w")) == value);
        CHECK(text_of(root.child("x")) == "]]" + value + ">");
        CHECK(text_of(root.child("y")) == value + b + "]>");
        CHECK(root.child("z").attribute("d").value() == value + b);
    });
    CHECK(unexpected.empty());
    CHECK(passed > 1000);
}

TEST_CASE("templates of any reasonable depth") {
    std::string deep, closed;
    for (int i = 0; i < 128; ++i) deep += "<a>", closed += "</a>";
    CHECK_FALSE(check(deep + "$A" + closed));
    CHECK(check("<b>" + deep + "$A" + closed + "</b>").reason == "expected fewer nested elements");
}

}  // namespace rendering_syntax_xml_test
