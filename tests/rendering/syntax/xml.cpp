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
    CHECK(check("<b>" + deep + "$A" + closed + "</b>").reason == "fewer nested elements");
}

}  // namespace rendering_syntax_xml_test
