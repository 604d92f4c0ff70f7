// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/element_list.hpp>

#include <trotline/xml/format.hpp>

#include "support/guard_page.hpp"
#include "xml/kernels.hpp"
#include "xml/listed.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace xml_element_list_test {

using trotline::instruction_set;
using trotline::xml::detail::element_list;
using trotline::xml::detail::listed_element;

namespace {

enum class made { nothing, right, wrong };

// The list that every kernel makes of a document.
made made_of(std::string_view text) {
    trotline_tests::guarded_text const document(text);
    auto const expected = trotline_tests::listed_by_hand(document.view());
    made all = made::nothing;
    for (instruction_set const kernel : trotline_tests::xml_kernels()) {
        element_list list;
        if (trotline::xml::detail::judge_document(kernel, document.view(), 1024, list).failure)
            return made::wrong;
        listed_element const* at = list.first();
        if ((at == nullptr) != (all == made::nothing) &&
            kernel != trotline_tests::xml_kernels().front())
            return made::wrong;
        if (at == nullptr) continue;
        all = made::right;
        for (listed_element const& one : expected) {
            if (at->begin != one.begin || at->depth != one.depth) return made::wrong;
            ++at;
        }
    }
    return all;
}

made const where_there_are_kernels =
    trotline_tests::xml_kernels().empty() ? made::nothing : made::right;

constexpr std::size_t most = element_list::most_bytes;

}  // namespace

TEST_CASE("a list is what is written to it") {
    element_list list;
    CHECK(list.first() == nullptr);
    listed_element* next = list.begin();
    *next++ = {3, 1};
    *next++ = {7, 2};
    CHECK(list.first() == nullptr);
    list.end(next);
    listed_element const* const first = list.first();
    REQUIRE(first != nullptr);
    CHECK(first[1].begin == 7);
    CHECK(first[1].depth == 2);
    CHECK(first[2].depth == 0);
    list.drop();
    CHECK(list.first() == nullptr);
}

TEST_CASE("a short document's elements are listed, whatever stands between them") {
    std::string const blanks(64, ' ');
    for (std::string const content :
         {"", "<a/>", "<a></a>", "<a>1</a>", "t<a/>t<b/>t", "<a><b><c/></b></a><d/>",
          "<a b='>' c=\"/>\"><d e='<'/></a>"}) {
        std::string document = content;
        if (std::size_t const at = document.find("='<'"); at != document.npos)
            document.replace(at + 2, 1, "&lt;");
        CAPTURE(document);
        CHECK(made_of("<r>" + document + "</r>" + blanks) == where_there_are_kernels);
    }
    for (std::string_view const content : {
             "<!-- <a> --><a/><!-- </a> -->",
             "<![CDATA[<a>]]><a/><![CDATA[</r>]]>",
             "<?p <a> ?><a/><?p?>",
             "<a\n b\t=\r'1' ><b  c = \"2\" /></a >",
             "<a b='1' c='2' d='3'>x</a><a b='1' c='2'/>",
             "<\xC3\xA9 a='\xC3\xA9'><b/></\xC3\xA9><b/>\xE6\x96\x87<\xC3\xA9/>",
             "<a.name-that_is:longer_than_what_a_look_at_the_window_can_see_of_it><b/></"
             "a.name-that_is:longer_than_what_a_look_at_the_window_can_see_of_it>",
             "<a b='a value that is longer than what a look at the window can see of it'><b/></a>",
             "&amp;<a>&#10;</a>]]<a>]</a>",
             "<a><a><a><a/></a></a><a/></a>",
         }) {
        CAPTURE(content);
        for (std::size_t before = 0; before < 70; ++before) {
            std::string const document =
                "<r>" + std::string(before, '.') + std::string(content) + "</r>" + blanks;
            REQUIRE(made_of(document) == where_there_are_kernels);
            REQUIRE(made_of("\xEF\xBB\xBF<?xml version='1.0'?><!--x-->" + document) ==
                    where_there_are_kernels);
        }
    }
    for (std::string_view const root :
         {"<r/>", "<r a='1'/>", "<\xC3\xA9/>", "<r></r>", "<r a = '1' ></r >"}) {
        CAPTURE(root);
        CHECK(made_of(blanks + std::string(root)) == where_there_are_kernels);
        CHECK(made_of(std::string(root) + blanks) == where_there_are_kernels);
    }
}

TEST_CASE(
    "a document is short up to a number of bytes from its root element on, and of few elements "
    "so") {
    constexpr std::string_view begin = "<!-- not counted --><r><a>1</a>", end = "<b/></r>";
    std::size_t const counted = begin.size() - begin.find("<r>") + end.size();
    for (std::size_t const size : {most - 2, most - 1, most, most + 1, most + 64, 2 * most}) {
        CAPTURE(size);
        std::string const document =
            std::string(begin) + std::string(size - counted, '.') + std::string(end);
        CHECK(made_of(document) == (size <= most ? where_there_are_kernels : made::nothing));
    }
    // as many elements, and as deep, as the list has room for
    for (std::size_t const size : {most - 1, most, most + 1}) {
        CAPTURE(size);
        std::string wide = "<r>", deep;
        while (wide.size() + 4 + 4 <= size) wide += "<a/>";
        wide += "</r>";
        wide.resize(size, ' ');
        CHECK(made_of(wide) == (size <= most ? where_there_are_kernels : made::nothing));
        for (std::size_t i = 0; i != size / 7; ++i) deep = "<a>" + deep + "</a>";
        deep.resize(size, ' ');
        CHECK(made_of(deep) == (size <= most ? where_there_are_kernels : made::nothing));
    }
}

TEST_CASE("what stands before the root element may be longer than an offset in the list can say") {
    std::string const root = "<r><a/></r>";
    for (std::size_t const offset :
         {65535U - 64, 65535U - 11, 65535U - 10, 65535U, 65536U, 70000U}) {
        CAPTURE(offset);
        CHECK(made_of(std::string(offset, ' ') + root) ==
              (offset + root.size() <= 65535 ? where_there_are_kernels : made::nothing));
    }
}

TEST_CASE("where a text is no document, nothing is listed") {
    for (std::string_view const text :
         {"<r><a/><b></r>", "<r><a/></r>x", "<r><a/></r><r/>", "<r><a/></r><!-- -- -->", "x<r/>"}) {
        CAPTURE(text);
        element_list list;
        CHECK(trotline::xml::detail::judge_document(std::string(64, ' ') + std::string(text), 1024,
                                                    list)
                  .failure);
        CHECK(list.first() == nullptr);
    }
}

}  // namespace xml_element_list_test
