// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/call_functions.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/rendering/render_place.hpp>
#include <trotline/webhook.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace rendering_call_functions_test {

namespace tl = trotline;
using part = tl::request_part;

namespace {

tl::memory_parameter_store const store{
    {"NAME", "  Ada\r\n"},
    {"TAGS", tl::json_text{R"(["a", "b c", 1, true, null])"}},
    {"NESTED", tl::json_text{R"([1, [2]])"}},
    {"OBJECT", tl::json_text{R"({"a": 1})"}},
    {"NONE", tl::json_text{"[]"}},
    {"N", 7},
    {"EMPTY", ""},
    {"BLANK", " "},
    {"NOTHING", nullptr},
    {"QUOTE", "\"<&"},
    {"now()", 1769853600250},
    {"uuid()", "123e4567-e89b-12d3-a456-426614174000"},
};

}  // namespace

TEST_CASE("functions of a value") {
    static struct {
        part in;
        std::string_view text, expected;
    } const table[] = {
        {part::text, "[${NAME | trim}]", "[Ada]"},
        {part::text, "${NAME|trim|upper}${NAME|trim|lower}", "ADAada"},
        {part::text, "${NAME | trim | base64}", "QWRh"},
        {part::text, "${NAME | trim | sha256}",
         "99a563ab2f6e21e96998f9fddd2a2bab82b70ac019579502b8d7fc0032ff62bb"},
        {part::text, "${TAGS | join} ${TAGS | join(' + ')}", "a,b c,1,true, a + b c + 1 + true + "},
        {part::text, "[${NONE | join}] ${N | join('x')} ${OBJECT | base64}", "[] 7 eyJhIjogMX0="},
        {part::text, "[${NOTHING | upper}]", "[]"},
        // The result is escaped like any value: it is a text, in JSON with quotes.
        {part::json, R"({"a": ${N | trim}, "b": "${QUOTE | trim}", "c": ${NOTHING | trim}})",
         R"({"a": "7", "b": "\"<&", "c": null})"},
        {part::json, R"({"tags": "${TAGS | join("/")}"})", R"({"tags": "a/b c/1/true/"})"},
        {part::xml, "<a b='${QUOTE | trim}'>${QUOTE | trim}</a>",
         "<a b='&quot;&lt;&amp;'>\"&lt;&amp;</a>"},
        {part::html, "<p>${QUOTE | trim}</p>", "<p>&quot;&lt;&amp;</p>"},
        {part::form, "a=${TAGS | join(' & ')}", "a=a+%26+b+c+%26+1+%26+true+%26+"},
        {part::url, "https://x/${NAME | trim}?q=${TAGS | join}",
         "https://x/Ada?q=a%2Cb%20c%2C1%2Ctrue%2C"},
        {part::header_value, "X: ${TAGS | join(', ')}", "X: a, b c, 1, true,"},
        // defaults
        {part::text, "${GONE | trim:-x} ${BLANK | trim:-y} ${NOTHING | trim:-z} ${N | trim:-u}",
         "x y z 7"},
        {part::json, "[${GONE | upper:-[1]}, ${EMPTY | upper:-abc}]", R"([[1], "abc"])"},
        {part::text, "${NAME:-a | trim}", "  Ada\r\n"},
        {part::text, "${GONE:-a | trim}", "a | trim"},
        // values that are made
        {part::text, "${uuid()} ${uuid() | upper}",
         "123e4567-e89b-12d3-a456-426614174000 123E4567-E89B-12D3-A456-426614174000"},
        {part::text, "${now()} ${now(date)}", "2026-01-31T10:00:00Z 2026-01-31"},
        {part::json, R"([${now()}, ${now(seconds)}, "${now(milliseconds)}"])",
         R"(["2026-01-31T10:00:00Z", 1769853600, "1769853600250"])"},
        {part::header_value, "Date: ${now(http)}", "Date: Sat, 31 Jan 2026 10:00:00 GMT"},
    };
    for (auto const& one : table) {
        auto const& [in, text, expected] = one;
        CAPTURE(one.text);
        std::string out;
        auto const rendered = tl::render_place(in, text, store, out);
        if (!rendered) CAPTURE(rendered.error());
        CHECK(rendered.has_value());
        CHECK(out == expected);
    }
}

TEST_CASE("what is turned down") {
    static struct {
        part in;
        std::string_view text;
        tl::code code;
        std::size_t offset;
        std::string_view subject, detail;
    } const table[] = {
        {part::text, "a ${GONE | trim}", tl::code::unknown_parameter, 2, "GONE", "no value"},
        {part::text, "${NESTED | join}", tl::code::forbidden_value, 0, "NESTED", "join needs"},
        {part::text, "${OBJECT | join}", tl::code::forbidden_value, 0, "OBJECT", "join needs"},
        {part::cookie, "a=${NAME | upper}", tl::code::forbidden_value, 2, "NAME", "a cookie"},
        {part::text, "${NAME | uper}", tl::code::malformed_template, 9, "", "did you mean upper?"},
        {part::json, R"({"a": ${uid()}})", tl::code::malformed_template, 8, "", "mean uuid()?"},
        {part::url, "https://x/?a=${now(unix)}", tl::code::malformed_template, 19, "", "seconds"},
        {part::xml, "<a b=\"${TAGS | join(\",\")}\"/>", tl::code::malformed_template, 21, "", ""},
    };
    for (auto const& one : table) {
        auto const& [in, text, code, offset, subject, detail] = one;
        CAPTURE(one.text);
        std::string out;
        auto const rendered = tl::render_place(in, text, store, out);
        REQUIRE_FALSE(rendered);
        CHECK(rendered.error().code == code);
        CHECK(rendered.error().offset == offset);
        if (!subject.empty()) CHECK(rendered.error().subject == subject);
        CHECK(rendered.error().detail.find(detail) != std::string::npos);
    }
    std::string out;
    for (tl::value const& now :
         {tl::value("today"), tl::value(253402300800000), tl::value(-253402300800000)})
        CHECK_FALSE(tl::render_place(part::text, "${now()}",
                                     tl::memory_parameter_store{{"now()", now}}, out));
}

TEST_CASE("one UUID and one time for a request") {
    constexpr tl::webhook hook{
        .url = "https://x/${uuid()}",
        .fields = {{{"X-Request-Id", "${uuid()}"}, {"X-Time", "${now(milliseconds)}"}}},
        .body = tl::text_body("${uuid()} ${now(milliseconds)}")};
    std::string first;
    for (int i = 0; i != 2; ++i) {
        tl::http::request made;
        REQUIRE(tl::render(hook, tl::memory_parameter_store(), made));
        std::string const id = made.url.substr(10);
        CHECK(id.size() == 36);
        CHECK(made.fields[0].value == id);
        CHECK(made.content == id + " " + made.fields[1].value);
        CHECK(id != first);
        first = id;
    }
}

TEST_CASE("what is made of a secret is a secret") {
    tl::memory_parameter_store const secrets{{"KEY", tl::secret{" k3y"}}};
    constexpr tl::webhook hook{.url = "https://x/",
                               .body = tl::text_body("${KEY | trim | base64}")};
    tl::http::request made;
    REQUIRE(tl::render(hook, secrets, made));
    CHECK(made.content == "azN5");
    for (std::string_view const each : {" k3y", "azN5"})
        CHECK(std::count(made.secrets.begin(), made.secrets.end(), each) > 0);
}

}  // namespace rendering_call_functions_test
