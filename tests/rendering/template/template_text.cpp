// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/template_text.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace rendering_template_template_text_test {

namespace tl = trotline;

namespace {

constexpr tl::template_text<2> two("a $B ${C.D}", tl::syntax::text);
static_assert(two.slot_count() == 2 && two.first_slots()[1].offset == 5 &&
              two.first_slots()[1].parts(two.text()).parameter == "C.D" && two.well_formed());
constexpr tl::template_text<2> four("$A$B$C$$", tl::syntax::text);
static_assert(four.slot_count() == 4 && four.first_slots().size() == 2);
static_assert(tl::template_text<1>("$A", tl::syntax::text).is_one_parameter() &&
              !tl::template_text<1>("$$", tl::syntax::text).is_one_parameter());
static_assert(!tl::template_text<1>("$A ", tl::syntax::text).is_one_parameter());
static_assert(tl::template_text<2>("$A ${", tl::syntax::verbatim).slot_count() == 0);

}  // namespace

TEST_CASE("every syntax gives its places") {
    static constexpr struct {
        tl::syntax in;
        std::string_view text;
        tl::place expected;
    } table[] = {{tl::syntax::text, "$A", tl::place::text},
                 {tl::syntax::url, "$A", tl::place::url_base},
                 {tl::syntax::url, "$A://x", tl::place::url_scheme},
                 {tl::syntax::url, "http://$A", tl::place::url_host},
                 {tl::syntax::url, "http://x:$A", tl::place::url_port},
                 {tl::syntax::url, "http://x/$A", tl::place::url_segment},
                 {tl::syntax::url, "http://x?$A", tl::place::url_query},
                 {tl::syntax::pairs, "$A=b", tl::place::url_query},
                 {tl::syntax::component, "$A", tl::place::url_query},
                 {tl::syntax::form, "a=$A", tl::place::form},
                 {tl::syntax::token, "$A", tl::place::token},
                 {tl::syntax::field_value, "$A", tl::place::field_value},
                 {tl::syntax::cookie, "$A", tl::place::cookie},
                 {tl::syntax::json, "$A", tl::place::json_value},
                 {tl::syntax::json, "\"$A\"", tl::place::json_string},
                 {tl::syntax::xml, "<a>$A</a>", tl::place::xml_text},
                 {tl::syntax::xml, "<a b='$A'/>", tl::place::xml_attribute},
                 {tl::syntax::xml, "<a><![CDATA[$A]]></a>", tl::place::xml_cdata},
                 {tl::syntax::html, "$A", tl::place::html_text},
                 {tl::syntax::html, "<p a='$A'>", tl::place::html_attribute},
                 {tl::syntax::html, "<a href='$A'>", tl::place::html_link}};
    for (auto const& [in, text, expected] : table) {
        tl::template_text<1> const scanned(tl::stored_text(std::string(text)), in);
        CHECK(scanned.slot_count() == 1);
        CHECK(name(scanned.first_slots()[0].place) == name(expected));
    }
}

TEST_CASE("an error has the character that was found") {
    static constexpr struct {
        std::string_view text, shown;
    } table[] = {
        {"{x", "found `x`, expected a member's name in quotes"},
        {"{", "found the end, expected a member's name in quotes"},
        {"[\xE2\x82\xAC]", "found `\xE2\x82\xAC`, expected a value"},
        {"[\"\xFF\"]", "found `\\xff`, expected UTF-8"},
        {"[\"\x1b\"]", "found `\\x1b`, expected no control character in a string"},
    };
    for (auto const& [text, shown] : table) {
        CHECK(to_string(tl::check_template(tl::syntax::json, text)) == shown);
    }
    CHECK(to_string(tl::template_error{0, "expected a name"}) == "expected a name");
}

TEST_CASE("what is no template says so") {
    tl::template_text<1> const wrong(tl::stored_text(std::string("$A ${")), tl::syntax::text);
    CHECK_FALSE(wrong.well_formed());
    CHECK(wrong.error().offset == 5);
    CHECK_FALSE(two.error());
}

}  // namespace rendering_template_template_text_test
