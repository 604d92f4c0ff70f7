// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/validate.hpp>

#include "support/guard_page.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace xml_validate_test {

using namespace std::string_view_literals;
using trotline::code;
using trotline::document_failure;
using trotline_tests::guarded_text;

namespace {

constexpr std::string_view accepted[] = {
    "<a/>",
    "<a />",
    "<a></a>",
    "<a\n></a\t\r\n>",
    "\xEF\xBB\xBF<a/>",
    "\xEF\xBB\xBF<?xml version=\"1.0\"?><a/>",
    " \t\r\n<a/> \t\r\n",
    "<?xml version=\"1.0\"?><a/>",
    "<?xml version='1.1' ?><a/>",
    "<?xml\nversion = '1.0'\tencoding = \"UTF-8\"\r\nstandalone = 'yes'?>\n<a/>",
    "<?xml version='1.0' encoding='utf-8'?><a/>",
    "<?xml version='1.0' encoding='US-ASCII' standalone='no'?><a/>",
    "<?xml version='1.0' standalone='no'?><a/>",
    "<?xml-stylesheet href='x'?><a/>",
    "<?xm?><a/>",
    "<!-- before --><?before?><a/><!-- behind --><?behind ?"
    "?>",
    "<!DOCTYPE a><a/>",
    "<?xml version='1.0'?>\n<!-- --><!DOCTYPE a SYSTEM 'file:///x' ><?x?><a/>",
    "<!DOCTYPE note PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\"\n 'http://www.w3.org/x.dtd'><a/>",
    "<!DOCTYPE a SYSTEM '>[\"'><a/>",
    "<a>text</a>",
    "<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x41;&#xe9;&#x10FFFF;&#9;&#000000000000010;</a>",
    "<a>]] ]> ]]&gt; > / ' \" = -- ?></a>",
    "<a><![CDATA[<&]]]]>]]<![CDATA[>]]><![CDATA[]]></a>",
    "<a><!----><!-- - -> ]]> & <b> --></a>",
    "<a><?pi?><?pi ?><?pi & < > -- ?></a>",
    "<a><b><c/></b><b></b>x<b/></a>",
    "<a b='1' c=\"2\" B='3'/>",
    "<a b = '\"' c\n=\n\"'\"></a>",
    "<a b='>/>' c='&lt;&#10;&quot;' d='' e='\t\r\n'/>",
    "<x:a xmlns:x='u' x:b='1' :='2' _-.9='3'><:/><x:b/></x:a>",
    "<\xC3\xA9l\xC3\xA9ment \xE5\xB1\x9E='\xF0\x9F\x8E\xA3'>\xE6\x96\x87 "
    "\xF0\x90\x80\x80</\xC3\xA9l\xC3\xA9ment>",
    "<a\xC2\xB7\xCD\xB0\xE2\x80\xBF/>",
    "<\xF3\xAF\xBF\xBF/>",
    "<a>\x7F\xC2\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBD\xF4\x8F\xBF\xBF</a>",
    "<a>\r\n\r\t</a>",
    "<aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa b='1'>"
    "</aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa>",
};

struct rejection {
    std::string_view text;
    std::size_t offset;
};

// The offset is that of the first byte that no well-formed document could have there after the
// bytes before it.
constexpr rejection rejected[] = {
    {"", 0},
    {" \n", 2},
    {"{\"a\": 1}", 0},
    {"text", 0},
    {"\xFF\xFE<", 0},
    {"\xEF\xBB<a/>", 2},
    {"\xEF\xBB\xBF\xEF\xBB\xBF<a/>", 3},
    {"&amp;<a/>", 0},
    {"<", 1},
    {"< a/>", 1},
    {"<1/>", 1},
    {"<-a/>", 1},
    {"</a>", 1},
    {"<>", 1},
    {"<![CDATA[x]]><a/>", 2},
    {"<\xC3\x97/>", 2},
    {"<\xE3\x80\x80/>", 3},
    {"<a\xC3\xB7/>", 3},
    {"<a\xC3/>", 3},
    {"<a", 2},
    {"<a/", 3},
    {"<a/ >", 3},
    {"<a / >", 4},
    {"<a></a", 6},
    {"<a></b>", 5},
    {"<abc></abd>", 9},
    {"<abc></ab>", 9},
    {"<ab></abc>", 8},
    {"<a></ a>", 5},
    {"<a></a b>", 7},
    {"<a><b></a></b>", 8},
    {"<a></A>", 5},
    {"<a/><b/>", 5},
    {"<a/></a>", 5},
    {"<a/>x", 4},
    {"<a/>&#32;", 4},
    {"<a/><![CDATA[]]>", 6},
    {"<a/>\0"sv, 4},
    {"<a></a><?xml version='1.0'?>", 12},
    // text
    {"<a>", 3},
    {"<a>x", 4},
    {"<a>]]></a>", 5},
    {"<a>x]]]></a>", 7},
    {"<a>\0</a>"sv, 3},
    {"<a>\x01</a>", 3},
    {"<a>\x0B</a>", 3},
    {"<a>\x1F</a>", 3},
    {"<a>\x80</a>", 3},
    {"<a>\xC0\x80</a>", 3},
    {"<a>\xC1\xBF</a>", 3},
    {"<a>\xE0\x9F\xBF</a>", 4},
    {"<a>\xED\xA0\x80</a>", 4},
    {"<a>\xEF\xBF\xBE</a>", 5},
    {"<a>\xEF\xBF\xBF</a>", 5},
    {"<a>\xF0\x8F\xBF\xBF</a>", 4},
    {"<a>\xF4\x90\x80\x80</a>", 4},
    {"<a>\xF5</a>", 3},
    {"<a>\xF8</a>", 3},
    {"<a>\xC3</a>", 4},
    {"<a>\xE6\x96</a>", 5},
    {"<a>\xE6\x96", 5},
    // references
    {"<a>&</a>", 4},
    {"<a>& </a>", 4},
    {"<a>&;</a>", 4},
    {"<a>&nbsp;</a>", 4},
    {"<a>&amp </a>", 7},
    {"<a>&ampx;</a>", 7},
    {"<a>&am;</a>", 6},
    {"<a>&LT;</a>", 4},
    {"<a>&#;</a>", 5},
    {"<a>&#x;</a>", 6},
    {"<a>&#X41;</a>", 5},
    {"<a>&#xg;</a>", 6},
    {"<a>&#4a;</a>", 6},
    {"<a>&#0;</a>", 6},
    {"<a>&#8;</a>", 6},
    {"<a>&#xB;</a>", 7},
    {"<a>&#xD800;</a>", 10},
    {"<a>&#xDFFF;</a>", 10},
    {"<a>&#xFFFE;</a>", 10},
    {"<a>&#x110000;</a>", 11},
    {"<a>&#1114112;</a>", 11},
    {"<a>&#99999999999999999999;</a>", 11},
    {"<a b='&amp'/>", 10},
    // attributes
    {"<a b/>", 4},
    {"<a b />", 5},
    {"<a b=/>", 5},
    {"<a b=c/>", 5},
    {"<a b='c/>", 9},
    {"<a b='c\"/>", 10},
    {"<a b='<'/>", 6},
    {"<a b='&c;'/>", 7},
    {"<a b='\x02'/>", 6},
    {"<a b='\xFF'/>", 6},
    {"<a b='1'c='2'/>", 8},
    {"<a b='1' b='2'/>", 10},
    {"<a b='1' c='2' b ='3'/>", 16},
    {"<a b='1' b", 10},
    {"<a 'b'/>", 3},
    {"<a =''/>", 3},
    {"<a b=''", 7},
    {"<a b='' /", 9},
    {"<a &amp;/>", 3},
    {"<a <b/>", 3},
    {"<a/b>", 3},
    // comments
    {"<!", 2},
    {"<!-", 3},
    {"<!- -><a/>", 3},
    {"<!-- -- --><a/>", 7},
    {"<!--><a/>-->", 12},
    {"<!---><a/>", 10},
    {"<!--a---><a/>", 7},
    {"<a><!-- </a>", 12},
    {"<a><!-- \x01 --></a>", 8},
    {"<a><!-- \xC3( --></a>", 9},
    // CDATA
    {"<a><![CDATA[x</a>", 17},
    {"<a><![CDATA[x]]</a>", 19},
    {"<a><![cdata[x]]></a>", 6},
    {"<a><![CDATA [x]]></a>", 11},
    {"<a><![CDATA[\x01]]></a>", 12},
    {"<a><!x></a>", 5},
    {"<a><!DOCTYPE a></a>", 5},
    // processing instructions
    {"<?", 2},
    {"<? a?><a/>", 2},
    {"<?a", 3},
    {"<?a?", 4},
    {"<?a?b?><a/>", 4},
    {"<?a+?><a/>", 3},
    {"<?a b", 5},
    {"<?a \x01?><a/>", 4},
    {"<?a ><a/>", 9},
    {"<?xmL?><a/>", 5},
    {"<a><?xml ?></a>", 8},
    {" <?xml version='1.0'?><a/>", 6},
    {"<!----><?XML version='1.0'?><a/>", 12},
    // the XML declaration
    {"<?xml?><a/>", 5},
    {"<?xml ?><a/>", 6},
    {"<?xml encoding='utf-8'?><a/>", 6},
    {"<?xml version='2.0'?><a/>", 15},
    {"<?xml version='1'?><a/>", 16},
    {"<?xml version='1.'?><a/>", 17},
    {"<?xml version='1.0\"?><a/>", 18},
    {"<?xml version='1.0'", 19},
    {"<?xml version='1.0' ><a/>", 20},
    {"<?xml version='1.0'encoding='utf-8'?><a/>", 19},
    {"<?xml version='1.0' encoding=''?><a/>", 30},
    {"<?xml version='1.0' encoding='-8'?><a/>", 30},
    {"<?xml version='1.0' encoding='utf 8'?><a/>", 33},
    {"<?xml version='1.0' encoding='utf-8\"?><a/>", 35},
    {"<?xml version='1.0' encoding='utf-", 34},
    {"<?xml version='1.0' encoding='utf-8' encoding='utf-8'?><a/>", 37},
    {"<?xml version='1.0' standalone='maybe'?><a/>", 32},
    {"<?xml version='1.0' standalone='yes' encoding='utf-8'?><a/>", 37},
    {"<?xml version='1.0' standalone='no'x?><a/>", 35},
};

constexpr rejection refused[] = {
    {"<!doctype html><html></html>", 0},
    {"<!DOCTYPE a []><a/>", 12},
    {"<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'file:///x' [<!ENTITY e 'x'>]><a/>", 53},
    {"<!DOCTYPE a PUBLIC '-//X//DTD' 'x' [\n]><a/>", 35},
    {"<!DOCTYPE a><!DOCTYPE a><a/>", 14},
    {"<!DOCTYP a><a/>", 8},
    {"<!DOCTYPE a PUBLIK><a/>", 17},
    {"<a/><!DOCTYPE a>", 6},
    {"<!DOCTYPEa><a/>", 9},
    {"<!DOCTYPE><a/>", 9},
    {"<!DOCTYPE ><a/>", 10},
    {"<!DOCTYPE 1><a/>", 10},
    {"<!DOCTYPE a b><a/>", 12},
    {"<!DOCTYPE a SYSTEM><a/>", 18},
    {"<!DOCTYPE a SYSTEM x><a/>", 19},
    {"<!DOCTYPE a SYSTEM 'x><a/>", 26},
    {"<!DOCTYPE a SYSTEM '\x01'><a/>", 20},
    {"<!DOCTYPE a PUBLIC 'x'><a/>", 22},
    {"<!DOCTYPE a PUBLIC 'x''y'><a/>", 22},
    {"<!DOCTYPE a PUBLIC '{' 'y'><a/>", 20},
    {"<!DOCTYPE a PUBLIC 'x' 'y' z><a/>", 27},
    {"<!DOCTYPE a", 11},
    {"<!DOCTYPE a>", 12},
    {"<!DOCTYPE a SYSTEM 'x'><a>&e;</a>", 27},
    {"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", 30},
    {"<?xml version='1.0' encoding='UTF-16'?><a/>", 30},
    {"<?xml version='1.0' encoding='utf8'?><a/>", 30},
};

constexpr bool all_accepted() {
    for (std::string_view const text : accepted) {
        if (trotline::xml::validate(text, 8)) return false;
    }
    return true;
}
static_assert(all_accepted());

constexpr bool all_rejected() {
    for (auto const& [text, offset] : rejected) {
        document_failure const why = trotline::xml::validate(text, 8);
        if (why.code != code::malformed || why.offset != offset || why.expected.empty())
            return false;
    }
    return true;
}
static_assert(all_rejected());

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
}

}  // namespace

TEST_CASE("well-formed documents pass, and no beginning of one does") {
    for (std::string_view const text : accepted) {
        CAPTURE(text);
        document_failure const why = trotline::xml::validate(guarded_text(text).view());
        CHECK_MESSAGE(why.code == code::none, why.expected);
        std::size_t const last = text.rfind('>');
        bool const ends_with_blanks =
            text.substr(last + 1).find_first_not_of(" \t\r\n") == text.npos;
        REQUIRE(ends_with_blanks);
        for (std::size_t size = 0; size <= last; ++size) {
            guarded_text const cut(text.substr(0, size));
            document_failure const early = trotline::xml::validate(cut.view());
            // the root element has ended before a comment or a processing instruction
            if (!early) continue;
            CHECK(early.code == code::malformed);
            CHECK(early.offset == size);
        }
    }
}

TEST_CASE("the first wrong byte is named") {
    for (rejection const& one : rejected) {
        std::string_view const text = one.text;
        std::size_t const offset = one.offset;
        CAPTURE(text);
        document_failure const why = trotline::xml::validate(guarded_text(text).view());
        CHECK(why.code == code::malformed);
        CHECK(why.offset == offset);
        CHECK(!why.expected.empty());
        // the bytes before it are the beginning of a document; with it they are not
        document_failure const before =
            trotline::xml::validate(guarded_text(text.substr(0, offset)).view());
        CHECK((!before || before.offset == offset));
        if (offset < text.size())
            CHECK(trotline::xml::validate(guarded_text(text.substr(0, offset + 1)).view()).offset ==
                  offset);
    }
}

TEST_CASE("document type declarations and other encodings are refused as what they are") {
    for (rejection const& one : refused) {
        std::string_view const text = one.text;
        std::size_t const offset = one.offset;
        CAPTURE(text);
        document_failure const why = trotline::xml::validate(guarded_text(text).view());
        CHECK(why.code == code::malformed);
        CHECK(why.offset == offset);
    }
    CHECK(trotline::xml::validate("<!DOCTYPE a [<!ENTITY e 'x'>]><a/>").expected ==
          "no internal subset: a DOCTYPE with declarations is refused");
    CHECK(trotline::xml::validate("<!doctype html><p>").expected ==
          "XML: this document says that it is HTML");
    CHECK(trotline::xml::validate("<?xml version='1.0' encoding='latin1'?><a/>").expected ==
          "UTF-8 or US-ASCII: xml::to_utf8 makes others UTF-8");
}

TEST_CASE("depth is limited, without recursion") {
    CHECK(!trotline::xml::validate(nested(1024)));
    document_failure why = trotline::xml::validate(nested(1025));
    CHECK(why.code == code::too_deep);
    CHECK(why.offset == 1024 * 3);
    why = trotline::xml::validate(nested(1'000'000));
    CHECK(why.code == code::too_deep);
    CHECK(why.offset == 1024 * 3);

    CHECK(!trotline::xml::validate(nested(1024), 5000));
    CHECK(trotline::xml::validate(nested(1025), 5000).code == code::too_deep);
    CHECK(!trotline::xml::validate("<a><b/></a>", 2));
    CHECK(trotline::xml::validate("<a><b><c/></b></a>", 2).code == code::too_deep);
    CHECK(trotline::xml::validate("<a><b><c/></b></a>", 2).offset == 6);
    CHECK(trotline::xml::validate("<a><b/></a>", 1).offset == 3);
}

TEST_CASE("the number of attributes is limited, and a duplicate is found among many") {
    std::string text = "<a";
    for (std::size_t i = 0; i < trotline::xml::attribute_limit; ++i)
        text += " n" + std::to_string(i) + "=''";
    CHECK(!trotline::xml::validate(text + "/>"));
    document_failure const why = trotline::xml::validate(text + " m=''/>");
    CHECK(why.code == code::too_large);
    CHECK(why.offset == text.size() + 1);

    std::string const all_but_one = text.substr(0, text.rfind(' '));
    CHECK(!trotline::xml::validate(all_but_one + " m=''/>"));
    for (int i : {0, 1, 63, 64, 300, 510}) {
        document_failure const twice =
            trotline::xml::validate(all_but_one + " n" + std::to_string(i) + "=''/>");
        CHECK(twice.code == code::malformed);
        CHECK(twice.offset == all_but_one.size() + 2 + std::to_string(i).size());
    }
}

}  // namespace xml_validate_test
