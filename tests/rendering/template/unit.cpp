// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/unit.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace rendering_template_unit_test {

namespace tl = trotline;

namespace {

// Every unit that may be left out or is repeated, with how many expressions it needs.
std::string units_of(tl::syntax in, std::string_view text) {
    tl::template_text<1> const scanned(tl::stored_text::literal(text), in);
    REQUIRE(scanned.well_formed());
    REQUIRE(scanned.view().shaped);
    std::string out;
    tl::detail::template_units const all = tl::detail::units_of(scanned.view());
    for (tl::detail::template_unit const& each : all.units) {
        out.append(each.each != nullptr ? "*" : "")
            .append(std::to_string(each.needed.size()))
            .append("[")
            .append(text.substr(each.begin, each.end - each.begin))
            .append("] ");
        if (each.each != nullptr) CHECK(each.each->is_repetition(text));
    }
    return out;
}

constexpr tl::template_error error_of(tl::syntax in, std::string_view text) {
    return tl::check_template(in, text);
}
static_assert(!error_of(tl::syntax::json, R"({"a": ${?A}, "b": [${each X in ?A.b} $X, "${?X}"]})"));
static_assert(!error_of(tl::syntax::xml, "<a b='${?A}'>${each X in A}\n<c/><d>${?B}</d></a>"));
static_assert(!error_of(tl::syntax::form, "a=${?A}&${each X in A}b=$X&"));

}  // namespace

TEST_CASE("the innermost unit around an expression") {
    static struct {
        tl::syntax in;
        std::string_view text, expected;
    } const table[] = {
        {tl::syntax::json, R"({"a": ${?A}, "b": {"c": "x ${?B} ${?C}" }, "d": 1})",
         R"(1["a": ${?A}] 2["c": "x ${?B} ${?C}" ] )"},
        {tl::syntax::json, R"([1, [${?A}], {"${?B}": []}])", R"(1[${?A}] 1["${?B}": []] )"},
        {tl::syntax::json, R"([${each X in A} {"a": [ ${each Y in X}${?Y} ]}, 2])",
         R"(*0[${each X in A} {"a": [ ${each Y in X}${?Y} ]}] *1[${each Y in X}${?Y} ] )"},
        {tl::syntax::xml, "<a b='1' c=\"${?A}\" ><b>x${?B}<c/></b ><d e='${?C}'/></a>",
         "1[ c=\"${?A}\"] 1[<b>x${?B}<c/></b >] 1[ e='${?C}'] "},
        {tl::syntax::xml, "<a>${each X in A}\n<b c='/'>${each Y in B}<d/></b></a>",
         "*0[${each X in A}\n<b c='/'>${each Y in B}<d/></b>] *0[${each Y in B}<d/>] "},
        {tl::syntax::form, "a=1&${?B}=${?C}&d=${each:-x}&${each X in A}e=$X",
         "2[${?B}=${?C}] *0[${each X in A}e=$X] "},
    };
    for (auto const& [in, text, expected] : table) CHECK(units_of(in, text) == expected);
}

TEST_CASE("what cannot be left out or repeated") {
    static struct {
        tl::syntax in;
        std::string_view text;
        std::size_t offset;
        std::string_view reason;
    } const table[] = {
        {tl::syntax::json, "${?A}", 2, "expected no ?: the whole JSON text"},
        {tl::syntax::json, R"("${?A}")", 3, "expected no ?: the whole JSON text"},
        {tl::syntax::json, "${each X in A}1", 2, "expected ${each} only before"},
        {tl::syntax::json, R"({${each X in A}"a": 1})", 1, "expected a member's name"},
        {tl::syntax::json, R"({"a": ${each X in A}1})", 8, "expected ${each} only before"},
        {tl::syntax::json, R"(["${each X in A}"])", 4, "expected ${each} only before"},
        {tl::syntax::json, "[${each X in A}]", 15, "expected a value"},
        {tl::syntax::json, "[${each X in A}${each Y in A}1]", 17, "expected ${each} only before"},
        {tl::syntax::json, "[${each 1 in A}1]", 8, "expected a name for the element"},
        {tl::syntax::json, "[${each X of A}1]", 9, "expected in and the list's name"},
        {tl::syntax::json, "[${each X in 1}1]", 13, "expected the name of a parameter"},
        {tl::syntax::json, "[${each X in A | trim}1]", 14, "expected } after the list's name"},
        {tl::syntax::json, "[${?A:-1}]", 5, "expected no default"},
        {tl::syntax::json, "[${?uuid()}]", 10, "expected } or |"},
        {tl::syntax::json, "[${?}]", 4, "expected a parameter's name"},
        {tl::syntax::xml, "<a>${?A}</a>", 5, "expected no ?: the root element"},
        {tl::syntax::xml, "<a><![CDATA[${?A}]]></a>", 14, "expected no ?: nothing can be left out"},
        {tl::syntax::xml, "<a>${each X in A}</a>", 17, "expected an element after ${each}"},
        {tl::syntax::xml, "<a>${each X in A}b<c/></a>", 17, "expected an element after ${each}"},
        {tl::syntax::xml, "<a b='${each X in A}'/>", 8, "expected ${each} only before"},
        {tl::syntax::form, "${each X in A}", 14, "expected a pair after ${each}"},
        {tl::syntax::form, "${each X in A}&a=1", 14, "expected a pair after ${each}"},
        {tl::syntax::form, "a=${each X in A}", 4, "expected ${each} only before"},
        {tl::syntax::url, "https://x/${?A}", 12, "expected no ?: nothing can be left out"},
        {tl::syntax::pairs, "a=${?A}", 4, "expected no ?: nothing can be left out"},
        {tl::syntax::html, "<p>${?A}</p>", 5, "expected no ?: nothing can be left out"},
        {tl::syntax::text, "${each X in A}", 2, "expected ${each} only before"},
    };
    for (auto const& one : table) {
        auto const& [in, text, offset, reason] = one;
        CAPTURE(one.text);
        tl::template_error const error = error_of(in, text);
        CHECK(error.offset == offset);
        CHECK(std::string(error.reason).substr(0, reason.size()) == reason);
    }
}

}  // namespace rendering_template_unit_test
