// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/substitute_units.hpp>

#include <doctest/doctest.h>
#include <trotline/json/validate.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/rendering/render_place.hpp>
#include <trotline/webhook.hpp>

#include <string>
#include <string_view>

namespace rendering_substitute_units_test {

namespace tl = trotline;
using part = tl::request_part;

namespace {

tl::memory_parameter_store const store{
    {"A", "a"},
    {"N", nullptr},
    {"EMPTY", ""},
    {"LIST", tl::json_text{R"([1, "x"])"}},
    {"NONE", tl::json_text{"[]"}},
    {"OBJECT", tl::json_text{R"({"a": 1})"}},
    {"LINES", tl::json_text{R"([{"sku": "a\"", "n": 1, "tags": [1, 2]},
                                {"sku": null, "tags": []},
                                {"sku": "c", "tags": [3], "n": null}])"}},
};

std::string rendered(part in, std::string_view text,
                     tl::unknown_parameters unknown = tl::unknown_parameters::fail) {
    std::string out;
    auto const made = tl::render_place(in, text, store, out, unknown);
    return made ? out : std::string(name(made.error().code)) + " " + made.error().subject;
}

}  // namespace

TEST_CASE("what is left out, and what is repeated") {
    static struct {
        part in;
        std::string_view text, expected;
    } const table[] = {
        // members
        {part::json, R"({"a": ${?A}, "b": ${?B}, "c": 1})", R"({"a": "a", "c": 1})"},
        {part::json, R"({"b": ${?B}, "a": ${?A}, "c": "x${?N}" })", R"({"a": "a"})"},
        {part::json, R"({ "b": ${?B} })", "{ }"},
        {part::json, R"({"b": ${?B}, "c": ${?C}})", "{}"},
        {part::json, R"({"b": {"c": ${?B}}, "d": 1})", R"({"b": {}, "d": 1})"},
        {part::json, R"({"${?B}": 1, "${?A}": 2})", R"({"a": 2})"},
        {part::json, R"({"e": ${?EMPTY}, "t": ${?A | upper}, "u": ${?B | upper}})",
         R"({"e": "", "t": "A"})"},
        {part::json, R"({"a": "$A ${?A} $$", "n": $N})", R"({"a": "a a $", "n": null})"},
        // elements
        {part::json, R"([${?B}, 1, ${?B} , ${?C}])", "[1]"},
        {part::json, R"([${each X in LIST} {"v": $X}])", R"([ {"v": 1}, {"v": "x"}])"},
        {part::json, R"({"e": [1, ${each X in NONE} {"v": $X}], "f": [${each X in ?GONE}$X, 2]})",
         R"({"e": [1], "f": [2]})"},
        {part::json, R"([${each X in LIST}${?X}, ${each X in N}$X, ${each X in A}$X])",
         R"([1,"x", "a"])"},
        {part::json, R"([${each X in OBJECT}${X.a}])", "[1]"},
        {part::json,
         R"([${each X in LINES}{"s": ${X.sku}, "n": ${?X.n}, "t": [${each T in X.tags}"$T of $X.sku"]}])",
         R"([{"s": "a\"", "n": 1, "t": ["1 of a\"","2 of a\""]},{"s": null, "t": []},{"s": "c", "t": ["3 of c"]}])"},
        {part::json, R"([${each A in LIST}$A, $A])", R"([1,"x", "a"])"},
        {part::json, R"(["${LIST | join}", ${each X in LIST}"${X | base64}"])",
         R"(["1,x", "MQ==","eA=="])"},
        {part::json, R"([${each X in LIST}[${each Y in LIST}[$X, $Y]]])",
         R"([[[1, 1],[1, "x"]],[["x", 1],["x", "x"]]])"},
        // XML
        {part::xml, "<o a='${?A}' b='${?B}' c=\"x\"><n>${?B}</n><m>$A ${?A}</m></o>",
         "<o a='a' c=\"x\"><m>a a</m></o>"},
        {part::xml, "<o>\n  ${each X in LIST}\n  <t v='$X'/>\n</o>",
         "<o>\n  \n  <t v='1'/>\n  <t v='x'/>\n</o>"},
        {part::xml,
         "<o>${each X in LINES}<l><s>${X.sku}</s><n>${?X.n}</n>${each T in "
         "X.tags}<t>$T</t></l></o>",
         "<o><l><s>a\"</s><n>1</n><t>1</t><t>2</t></l><l><s></s></l><l><s>c</s><t>3</t></l></o>"},
        {part::xml, "<o><a b='${?B}'/>${each X in NONE}<t/><c d='${?A}'>${?C}</c></o>",
         "<o><a/></o>"},
        // forms
        {part::form, "a=${?A}&b=${?B}&${each X in LIST}t=$X&c=${?C}", "a=a&t=1&t=x"},
        {part::form, "b=${?B}&${each X in NONE}t=$X", ""},
        {part::form, "${each X in LIST}t%5B%5D=$X%26&a=$A", "t%5B%5D=1%26&t%5B%5D=x%26&a=a"},
        {part::form, "b=${?B}&a=$A", "a=a"},
        // failures
        {part::json, "[${each X in GONE}$X]", "unknown parameter GONE"},
        {part::json, "[${each X in LINES}${X.n}]", "unknown parameter X.n"},
        {part::json, R"([${each X in LINES}"$X.gone"])", "unknown parameter X.gone"},
        {part::json, R"({"a": ${?A}, "b": $B})", "unknown parameter B"},
    };
    for (auto const& one : table) {
        auto const& [in, text, expected] = one;
        CAPTURE(one.text);
        std::string const made = rendered(in, text);
        CHECK(made == expected);
        if (in == part::json && made[0] != 'u') CHECK_FALSE(tl::json::validate(made));
    }
}

TEST_CASE("query parameters, pairs and fields that are left out") {
    constexpr tl::webhook hook{
        .url = "https://x/",
        .fields = {{{"X-A", "a ${?A}"}, {"X-B", "b ${?B}"}, {"Cookie", "c=${?N}"}, {"X-D", "d"}}},
        .query = {{{"b", "${?B}"},
                   {"a", "${?A | upper}"},
                   {"c", tl::encoded("$A,${?N}")},
                   {"list", "${?LIST}", tl::arrays::repeated},
                   {"none", "${?GONE}", tl::arrays::repeated},
                   {"${?GONE}", "x"}}},
        .body = tl::form_body({{"b", "$A ${?B}"}, {"a", "${?A}"}})};
    tl::http::request made;
    REQUIRE(tl::render(hook, store, made));
    CHECK(made.url == "https://x/?a=A&list=1&list=x");
    CHECK(made.content == "a=a");
    CHECK(made.fields.size() == 5);
    CHECK(made.fields[0].value == "a a");
    CHECK(made.fields[1].name == "X-D");
    CHECK(rendered(part::header_value, "X: ${?B}").empty());
    CHECK(rendered(part::cookie, "a=${?B}").empty());
    CHECK(rendered(part::cookie, "a=${?A}") == "a=a");
}

TEST_CASE("unknown parameters that are empty") {
    auto const unknown = tl::unknown_parameters::empty;
    CHECK(rendered(part::json, R"({"a": ${?B}, "b": $B})", unknown) == R"({"b": null})");
    CHECK(rendered(part::json, "[${each X in GONE}$X]", unknown) == "[]");
    CHECK(rendered(part::json, "[${each X in LINES}${X.n}]", unknown) == "[1,null,null]");
}

TEST_CASE("lists inside of lists have a limit") {
    std::string list = "[1";
    for (int i = 1; i != 1001; ++i) list += ",1";
    tl::memory_parameter_store const large{{"L", tl::json_text{list + "]"}}};
    std::string out;
    auto const made =
        tl::render_place(part::json, "[${each X in L}[${each Y in L}${?NONE}]]", large, out);
    REQUIRE_FALSE(made);
    CHECK(made.error().code == tl::code::too_large);
    CHECK(made.error().subject == "L");
}

TEST_CASE("any combination of members gives an object") {
    for (unsigned bits = 0; bits != 64; ++bits) {
        std::string text = "{ ", expected;
        for (unsigned i = 0; i != 6; ++i) {
            bool const there = (bits >> i & 1) != 0;
            text.append(i == 0 ? "" : " , ").append("\"").append(std::to_string(i));
            text.append(there ? "\": ${?A}" : "\": ${?B}");
            if (there) expected.append(expected.empty() ? "" : ",").append(std::to_string(i));
        }
        std::string const made = rendered(part::json, text + " }");
        CAPTURE(made);
        CHECK_FALSE(tl::json::validate(made));
        std::string names;
        for (std::size_t at = 0; (at = made.find("\":", at)) != made.npos; ++at)
            names.append(names.empty() ? "" : ",").append(1, made[at - 1]);
        CHECK(names == expected);
    }
}

}  // namespace rendering_substitute_units_test
