// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/name_search.hpp>

#include <doctest/doctest.h>

#include "xml/listed.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace xml_name_search_test {

namespace tl = trotline;

namespace {

// The children of the root element that have one of the names: the name's index, and the child.
template <class... Names> std::string found(std::string_view document, Names const&... names) {
    tl::name_list const wanted(names...);
    tl::xml::cursor c(document);
    c.enter();
    c.element(0);
    c.enter();
    std::string all;
    for (std::size_t place; (place = c.find(wanted)) != tl::npos;) {
        for (std::size_t other = place; (other = c.also(wanted, other)) != tl::npos;)
            all.append(std::to_string(other)).append("&");
        all.append(std::to_string(place)).append(c.raw()).append(" ");
    }
    return all;
}

}  // namespace

TEST_CASE("names as they are written, with any prefix, and both at once") {
    constexpr std::string_view document = "<r x:k='1' k='2'><a/><p:a/><b>c</b><q:p:a/></r>";
    CHECK(found(document, "a") == "0<a/> ");
    CHECK(found(document, "p:a") == "0<p:a/> ");
    CHECK(found(document, "*:a") == "0<a/> 0<p:a/> ");
    CHECK(found(document, "*:a", "p:a", "b") == "0<a/> 1&0<p:a/> 2<b>c</b> ");
    CHECK(found(document, "@*:k", "@k") == "01 1&02 ");
    CHECK(found(document, "*:k", "@*:a") == "");
    CHECK(found("<r>own<a/></r>", "#text", "*:a") == "0own<a/> 1<a/> ");
}

TEST_CASE("elements without children are passed") {
    struct row {
        std::string_view document, name;
        // The offsets of what is found, with `*` if it has the name, and `+` if it has children.
        std::string_view found;
    };
    constexpr row rows[] = {
        {"<r><a/><b>1</b><c x='/>'>2</c ></r>", "n", ""},
        {"<r><a/><b>1</b><c x='/>'>2</c ></r>", "b", " 7*"},
        {"<r><a><!--<b/>--></a><b><![CDATA[<c/>]]><?p <d/>?></b></r>", "n", ""},
        {"<r>t<a> <b/></a><aa/><a x=''/></r>", "a", " 4*+ 21*"},
        {"<r>t<a> <b/></a><aa/><a x=''/></r>", "b", " 4+"},
        {"<r>t<a> <b/></a><aa/><p:a x=''/></r>", "*:a", " 4*+ 21*"},
        {"<r><a   >1</a><b>2</b></r>", "b", " 14*"},
        {"<r><a\n  >1</a><b>2</b><c\t\t\t/><d/></r>", "d", " 29*"},
        {"<r/>", "a", ""},
    };
    for (row const& r : rows) {
        CAPTURE(r.document);
        tl::one_wanted_name const wanted(r.name);
        auto const elements = trotline_tests::listed_by_hand(r.document);
        auto const found_with = [&](auto const* listed) {
            std::string all;
            tl::xml::cursor c(r.document, 0, listed);
            c.enter();
            c.element(0);
            c.enter();
            for (;;) {
                auto const found = c.next_named_or_parent(wanted);
                if (found == tl::child_found::none) return all;
                all += " " + std::to_string(c.offset());
                if (found == tl::child_found::named) all += '*';
                if (c.skip_childless()) continue;
                all += '+';
                c.skip();
            }
        };
        CHECK(found_with(static_cast<decltype(elements.data())>(nullptr)) == r.found);
        CHECK(found_with(elements.data()) == r.found);
    }
}

TEST_CASE("mentions of a name, and elements that end before one") {
    std::string const gap(300, ' ');
    std::string const document =
        "<r><a>" + gap + "</a><!--<b>--><a><b/></a><bb/><b>" + gap + "</b></r>";
    tl::xml::cursor c(document);
    CHECK(c.next_mention("r", tl::npos) == 0);
    CHECK(!c.skip_before(400));
    c.enter();
    REQUIRE(c.element(0));
    std::size_t const comment = document.find("<b>"), inside = document.find("<b/>"),
                      last = document.rfind("<b>");
    CHECK(c.next_mention("b", tl::npos) == comment);
    CHECK(c.next_mention("b", comment) == tl::npos);
    CHECK(c.next_mention("none", tl::npos) == tl::npos);
    CHECK(c.next_mention("r", tl::npos) == tl::npos);
    // names that are not written so: anywhere
    for (char const* const name : {"@b", "*:b", "#text"})
        CHECK(c.next_mention(name, tl::npos) == 1);
    c.enter();
    REQUIRE(c.element(0));
    CHECK(!c.skip_before(8));  // it does not end before
    CHECK(!c.skip_before(c.offset() + 300));
    CHECK(c.skip_before(comment));
    REQUIRE(c.next_container());
    CHECK(document.substr(c.offset()).starts_with("<a><b/>"));
    CHECK(c.next_mention("b", tl::npos) == inside);
    c.enter();
    REQUIRE(c.element(0));
    CHECK(c.next_mention("b", tl::npos) == last);
    CHECK(c.next_mention("bb", tl::npos) == document.find("<bb"));
}

}  // namespace xml_name_search_test
