// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/kernel/validate_in_blocks.hpp>

#include <trotline/xml/validate.hpp>

#include "support/guard_page.hpp"
#include "xml/kernels.hpp"
#include "xml/listed.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace xml_kernel_validate_in_blocks_test {

using namespace std::string_view_literals;
using trotline::document_failure;
using trotline::instruction_set;
using trotline_tests::guarded_text;

namespace {

bool accepts(instruction_set kernel, std::string_view text, std::size_t depth_limit = 1024) {
    std::vector<trotline::xml::detail::name_at> open(depth_limit);
    trotline::xml::detail::document_reader reader(text, open.data(), depth_limit);
    trotline::xml::detail::element_list elements;
    if (text.size() < trotline::xml::detail::block_size ||
        !trotline::xml::detail::accept(*trotline::xml::detail::kernels_for(kernel), reader,
                                       elements))
        return false;
    if (elements.first() == nullptr) return true;
    auto const expected = trotline_tests::listed_by_hand(text);
    return std::equal(
        expected.begin(), expected.end(), elements.first(),
        [](auto const& a, auto const& b) { return a.begin == b.begin && a.depth == b.depth; });
}

document_failure judged(instruction_set kernel, std::string_view text,
                        std::size_t depth_limit = 1024) {
    trotline::xml::detail::element_list elements;
    return trotline::xml::detail::judge_document(kernel, text, depth_limit, elements).failure;
}

bool well_formed(std::string_view text, std::size_t depth_limit = 1024) {
    return !judged(instruction_set::portable, text, depth_limit);
}

// A kernel never accepts a document that is not well-formed, and it lists its elements; the whole
// result equals that of the portable validator.
bool all_agree(std::string_view text) {
    bool const expected = well_formed(text);
    for (instruction_set const kernel : trotline_tests::xml_kernels()) {
        if (accepts(kernel, text) && !expected) return false;
        if (text.size() >= trotline::xml::detail::block_size && expected && !accepts(kernel, text))
            return false;
        document_failure const why = judged(kernel, text);
        document_failure const portable = judged(instruction_set::portable, text);
        if (why.code != portable.code || why.offset != portable.offset ||
            why.expected != portable.expected)
            return false;
    }
    return true;
}

constexpr std::string_view samples[] = {
    "<a>1</a>",
    "<a b='1' c=\"it's\"/><d/>",
    "<abcdefgh>x</abcdefgh><abcdefghi>y</abcdefghi ><abcdefghijklmnopq></abcdefghijklmnopq>",
    "<a><b><c>]] ]> ></c></b>&amp;&#65;</a>",
    "<!-- - > --><![CDATA[<]]]]><?p ?>",
    "\xC3\xA9\xE6\x96\x87<\xC3\xA9 \xC3\xA9='\xE6\x96\x87'>\xF0\x9F\x8E\xA3</\xC3\xA9>\xEF\xBF\xBD",
    "<x:a xmlns:x='urn:x' x:b=\"&lt;\" _='>'>&gt;</x:a>",
    "<a\n\tb\r=\n'1'\t></a\n>",
    "<long an_attribute=\"a value that is longer than a window is wide, and then some more of it\" "
    "another='short'>z</long>",
};

std::string wrapped(std::size_t padding, std::string_view sample, std::size_t after) {
    return "<r>" + std::string(padding, ' ') + std::string(sample) + std::string(after, '.') +
           "</r>";
}

}  // namespace

TEST_CASE("all kernels agree on every sample at every place in a window") {
    for (std::string_view const sample : samples) {
        CAPTURE(sample);
        unsigned wrong = 0;
        for (std::size_t padding = 0; padding < 130; ++padding) {
            for (std::size_t const after : {0U, 1U, 63U, 64U, 65U}) {
                guarded_text const text(wrapped(padding, sample, after));
                wrong += !all_agree(text.view());
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("all kernels agree on every truncation") {
    for (std::string_view const sample : samples) {
        CAPTURE(sample);
        unsigned wrong = 0;
        for (std::size_t const padding : {0U, 40U, 100U}) {
            std::string const whole = wrapped(padding, sample, 70);
            for (std::size_t size = 0; size < whole.size(); ++size) {
                guarded_text const text(std::string_view(whole).substr(0, size));
                wrong += !all_agree(text.view());
                wrong += well_formed(text.view());
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("all kernels agree on every other byte at every place") {
    constexpr std::string_view bytes =
        "<>/&;'\"=]-!? a:1\n\r\t\0\x01\x0B\x1F\x7F\x80\xBF\xC0\xC3\xE6\xED\xEF\xF0\xFF"sv;
    for (std::string_view const sample : samples) {
        CAPTURE(sample);
        unsigned wrong = 0;
        for (std::size_t const padding : {0U, 30U, 62U}) {
            std::string text = wrapped(padding, sample, 64);
            for (std::size_t i = 0; i < padding + sample.size() + 5; ++i) {
                if (i > 4 && i + 2 < padding) continue;
                char const was = text[i];
                for (char const byte : bytes) {
                    text[i] = byte;
                    wrong += !all_agree(text);
                }
                text[i] = was;
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("all kernels agree at the end of a window, wrong or right") {
    constexpr std::string_view more[] = {
        "]]>", "]]", "a]]>b", "\x01", "\xE6\x96\x87\xE6\x96", "&amp", "<b>", "<b c='1' c='2'/>"};
    std::vector<std::string_view> all(std::begin(samples), std::end(samples));
    all.insert(all.end(), std::begin(more), std::end(more));
    for (std::string_view const sample : all) {
        CAPTURE(sample);
        unsigned wrong = 0;
        for (std::size_t const windows : {1U, 2U}) {
            for (std::size_t before = 0; before < 140; ++before) {
                std::size_t const padding = windows * 2048 - before;
                for (std::size_t const after : {0U, 1U, 70U})
                    wrong += !all_agree(wrapped(padding, sample, after));
                wrong += !all_agree(wrapped(padding, sample, 1).substr(0, windows * 2048 + 3));
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("all kernels agree on what stands around the root element") {
    constexpr std::string_view around[] = {
        "",      " \n",          "<!-- -->",     "<?p?>",
        "x",     "<b/>",         "</r>",         "<r>",
        "&amp;", "<![CDATA[]]>", "<!DOCTYPE r>", "<?xml version='1.0'?>",
        "]]>",   "\xEF\xBB\xBF", "\xC3\xA9",     "<!-- -- -->",
        "<"};
    unsigned accepted = 0;
    for (std::string_view const before : around) {
        for (std::string_view const after : around) {
            CAPTURE(before);
            CAPTURE(after);
            guarded_text const text(std::string(before) + wrapped(30, "<a b='c'>d</a>", 30) +
                                    std::string(after));
            CHECK(all_agree(text.view()));
            accepted += well_formed(text.view());
        }
    }
    CHECK(accepted == 7 * 4 + 1);  // and the one with another element around everything
}

TEST_CASE("all kernels agree on random sequences of short tokens") {
    constexpr std::string_view tokens[] = {
        "<a>",
        "</a>",
        "<b/>",
        "<a b='c'>",
        "</b>",
        "<b>",
        "x",
        " ",
        "&amp;",
        "&",
        "]]>",
        "]",
        ">",
        "<",
        "<!--",
        "-->",
        "--",
        "<?p",
        "?>",
        "<![CDATA[",
        "'",
        "\"",
        "=",
        "/",
        "\xC3\xA9",
        "\xE2\x80\xA8",
        "\x80",
        "<a a='' a=''>",
        "<a  b = '>'/>",
        "some text of a length that fills more than half of a window "};
    std::mt19937 random(20);
    unsigned wrong = 0, accepted = 0;
    for (int i = 0; i < 60000; ++i) {
        std::string text = "<r>";
        std::size_t const count = 1 + random() % 12;
        for (std::size_t j = 0; j < count; ++j) {
            std::string_view const token = tokens[random() % std::size(tokens)];
            text += token;
            if (random() % 3 == 0 && (token == "<a>" || token == "<a b='c'>")) text += "x</a>";
            if (random() % 3 == 0 && token == "<b>") text += "</b>";
        }
        text += "</r>" + std::string(random() % 70, ' ');
        if (!all_agree(text)) ++wrong;
        accepted += well_formed(text);
    }
    CHECK(wrong == 0);
    CHECK(accepted > 1000);
}

TEST_CASE("depth and attributes are limited by all kernels alike") {
    for (instruction_set const kernel : trotline_tests::xml_kernels()) {
        for (std::size_t depth = 1; depth < 40; ++depth) {
            CAPTURE(depth);
            std::string text;
            for (std::size_t i = 1; i < depth; ++i) text += "<e>";
            text += "<e a='1'/>";
            for (std::size_t i = 1; i < depth; ++i) text += "</e>";
            text += std::string(64, '\n');
            CHECK(accepts(kernel, text, 20) == (depth <= 20));
            CHECK(well_formed(text, 20) == (depth <= 20));
        }
        std::string text = "<r><e";
        for (std::size_t i = 0; i < trotline::xml::attribute_limit; ++i)
            text += " n" + std::to_string(i) + "=''";
        CHECK(accepts(kernel, text + "/></r>"));
        CHECK(!accepts(kernel, text + " m=''/></r>"));
        CHECK(!accepts(kernel, text + " n7=''/></r>"));
    }
}

}  // namespace xml_kernel_validate_in_blocks_test
