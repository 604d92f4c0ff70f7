// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/syntax/html.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "rendering/nasty_values.hpp"

namespace rendering_syntax_html_test {

namespace tl = trotline;
using trotline_tests::rendered;

namespace {

constexpr tl::template_error check(std::string_view text) {
    return tl::check_template(tl::syntax::html, text);
}

constexpr std::string_view good[] = {"",
                                     "$A",
                                     "<p>$A</p>",
                                     "<P CLASS = '$A' id=\"$B\">",
                                     "<a href=\"$A\">",
                                     "<br / >",
                                     "<input value=$ checked>",
                                     "<!DOCTYPE html><p>$A",
                                     "<script>if (a < b && '$') x('</p>')</script>$A",
                                     "<script><!-- a < b --></script>$A",
                                     "<script><!--<scripts></script>$A",
                                     "<script><!--><script></script>$A",
                                     "<style>p { }</style >$A",
                                     "<title>$A &amp; $B</title>",
                                     "<textarea\n>$A</TEXTAREA>",
                                     "<!-- $ $5 --> $A",
                                     "<p data-x='${A.B}'>",
                                     "a & b > c $A",
                                     "<svg:g>$A</svg:g>",
                                     "<p a='x'b=\"$A\">"};
constexpr struct {
    std::string_view text;
    std::size_t offset;
} bad[] = {{"<script>$A</script>", 8},
           {"<SCRIPT src=x>${A}</SCRIPT>", 14},
           {"<style>$A</style>", 7},
           {"<script>", 8},
           {"<script><!-- <script>x</script>$A</script>", 13},
           {"<script><!--<SCRIPT\n></script>$A</script>", 12},
           {"<script></scriptx>", 18},
           {"<iframe>$A</iframe>", 8},
           {"<noscript>$A</noscript>", 10},
           {"<plaintext>$A", 11},
           {"<p $A>", 3},
           {"<p a$A='x'>", 4},
           {"<$A>", 1},
           {"<p$A>", 2},
           {"</$A>", 2},
           {"<p a=$A>", 5},
           {"<p a=x$A>", 6},
           {"<p onclick='$A'>", 12},
           {"<p ONX=\"$A\">", 8},
           {"<p style='$A'>", 10},
           {"<iframe srcdoc='$A'>", 16},
           {"<p a='$A", 8},
           {"<p a", 4},
           {"<p", 2},
           {"<", 1},
           {"< p>", 1},
           {"<1>", 1},
           {"<!-- $A -->", 5},
           {"<!-->$A-->", 4},
           {"<!--->$A-->", 4},
           {"<!-- --!>$A-->", 7},
           {"<!-- ", 5},
           {"<!x $A>", 4},
           {"<?x $A?>", 4},
           {"<title>$A</tit$B>", 9},
           {"<title>$A", 9},
           {"<p a=", 5},
           {"${", 2}};

static_assert(std::ranges::all_of(good, [](std::string_view text) { return !check(text); }));
static_assert(std::ranges::all_of(bad, [](auto const& each) {
    return check(each.text).offset == each.offset && check(each.text);
}));

// How a browser decodes the references that are written here.
std::string decoded(std::string text) {
    static constexpr std::string_view references[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (auto const& [reference, character] : references)
        for (std::size_t at = 0; (at = text.find(reference, at)) != std::string::npos; at += 1)
            text.replace(at, reference.size(), character);
    return text;
}

}  // namespace

TEST_CASE("HTML at run time") {
    for (auto const text : good) {
        std::string const shown(text);
        CAPTURE(shown);
        CHECK_FALSE(check(shown));
    }
    for (auto const& [text, offset] : bad) {
        std::string const shown(text);
        CAPTURE(shown);
        CHECK(check(shown).offset == offset);
    }
}

TEST_CASE("whatever the values, they stay text, and hold") {
    std::string unexpected;
    std::size_t passed = 0;
    trotline_tests::for_each_nasty_value(3000, [&](std::string const& value) {
        auto const out =
            rendered(tl::request_part::html, "<p a='$A' b=\"$A\">$A</p>", value, "", unexpected);
        CHECK(out.has_value() == (tl::is_utf8(value) && value.find('\0') == std::string::npos));
        if (!out) return;
        ++passed;
        if (std::ranges::count(*out, '<') != 2 || std::ranges::count(*out, '>') != 2 ||
            std::ranges::count(*out, '\'') != 2 || std::ranges::count(*out, '"') != 2)
            FAIL(*out);
        std::size_t const from = out->find('>') + 1;
        CHECK(decoded(out->substr(from, out->find('<', from) - from)) == value);
    });
    CHECK(unexpected.empty());
    CHECK(passed > 1000);
}

TEST_CASE("a link does not become a script") {
    std::string unexpected;
    for (std::string_view const evil :
         {"javascript:x", "JavaScript:x", " javascript:x", "java\nscript:x", "data:text/html,x",
          "vbscript:x", ":x", "\x01javascript:x"}) {
        CHECK_FALSE(rendered(tl::request_part::html, "<a href='$A'>", evil, "", unexpected));
        CHECK_FALSE(
            rendered(tl::request_part::html, "<form action=\" $A\">", evil, "", unexpected));
        CHECK(rendered(tl::request_part::html, "<a href='/x?$A'>", evil, "", unexpected));
        CHECK(rendered(tl::request_part::html, "<a title='$A'>", evil, "", unexpected));
    }
    CHECK_FALSE(
        rendered(tl::request_part::html, "<a href='$A$B'>", "javascript", ":x", unexpected));
    CHECK_FALSE(rendered(tl::request_part::html, "<a href='java$A'>", "script:x", "", unexpected));
    for (std::string_view const fine :
         {"https://x/", "HTTP://x", "mailto:a@b", "/x:y", "x/y:z", "?a:b", "#a:b", "", "x"})
        CHECK(rendered(tl::request_part::html, "<a href='$A'>", fine, "", unexpected) ==
              "<a href='" + std::string(fine) + "'>");
    CHECK(unexpected.empty());
}

}  // namespace rendering_syntax_html_test
