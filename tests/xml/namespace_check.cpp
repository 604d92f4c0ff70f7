// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/namespace_check.hpp>

#include <trotline/xml/validate.hpp>

#include "support/allocation_count.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace xml_namespace_check_test {

namespace xml = trotline::xml;
using trotline::code;

// All of these are well-formed.
TEST_CASE("Namespaces in XML 1.0") {
    struct {
        std::string_view document;
        std::size_t offset;  // of the first wrong byte; npos: right
    } constexpr cases[] = {
        {"<a/>", trotline::npos},
        {"<?xml version='1.0'?><!-- a:b:c --><a/><?t a:b:c?>", trotline::npos},
        {"<a><![CDATA[<b:c>]]><!-- <b:c/> --></a>", trotline::npos},
        // section 3: declarations
        {"<a xmlns='urn:a'><b xmlns=''/></a>", trotline::npos},
        {"<p:a xmlns:p='urn:a'><p:b p:c='1'/></p:a>", trotline::npos},
        {"<a xmlns:p='urn:a'><b xmlns:p='urn:b' p:c='p:d:e'/><p:c/></a>", trotline::npos},
        {"<a p:b='1' xmlns:p='urn:a'/>", trotline::npos},  // also before the declaration
        {"<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:lang='en'/>", trotline::npos},
        {"<a xml:lang='en'><xml:b/></a>", trotline::npos},
        {"<a xmlns:xmlfoo='urn:a'><xmlfoo:b/></a>", trotline::npos},
        {"<a xmlns:p=''/>", 12},
        {"<a xmlns:xml='urn:a'/>", 14},
        {"<a xmlns:p='http://www.w3.org/XML/1998/namespace'/>", 12},
        {"<a xmlns:p='http://www.w3.org/XML/1998/names&#x70;ace'/>", 12},
        {"<a xmlns='http://www.w3.org/XML/1998/namespace'/>", 10},
        {"<a xmlns:p='http://www.w3.org/2000/xmlns/'/>", 12},
        {"<a xmlns='http://www.w3.org/2000/xmlns/'/>", 10},
        {"<a xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>", 9},
        {"<a xmlns:='urn:a'/>", 9},
        {"<a xmlns:p:q='urn:a'/>", 10},
        {"<a xmlns:1='urn:a'/>", 9},
        // section 4: qualified names
        {"<:a/>", 1},
        {"<:/>", 1},
        {"<a:/>", 3},
        {"<p:a:b xmlns:p='urn:a'/>", 4},
        {"<p:1 xmlns:p='urn:a'/>", 3},
        {"<p:\xC3\xA9 xmlns:p='urn:a'/>", trotline::npos},
        {"<a xmlns:p='urn:a' p:='1'/>", 21},
        {"<a xmlns:p='urn:a' p:b:c='1'/>", 22},
        {"<a :b='1'/>", 3},
        // section 5: prefixes are declared
        {"<p:a/>", 1},
        {"<a p:b='1'/>", 3},
        {"<a><b xmlns:p='urn:a'><p:c/></b><p:d/></a>", 33},
        {"<a><b xmlns:p='urn:a'/><p:d/></a>", 24},
        {"<xmlns:a/>", 1},
        {"<xmlns:a xmlns:b='urn:b'/>", 1},
        // section 6.3: attributes are different
        {"<a xmlns:p='urn:a' xmlns:q='urn:b' p:b='1' q:b='2' b='3'/>", trotline::npos},
        {"<p:a xmlns='urn:a' xmlns:p='urn:a' b='1' p:b='2'/>", trotline::npos},
        {"<a xmlns:p='urn:a' xmlns:q='urn:a' p:b='1' q:b='2'/>", 43},
        {"<a xmlns:p='urn:a' xmlns:q='urn:&#97;' p:b='1' c='3' q:b='2'/>", 53},
        {"<a xmlns:p='urn:&amp;' xmlns:q='urn:&#38;' p:b='1' q:b='2'/>", 51},
        {"<a xmlns:p='urn:a'><b xmlns:q='urn:a'><c p:b='1' q:b='2'/></b></a>", 49},
        // section 7: targets of processing instructions
        {"<?a:b c?><a/>", 3},
        {"<a><?b:c?></a>", 6},
        {"<a/><?b:?>", 7},
    };
    for (auto const& one : cases) {
        CAPTURE(one.document);
        REQUIRE(!xml::validate(one.document));
        trotline::document_failure found;
        CHECK(trotline_tests::allocations([&] { found = xml::check_namespaces(one.document); }) ==
              0);
        CHECK(found.code == (one.offset == trotline::npos ? code::none : code::malformed));
        if (one.offset != trotline::npos) CHECK(found.offset == one.offset);
        CHECK(found.expected.empty() == (one.offset == trotline::npos));
    }
    static_assert(!xml::check_namespaces("<p:a xmlns:p='urn:a'/>"));
}

TEST_CASE("so many namespaces are in effect at most") {
    std::string text = "<a";
    for (std::size_t i = 0; i != xml::namespace_limit; ++i)
        text += " xmlns:p" + std::to_string(i) + "='u'";
    CHECK(!xml::check_namespaces(text + "/>"));
    CHECK(!xml::check_namespaces(text + "><p511:b/></a>"));
    CHECK(xml::check_namespaces(text + "><b xmlns:c='d'/></a>").code == code::too_large);
    std::string siblings = "<a>";
    for (int i = 0; i != 2000; ++i) siblings += "<b xmlns:c='d'><c:e/></b><b xmlns:c='d'/>";
    CHECK(!xml::check_namespaces(siblings + "</a>"));
}

}  // namespace xml_namespace_check_test
