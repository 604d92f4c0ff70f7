// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/render_place.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <ostream>
#include <string>
#include <string_view>

namespace rendering_render_place_test {

namespace tl = trotline;
using namespace std::string_view_literals;
using part = tl::request_part;

namespace {

tl::memory_parameter_store const store{
    {"NAME", "Ada"},
    {"NAMES", "all"},
    {"USER.FIRSTNAME", "Grace"},
    {"USER", "u1"},
    {"N", 7},
    {"HUGE", 18446744073709551615u},
    {"MINUS", -9223372036854775807},
    {"HALF", 0.5},
    {"ONE", 1.0},
    {"LARGE", 1e300},
    {"INFINITE", 1e308 * 10},
    {"YES", true},
    {"NOTHING", nullptr},
    {"EMPTY", ""},
    {"LIST", tl::json_text{R"([1,"a"])"}},
    {"BROKEN", tl::json_text{R"(1, "admin": true)"}},
    {"SPACED", "a b&c=d/e?f#g+h%"},
    {"UMLAUT", "\xC3\xBC"},
    {"BAD", "\xFF"},
    {"NUL", "a\0b"sv},
    {"LINE", "a\r\nX-Evil: 1"},
    {"QUOTES", "\"'\\"},
    {"MARKUP", "<b>&\"']]>"},
    {"EXPRESSION", "$NAME ${NAME} $$"},
    {"HOST", "api.example"},
    {"ADDRESS", "[::1]"},
    {"EVIL_HOST", "evil.example/x"},
    {"PORT", 8080},
    {"BASE", "https://api.example/v1"},
    {"SLASHED", "https://api.example/v1/"},
    {"BASE_WITH_QUERY", "https://api.example/v1?a=b"},
    {"SCHEME", "http"},
    {"FILE", "file"},
    {"DOT", "."},
    {"DOTS", ".."},
    {"FIELD", "X-Trace"},
    {"LENGTH", "content-length"},
    {"BLANKS", "  a  "},
    {"COOKIE", "a;b"},
    {"BRACKETS", "]]"},
    {"GREATER", ">"},
    {"RETURN", "a\rb\nc\td"},
    {"SCRIPT", "javascript:alert(1)"},
    {"LINK", "https://example/?a=b&c"},
};

struct rendered_as {
    part in;
    std::string_view text;
    std::string_view expected;
};
struct turned_down {
    part in;
    std::string_view text;
    tl::code code;
    std::size_t offset;
    std::string_view subject = "";
};

}  // namespace

TEST_CASE("what is rendered") {
    static rendered_as const table[] = {
        // expressions
        {part::text, "", ""},
        {part::text, "no parameter", "no parameter"},
        {part::text, "$NAME", "Ada"},
        {part::text, "${NAME}s", "Adas"},
        {part::text, "$NAMES", "all"},
        {part::text, "$$NAME $$$NAME", "$NAME $Ada"},
        {part::text, "costs $5, $ 5, $", "costs $5, $ 5, $"},
        {part::text, "$-$.$}", "$-$.$}"},
        {part::text, "$USER.FIRSTNAME", "Grace"},
        {part::text, "$USER.LASTNAME", "u1.LASTNAME"},
        {part::text, "$USER.LAST.NAME", "u1.LAST.NAME"},
        {part::text, "$USER.FIRSTNAME.x", "Grace.x"},
        {part::text, "${USER}.FIRSTNAME", "u1.FIRSTNAME"},
        {part::text, "${USER.FIRSTNAME}", "Grace"},
        {part::text, "$USER.", "u1."},
        {part::text, "$USER.1", "u1.1"},
        {part::text, "$EXPRESSION", "$NAME ${NAME} $$"},
        {part::text, "$N $HUGE $MINUS $HALF $ONE $YES [$NOTHING] $LIST",
         "7 18446744073709551615 -9223372036854775807 0.5 1 true [] [1,\"a\"]"},
        {part::text, "$LINE$NUL", "a\r\nX-Evil: 1a\0b"sv},
        {part::text, "$N$N$N$N$N$N$N$N$N$N$N$N$N$N$N$N$N$N$N$N", "77777777777777777777"},
        // defaults
        {part::text, "${NAME:-nobody} ${NONE:-nobody} ${EMPTY:-e} ${NOTHING:-n} ${NONE:-}|",
         "Ada nobody e n |"},
        {part::text, "${USER.FIRSTNAME:-x} ${USER.NONE:-$NAME}", "Grace $NAME"},
        {part::url, "https://api.example/${NONE:-a b/c}?q=${NONE:-&=}",
         "https://api.example/a%20b%2Fc?q=%26%3D"},
        {part::url, "${NONE:-http://localhost:8080/}/x", "http://localhost:8080/x"},
        {part::url, "https://${NONE:-api.example}:${NONE:-8080}/", "https://api.example:8080/"},
        {part::form, "a=${NONE:-b c}", "a=b+c"},
        {part::json,
         R"({"a": ${NONE:-0}, "b": ${NONE:-[1, 2]}, "c": ${NONE:-some "text"}, "d": "${NONE:-x"y}"})",
         R"({"a": 0, "b": [1, 2], "c": "some \"text\"", "d": "x\"y"})"},
        {part::json, R"([${NOTHING:-true}, ${N:-8}, ${NONE:-}, ${NONE:-01}])",
         R"([true, 7, "", "01"])"},
        {part::xml, "<a b='${NONE:-c>d}'>${NONE:-e > 'f'}</a>", "<a b='c&gt;d'>e &gt; 'f'</a>"},
        {part::html, "<a b='${NONE:-c>d}'>${NONE:-e > f}</a>", "<a b='c&gt;d'>e &gt; f</a>"},
        {part::header_value, "X: ${NONE:-a b}", "X: a b"},
        // URL
        {part::url, "https://api.example/todos/$N", "https://api.example/todos/7"},
        {part::url, "http://api.example", "http://api.example"},
        {part::url, "HTTPS://api.example?q=$NAME", "HTTPS://api.example?q=Ada"},
        {part::url, "https://api.example/$SPACED/x",
         "https://api.example/a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh%25/x"},
        {part::url, "https://api.example/?q=$SPACED&r=1",
         "https://api.example/?q=a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh%25&r=1"},
        {part::url, "https://api.example/?$SPACED=1",
         "https://api.example/?a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh%25=1"},
        {part::url, "https://api.example/$UMLAUT", "https://api.example/%C3%BC"},
        {part::url, "https://api.example/?q=$EMPTY", "https://api.example/?q="},
        {part::url, "https://$HOST:$PORT/", "https://api.example:8080/"},
        {part::url, "https://eu.$HOST.x/", "https://eu.api.example.x/"},
        {part::url, "https://$ADDRESS:$PORT/", "https://[::1]:8080/"},
        {part::url, "https://[::1]:80/", "https://[::1]:80/"},
        {part::url, "$BASE", "https://api.example/v1"},
        {part::url, "$BASE/todos/$N?x=$N", "https://api.example/v1/todos/7?x=7"},
        {part::url, "$BASE_WITH_QUERY", "https://api.example/v1?a=b"},
        {part::url, "$SLASHED/todos", "https://api.example/v1/todos"},
        {part::url, "$SLASHED", "https://api.example/v1/"},
        {part::url, "$SLASHED?q=1", "https://api.example/v1/?q=1"},
        // as people copy URLs
        {part::url, "https://x/a b/\xC3\xBC$N?q=\xE2\x82\xAC 5&r=$SPACED c",
         "https://x/a%20b/%C3%BC7?q=%E2%82%AC%205&r=a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh%25%20c"},
        {part::url, "https://b\xC3\xBC.example/\xC3\xBC", "https://b\xC3\xBC.example/%C3%BC"},
        {part::url, "https://b\xC3\xBC.$HOST:$PORT?\xC3\xBC",
         "https://b\xC3\xBC.api.example:8080?%C3%BC"},
        {part::url, "$BASE/a b/$N", "https://api.example/v1/a%20b/7"},
        {part::url, "$SCHEME://$HOST/a b", "http://api.example/a%20b"},
        {part::url, "$SCHEME://$HOST/", "http://api.example/"},
        {part::url, "https://api.example/a.$DOT/b", "https://api.example/a../b"},
        {part::url, "https://api.example/%20$$", "https://api.example/%20$"},
        // query and form
        {part::query, "q=$SPACED", "q=a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh%25"},
        {part::query, "$SPACED=a%20b", "a%20b%26c%3Dd%2Fe%3Ff%23g%2Bh%25=a%20b"},
        {part::query, "q=$NOTHING", "q="},
        {part::form, "q=$SPACED&r=a+b", "q=a+b%26c%3Dd%2Fe%3Ff%23g%2Bh%25&r=a+b"},
        {part::form, "q=$NUL", "q=a%00b"},
        // fields
        {part::header_value, "X-Name: $NAME", "X-Name: Ada"},
        {part::header_value, "X-Name:$UMLAUT", "X-Name: \xC3\xBC"},
        {part::header_value, "X-Name:   [$BLANKS]  ", "X-Name: [  a  ]"},
        {part::header_value, "X-Name: $BLANKS", "X-Name: a"},
        {part::header_value, "X-Name: $EMPTY", "X-Name: "},
        {part::header_value, "Host: other.example", "Host: other.example"},
        {part::header_name, "$FIELD: 1", "X-Trace: 1"},
        {part::header_name, "X-$N: 1", "X-7: 1"},
        {part::method, "$NAME", "Ada"},
        {part::method, "POST", "POST"},
        {part::cookie, "session=$NAME; theme=dark", "session=Ada; theme=dark"},
        {part::header_value, "Cookie: a=$NAME", "Cookie: a=Ada"},
        // JSON
        {part::json, R"({"a": "$NAME", "b": $N})", R"({"a": "Ada", "b": 7})"},
        {part::json, R"({"a": "$QUOTES"})", R"({"a": "\"'\\"})"},
        {part::json, R"(["$LINE", "$NUL"])", R"(["a\r\nX-Evil: 1", "a\u0000b"])"},
        {part::json, R"({"$NAME": $NAME})", R"({"Ada": "Ada"})"},
        {part::json, "[$N,$HUGE,$MINUS,$HALF,$YES,$NOTHING,$LIST,$NAME,$EMPTY]",
         R"([7,18446744073709551615,-9223372036854775807,0.5,true,null,[1,"a"],"Ada",""])"},
        {part::json, "$LIST", R"([1,"a"])"},
        {part::json, " [ ] ", " [ ] "},
        {part::json, R"("$N $LIST")", R"("7 [1,\"a\"]")"},
        {part::json, R"({"a": -1.5e3, "b": [true, false, null, {}], "c\u00e4": "\\$NAME"})",
         R"({"a": -1.5e3, "b": [true, false, null, {}], "c\u00e4": "\\Ada"})"},
        {part::json, R"("$USER.x")", R"("u1.x")"},
        {part::json, "[$LARGE]", "[1e+300]"},
        // XML
        {part::xml, "<a b='$QUOTES'>$MARKUP</a>",
         "<a b='&quot;&apos;\\'>&lt;b&gt;&amp;\"']]&gt;</a>"},
        {part::xml, "<a><![CDATA[$MARKUP]]></a>", "<a><![CDATA[<b>&\"']]]]><![CDATA[>]]></a>"},
        {part::xml, "<!DOCTYPE a><a>$NAME</a>", "<!DOCTYPE a><a>Ada</a>"},
        {part::xml, "<a>$BRACKETS></a>", "<a>]&#93;></a>"},
        {part::xml, "<a><![CDATA[$BRACKETS>]]></a>", "<a><![CDATA[]]]]><![CDATA[>]]></a>"},
        {part::xml, "<a><![CDATA[]]$GREATER]]></a>", "<a><![CDATA[]]]]><![CDATA[>]]></a>"},
        {part::xml, "<a><![CDATA[]$BRACKETS]]></a>", "<a><![CDATA[]]]]]></a>"},
        {part::xml, "<a b=\"$RETURN\">$RETURN</a>",
         "<a b=\"a&#13;b&#10;c&#9;d\">a&#13;b\nc\td</a>"},
        {part::xml, "<?xml version=\"1.0\"?><!-- costs $5 --><a>$N</a>",
         "<?xml version=\"1.0\"?><!-- costs $5 --><a>7</a>"},
        // HTML
        {part::html, "<p title='$MARKUP'>$MARKUP</p>",
         "<p title='&lt;b&gt;&amp;&quot;&#39;]]&gt;'>&lt;b&gt;&amp;&quot;&#39;]]&gt;</p>"},
        {part::html, "<a href=\"$LINK\">x</a>", "<a href=\"https://example/?a=b&amp;c\">x</a>"},
        {part::html, "<a href=\"/x?u=$SCRIPT\">x</a>",
         "<a href=\"/x?u=javascript:alert(1)\">x</a>"},
        {part::html, "<title>$NAME</title><textarea>$MARKUP</textarea>",
         "<title>Ada</title><textarea>&lt;b&gt;&amp;&quot;&#39;]]&gt;</textarea>"},
        {part::html, "<!DOCTYPE html><script>let a = 1 < 2;</script>$NAME",
         "<!DOCTYPE html><script>let a = 1 < 2;</script>Ada"},
        {part::html, "<br/><input disabled value=x>$NAME", "<br/><input disabled value=x>Ada"},
    };
    for (auto const& [in, text, expected] : table) {
        std::string const shown(text);
        CAPTURE(shown);
        std::string out = "kept:";
        auto const done = render_place(in, text, store, out);
        if (!done) FAIL_CHECK(to_string(done.error()));
        CHECK(out == "kept:" + std::string(expected));
    }
}

TEST_CASE("what is refused, with the place in the template") {
    using enum tl::code;
    static turned_down const table[] = {
        // expressions
        {part::text, "a ${", malformed_template, 4},
        {part::text, "${}", malformed_template, 2},
        {part::text, "${1}", malformed_template, 2},
        {part::text, "${NAME", malformed_template, 6},
        {part::text, "${NAME }", malformed_template, 6},
        {part::text, "${NAME.}", malformed_template, 6},
        {part::text, "a $UNKNOWN", unknown_parameter, 2, "UNKNOWN"},
        {part::text, "${NAME:-", malformed_template, 8},
        {part::text, "${NAME:-a\n}", malformed_template, 9},
        {part::text, "${NAME:x}", malformed_template, 6},
        {part::url, "https://x/${NONE:-..}", forbidden_value, 10, "NONE"},
        {part::url, "https://x:${NONE:-http}/", forbidden_value, 10, "NONE"},
        {part::cookie, "a=${NONE:-b c}", forbidden_value, 2, "NONE"},
        {part::json, "{${NONE:-{}}}", malformed_template, 1},
        {part::text, "$NO.NE", unknown_parameter, 0, "NO.NE"},
        {part::text, "${USER.NONE}", unknown_parameter, 0, "USER.NONE"},
        // URL
        {part::url, "", malformed_template, 0},
        {part::url, "ftp://x/", malformed_template, 0},
        {part::url, "https:/x/", malformed_template, 7},
        {part::url, "https:///x", malformed_template, 8},
        {part::url, "https://a b/", malformed_template, 9},
        {part::url, "https://user:pw@x/", malformed_template, 12},
        {part::url, "https://x:0/", malformed_template, 11},
        {part::url, "https://x:99999/", malformed_template, 14},
        {part::url, "https://x/ ", malformed_template, 10},
        {part::url, "https://x/%2", malformed_template, 12},
        {part::url, "https://x/#a", malformed_template, 10},
        {part::url, "https://x/\xC3", malformed_template, 10},
        {part::url, "https://x/\xC2\x85", malformed_template, 10},
        {part::url, "https://x/a?b ", malformed_template, 13},
        {part::url, "https://x\xC3/", malformed_template, 9},
        {part::url, "https://x/{id}", malformed_template, 10},
        {part::url, "https://x/$EMPTY", forbidden_value, 10, "EMPTY"},
        {part::url, "https://x/$NOTHING/y", forbidden_value, 10, "NOTHING"},
        {part::url, "https://x/$DOT", forbidden_value, 10, "DOT"},
        {part::url, "https://x/$DOTS/y", forbidden_value, 10, "DOTS"},
        {part::url, "https://x/.$DOT/y", forbidden_value, 11, "DOT"},
        {part::url, "https://x/%2E$DOT?y", forbidden_value, 13, "DOT"},
        {part::url, "https://x/$DOT$DOT", forbidden_value, 14, "DOT"},
        {part::url, "https://$EVIL_HOST/", forbidden_value, 8, "EVIL_HOST"},
        {part::url, "https://$EMPTY/", forbidden_value, 8, "EMPTY"},
        {part::url, "https://$UMLAUT/", forbidden_value, 8, "UMLAUT"},
        {part::url, "https://x$ADDRESS/", forbidden_value, 9, "ADDRESS"},
        {part::url, "https://${ADDRESS}x/", forbidden_value, 8, "ADDRESS"},
        {part::url, "https://x:$NAME/", forbidden_value, 10, "NAME"},
        {part::url, "$FILE://x/", forbidden_value, 0, "FILE"},
        {part::url, "$FILE", forbidden_value, 0, "FILE"},
        {part::url, "$SCRIPT", forbidden_value, 0, "SCRIPT"},
        {part::url, "$BASE_WITH_QUERY/todos", forbidden_value, 0, "BASE_WITH_QUERY"},
        {part::url, "$BASE:80", malformed_template, 5},
        {part::url, "$$", malformed_template, 0},
        // query and form
        {part::query, "a=b c", malformed_template, 3},
        {part::form, "a=b%zz", malformed_template, 4},
        // fields
        {part::header_value, "X-Name $NAME", malformed_template, 12},
        {part::header_value, "X Name: 1", malformed_template, 1},
        {part::header_value, ": 1", malformed_template, 0},
        {part::header_value, "X-Name: a\x01", malformed_template, 9},
        {part::header_value, "X-Name: $LINE", forbidden_value, 8, "LINE"},
        {part::header_value, "X-Name: a$NUL", forbidden_value, 9, "NUL"},
        {part::header_value, "X-Name: ${", malformed_template, 10},
        {part::header_value, "Content-Length: $N", malformed_template, 0},
        {part::header_value, "transfer-encoding: chunked", malformed_template, 0},
        {part::header_value, "Host: $HOST", malformed_template, 0},
        {part::header_name, "$LENGTH: 1", forbidden_value, 0},
        {part::header_name, "$SPACED: 1", forbidden_value, 0, "SPACED"},
        {part::header_name, "$EMPTY: 1", forbidden_value, 0, "EMPTY"},
        {part::method, "$LINE", forbidden_value, 0, "LINE"},
        {part::method, "", malformed_template, 0},
        {part::cookie, "a=$COOKIE", forbidden_value, 2, "COOKIE"},
        {part::header_value, "cookie: a=$COOKIE", forbidden_value, 10, "COOKIE"},
        // JSON
        {part::json, "", malformed_template, 0},
        {part::json, "{", malformed_template, 1},
        {part::json, R"({"a" 1})", malformed_template, 5},
        {part::json, R"({"a": 1,})", malformed_template, 8},
        {part::json, R"([1 2])", malformed_template, 3},
        {part::json, R"({$NAME: 1})", malformed_template, 1},
        {part::json, R"([1$N])", malformed_template, 2},
        {part::json, R"([$N.5])", malformed_template, 3},
        {part::json, R"([$5])", malformed_template, 2},
        {part::json, R"([$$])", malformed_template, 2},
        {part::json, R"(["\$NAME"])", malformed_template, 3},
        {part::json, "[\"\xFF\"]", malformed_template, 2},
        {part::json, R"(["a)", malformed_template, 3},
        {part::json, R"([$USER.x])", unknown_parameter, 1, "USER.x"},
        {part::json, R"(["$BAD"])", forbidden_value, 2, "BAD"},
        {part::json, R"([$BAD])", forbidden_value, 1, "BAD"},
        {part::json, R"([$INFINITE])", forbidden_value, 1, "INFINITE"},
        {part::json, R"({"a": $BROKEN})", forbidden_value, 6, "BROKEN"},
        // XML
        {part::xml, "<a>$NAME</b>", malformed_template, 10},
        {part::xml, "<$NAME/>", malformed_template, 1},
        {part::xml, "<a $NAME='1'/>", malformed_template, 3},
        {part::xml, "<a><!-- $NAME --></a>", malformed_template, 8},
        {part::xml, "<a><?x $NAME?></a>", malformed_template, 7},
        {part::xml, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>$NAME</a>", malformed_template, 12},
        {part::xml, "<a>$BAD</a>", forbidden_value, 3, "BAD"},
        {part::xml, "<a>$NUL</a>", forbidden_value, 3, "NUL"},
        // HTML
        {part::html, "<script>$NAME</script>", malformed_template, 8},
        {part::html, "<style>$NAME</style>", malformed_template, 7},
        {part::html, "<!-- $NAME -->", malformed_template, 5},
        {part::html, "<$NAME>", malformed_template, 1},
        {part::html, "<p $NAME>", malformed_template, 3},
        {part::html, "<p title=$NAME>", malformed_template, 9},
        {part::html, "<p onclick='$NAME'>", malformed_template, 12},
        {part::html, "<p style='$NAME'>", malformed_template, 10},
        {part::html, "<p title='$NAME>", malformed_template, 16},
        {part::html, "1 < $NAME", malformed_template, 3},
        {part::html, "<a href='$SCRIPT'>x</a>", forbidden_value, 9, "SCRIPT"},
        {part::html, "<a href='java${SCRIPT}'>x</a>", forbidden_value, 13, "SCRIPT"},
        {part::html, "<p>$BAD", forbidden_value, 3, "BAD"},
    };
    for (auto const& [in, text, code, offset, subject] : table) {
        std::string const shown(text);
        CAPTURE(shown);
        std::string out;
        auto const done = render_place(in, text, store, out);
        if (done) {
            FAIL_CHECK("rendered as " << out);
            continue;
        }
        CAPTURE(to_string(done.error()));
        CHECK(done.error().stage == tl::stage::render);
        CHECK(name(done.error().code) == name(code));
        CHECK(done.error().offset == offset);
        if (!subject.empty()) CHECK(done.error().subject == subject);
        CHECK_FALSE(done.error().detail.empty());
    }
}

TEST_CASE("an unknown parameter can be empty instead") {
    auto const render = [](part in, std::string_view text) {
        std::string out;
        auto const done = render_place(in, text, store, out, tl::unknown_parameters::empty);
        return done ? out : to_string(done.error());
    };
    CHECK(render(part::text, "a $UNKNOWN b") == "a  b");
    CHECK(render(part::json, R"([$UNKNOWN, "$UNKNOWN"])") == R"([null, ""])");
    CHECK(render(part::url, "https://x/$UNKNOWN").find("forbidden value") != std::string::npos);
}

TEST_CASE("the parts have names") {
    CHECK(tl::request_part_called("header_value") == part::header_value);
    CHECK(tl::request_part_called("text") == part::text);
    CHECK(tl::request_part_called("body") == std::nullopt);
}

}  // namespace rendering_render_place_test
