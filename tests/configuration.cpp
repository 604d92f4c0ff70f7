// SPDX-License-Identifier: BSL-1.0
#include <trotline/configuration.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <string_view>

namespace top_configuration_test {

namespace tl = trotline;

namespace {

constexpr std::string_view everything = R"({
  "label": "rename a todo",
  "method": "PUT",
  "url": "https://api.example/todos/$TODO_ID",
  "authorization": {"scheme": "basic", "user": "$USER", "secret": "$PASSWORD"},
  "fields": [{"name": "X-Trace", "value": "$TRACE"}, {"name": "X-Key", "value": "k3y", "secret": true}],
  "query": [{"name": "lang", "value": "$LANGUAGE", "arrays": "repeated"}, {"name": "page"}],
  "body": {"type": "json", "text": "{\"name\": \"$NAME\", \"age\": $AGE}"},
  "success": "2xx,304",
  "deadline": 2.5,
  "synchronous": false,
  "response": "json",
  "unknown": "empty",
  "rows": [
    {"path": "data.userId", "parameter": "USER_ID"},
    {"path": "data.tags[0]", "parameter": "TAG", "optional": true, "coerce": true,
     "not_null": true, "empty_is_null": true,
     "alternatives": ["data.tag", "tag"], "default": "none"},
    {"path": "ok", "allowed": [true, "yes", 1, null]},
    {"source": "field", "path": "ETag | trim", "parameter": "VERSION"},
    {"source": "status", "parameter": "STATUS"},
    {"source": "elapsed", "parameter": "TIME"}
  ],
  "failure_rows": [{"path": "error.code", "parameter": "ERROR", "optional": true}]
})";

}  // namespace

TEST_CASE("a form with arrays") {
    auto const read = tl::read_configuration(
        R"({"method": "POST", "url": "http://x", "body": {"type": "form", "parts": [)"
        R"({"name": "tag", "value": "$TAGS", "arrays": "repeated"}, {"name": "lang"}]}})");
    REQUIRE(read);
    CHECK(read->webhook.body.parts().size() == 2);
    CHECK(read->webhook.body.parts()[0].pair().arrays() == tl::arrays::repeated);
    auto const again = tl::read_configuration(to_json(*read));
    REQUIRE(again);
    CHECK(to_json(*again) == to_json(*read));
    auto const wrong = tl::read_configuration(
        R"({"url": "http://x", "body": {"type": "form", "parts": [{"name": "t", "array": ""}]}})");
    REQUIRE_FALSE(wrong);
    CHECK(to_string(wrong.error()) ==
          "1:70: body.parts[0]: there is no member `array`: did you mean `arrays`?");
}

TEST_CASE("a whole configuration") {
    auto const read = tl::read_configuration(everything);
    REQUIRE(read);
    CHECK(read->webhook.label.view() == "rename a todo");
    CHECK(read->webhook.method == tl::method::put);
    CHECK(read->webhook.url.text() == "https://api.example/todos/$TODO_ID");
    CHECK(read->webhook.fields.size() == 2);
    CHECK(read->webhook.fields[1].is_secret());
    CHECK(read->webhook.query[0].arrays() == tl::arrays::repeated);
    CHECK(read->webhook.deadline == std::chrono::milliseconds(2500));
    CHECK_FALSE(read->webhook.synchronous);
    CHECK(read->webhook.unknown == tl::unknown_parameters::empty);
    REQUIRE(read->rows.size() == 6);
    CHECK(read->rows.row(0).path == "data.userId");
    CHECK(read->rows.row(1).options == (tl::row_option::optional | tl::row_option::coerce |
                                        tl::row_option::not_null | tl::row_option::empty_is_null));
    CHECK(read->rows.row(2).allowed == std::vector<tl::value>{true, "yes", 1, nullptr});
    CHECK(read->rows.row(3).source == tl::row_source::field);
    CHECK(read->rows.row(5).source == tl::row_source::elapsed);
    REQUIRE(read->failure_rows.size() == 1);
    CHECK(read->failure_rows.row(0).path == "error.code");
    CHECK(read->failure_rows.row(0).options == tl::row_option::optional);
}

TEST_CASE("what is written reads back as the same") {
    for (std::string_view const text :
         {everything, std::string_view(R"({"url": "$URL"})"),
          std::string_view(R"({"url": "$URL", "rows": [{"path": "s:a", "parameter": "A"}],
                               "prefixes": {"s": "urn:\"s\""}})")}) {
        auto const read = tl::read_configuration(text);
        REQUIRE(read);
        std::string const written = to_json(*read);
        CAPTURE(written);
        auto const again = tl::read_configuration(written);
        REQUIRE(again);
        CHECK(to_json(*again) == written);
    }
    CHECK(to_json(*tl::read_configuration(
              R"({"url": "$URL", "rows": [{"path": "a", "allowed": [1.5, "x"]}]})")) ==
          R"({"method":"GET","url":"$URL","rows":[{"path":"a","allowed":[1.5,"x"]}]})");
}

TEST_CASE("a secret is not written") {
    auto const read = tl::read_configuration(everything);
    REQUIRE(read);
    CHECK(to_json(*read).find("k3y") == std::string::npos);
    std::ostringstream out;
    out << *read;
    CHECK(out.str() == to_json(*read));
}

TEST_CASE("what is wrong, and where") {
    struct {
        std::string_view text, error;
    } const cases[] = {
        {"", "1:1: malformed: found the end, expected a value"},
        {"{", "1:2: malformed: found the end, expected a member name or '}'"},
        {"[]", "1:1: found an array, expected an object"},
        {"{}", "1:1: url: expected http://, https:// or a parameter"},
        {R"({"url": true})", "1:9: url: found a boolean, expected a string"},
        {R"({"url": null})", "1:9: url: expected http://"},
        {R"({"url": "/todos"})", "1:10: url: found `/`, expected http://, https:// or a parameter"},
        {R"({"url": "http://a/${X"})",
         "1:22: url: found the end, expected }, :- or | after the parameter's name"},
        {R"({"url": "http://a", "body": {"type": "json", "text": "{\"a\": ${X | uper}}"}})",
         "1:69: body.text: found `u`, expected a function: did you mean upper?"},
        {R"({"url": "http://a", "rows": [{"path": "a | to_interger", "parameter": "P"}]})",
         "1:44: rows[0].path: expected a function: did you mean to_integer?"},
        {"{\"url\": \"$A\",\n \"url\": \"$B\"}", "2:2: url: there more than once"},
        {R"({"url": "$A", "method": "put"})",
         "1:25: method: expected GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS, or another token of "
         "at most 22 characters; not CONNECT or TRACE: did you mean PUT?"},
        {R"({"url": "$A", "method": "OPTOINS "})",
         "1:25: method: expected GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS, or another token of "
         "at most 22 characters; not CONNECT or TRACE: did you mean OPTIONS?"},
        {R"({"url": "$A", "qurey": []})",
         "1:15: there is no member `qurey`: did you mean `query`?"},
        {"{\"url\": \"$A\",\n  \"fields\": [{\"name\": \"A\", \"valeu\": \"B\"}]}",
         "2:28: fields[0]: there is no member `valeu`: did you mean `value`?"},
        {R"({"url": "$A", "rowsets": []})",
         "1:15: there is no member `rowsets`, expected one of label, method, url"},
        {"{\"url\": \"$A\",\n  \"fields\": [{\"name\": \"A\", \"value\": true}]}",
         "2:37: fields[0].value: found a boolean"},
        {"{\"url\": \"$A\",\n  \"fields\": [{\"name\": \"A B\", \"value\": \"\"}]}",
         "2:25: fields[0].name: "},
        {R"({"url": "$A", "authorization": {"scheme": "hawk"}})",
         "1:43: authorization.scheme: expected basic, bearer or digest"},
        {R"({"url": "$A", "body": {"text": "{\"a\": \"$\n\"}"}})", "1:44: body.text: "},
        {R"({"url": "$A", "success": "2xx,abc"})", "1:31: success: "},
        {R"({"url": "$A", "deadline": 0})", "1:27: deadline: expected seconds"},
        {R"({"url": "$A", "rows": [{"path": "a"}]})",
         "1:24: rows[0]: a row needs the name of a parameter"},
        {R"({"url": "$A", "rows": [{"path": "a", "parameter": "B"}, {"path": "a[", "parameter": "C"}]})",
         "1:69: rows[1].path: object path: the bracket is not closed"},
        {R"({"url": "$A", "rows": [{"path": "a[?@", "parameter": "C"}]})",
         "1:38: rows[0].path: object path: the filter is not complete"},
        {R"({"url": "$A", "rows": [{"source": "header", "parameter": "B"}]})",
         "1:35: rows[0].source: expected document, status, field or elapsed"},
        {R"({"url": "$A", "rows": [{"source": "Field", "path": "ETag", "parameter": "B"}]})",
         "1:35: rows[0].source: expected document, status, field or elapsed: did you mean field?"},
        {R"({"url": "$A", "rows": [{"path": "a", "allowed": [[1]]}]})",
         "1:49: rows[0].allowed: a condition can only compare with scalars"},
        {R"({"url": "$A", "failure_rows": [{"path": "a[", "parameter": "B"}]})",
         "1:44: failure_rows[0].path: object path: the bracket is not closed"},
        {R"({"url": "$A", "failure_rows": [{"path": "a", "paramter": "B"}]})",
         "1:46: failure_rows[0]: there is no member `paramter`: did you mean `parameter`?"},
        {R"({"url": "$A", "rows": [{"path": "t:a", "parameter": "A"}], "prefixes": {"s": "urn:s"}})",
         "1:33: rows[0].path: the path has a prefix that is not bound to a namespace, so add it to "
         "the prefixes: `t`"},
        {R"({"url": "$A", "prefixes": {"s": ""}})",
         "1:33: prefixes['s']: a prefix needs the URI of its namespace"},
        {R"({"url": "$A", "prefixes": {"a'b": "urn:a"}})",
         R"(1:35: prefixes['a\'b']: a prefix is a name without a colon)"},
        {R"({"url": "$A", "rows": {"path": "a"}})",
         "1:23: rows: found an object, expected an array"},
        {R"({"url": "$A", "rows": [{"path": "a", "parameter": "A", "alternatives": ["b", "c["]}]})",
         "1:81: rows[0].alternatives[1]: object path: the bracket is not closed"},
        {R"({"url": "$A", "rows": [{"path": "s:a", "parameter": "A", "alternatives": ["t:a"]}],
             "prefixes": {"s": "urn:s"}})",
         "1:75: rows[0].alternatives[0]: the path has a prefix that is not bound to a namespace, "
         "so add it to the prefixes: `t`"},
        {R"({"url": "$A", "rows": [{"path": "a", "allowed": [1], "default": 2}]})",
         "1:24: rows[0]: a row without a parameter has no other paths and no default"},
        {R"({"url": "$A", "deadline": 1e999})",
         "1:27: deadline: found a number that is out of range, expected a number"},
        {"{\"url\": \"$A\",\n}",
         "2:1: malformed: found `}`, expected a member name: remove the comma before it, which is "
         "the last"},
        {R"({"url": "$A", "rows": [{"path": "a", "parameter": "A"}, ]})",
         "1:57: malformed: found `]`, expected a value: remove the comma before it, which is the "
         "last"},
        {"{\n  // the server\n  \"url\": \"$A\"}",
         "2:3: malformed: found `/`, expected a member name or '}': remove the comment, JSON has "
         "none"},
        {"{'url': '$A'}",
         "1:2: malformed: found `'`, expected a member name or '}': write the quotes as \""},
        {"{\xE2\x80\x9Curl\xE2\x80\x9D: 1}",
         "1:2: malformed: found `\xE2\x80\x9C`, expected a member name or '}': write the quotes as "
         "\""},
        {"{url: \"$A\"}",
         "1:2: malformed: found `u`, expected a member name or '}': write names and texts in "
         "quotes"},
        {R"({"synchronous": True})",
         "1:17: malformed: found `T`, expected a value: write true, false and null in small "
         "letters"},
        {R"({"deadline": +5})", "1:14: malformed: found `+`, expected a value: write the number"},
        {R"({"deadline": 05})",
         "1:15: malformed: found `5`, expected ',' or '}': write the number without zeros"},
        {"{\"label\": \"a\nb\"}",
         "1:13: malformed: found `\\n`, expected a character that is not a control character: "
         "write a line end in a text as \\n"},
        {"{\"label\": \"Gr\xFC\xDF\"}",
         "1:14: malformed: found `\\xfc`, expected UTF-8: save it as UTF-8"},
        {std::string_view("\xFF\xFE{\0", 4),
         "1:1: malformed: found `\\xff`, expected UTF-8: this is UTF-16, and only UTF-8 is JSON"},
        {"{\"a\": 1 \"b\": 2}", "1:9: malformed: found `\"`, expected ',' or '}'"},
        {"{\"a\": ]", "1:7: malformed: found `]`, expected a value"},
        {"{\"a\": 15 5}", "1:10: malformed: found `5`, expected ',' or '}'"},
        {"# the server\n{}", "1:1: malformed: found `#`, expected a value: remove the comment"},
        {"{`url`: 1}",
         "1:2: malformed: found ```, expected a member name or '}': write the quotes"},
        {"{\xE2\x80\x9Durl\xE2\x80\x9D: 1}",
         "1:2: malformed: found `\xE2\x80\x9D`, expected a member name or '}': write the quotes "
         "as"},
        {"{\"label\": \"a\tb\"}",
         "1:13: malformed: found `\\t`, expected a character that is not a control character: "
         "write a tabulator in a text as \\t"},
        {"{\"label\": \"a\r\nb\"}",
         "1:13: malformed: found `\\r`, expected a character that is not a control character: "
         "write a line end in a text as \\n"},
        {R"({"synchronous": False})",
         "1:17: malformed: found `F`, expected a value: write true, false and null in small "
         "letters"},
        {R"({"label": None})",
         "1:11: malformed: found `N`, expected a value: write true, false and null in small "
         "letters"},
        {R"({Url: 1})",
         "1:2: malformed: found `U`, expected a member name or '}': write names and texts in "
         "quotes"},
        {R"({"url": _A})",
         "1:9: malformed: found `_`, expected a value: write names and texts in quotes"},
        {"{\"url\": \xC3\xA9}", "1:9: malformed: found `\xC3\xA9`, expected a value"},
        {R"({"url": "$A", "deadline": 604801})",
         "1:27: deadline: expected seconds, more than 0 and at most 604800"},
        {R"({"url": "$A", "prefixes": {"s": "urn:a", "s": "urn:b"}})",
         "1:47: prefixes.s: there more than once: remove one of them"},
        {R"({"url": "$A", "deadline": "5"})",
         "1:27: deadline: found a string, expected a number: write it without quotes"},
        {R"({"url": "$A", "synchronous": "false"})",
         "1:30: synchronous: found a string, expected true or false: write it without quotes"},
        {R"({"url": "$A", "rows": [{"path": 1, "parameter": "A", "alternatives": ["a", 2]}]})",
         "1:33: rows[0].path: found a number, expected a string: write it in quotes\n"
         "1:76: rows[0].alternatives[1]: found a number, expected a string: write it in quotes"},
        {R"({"url": "$A", "query": [{"name": "page", "value": 1}]})",
         "1:51: query[0].value: found a number, expected a string: write it in quotes"},
        {R"({"url": "$A", "fields": {"X-A": "b"}})",
         "1:25: fields: found an object, expected an array: [{\"name\": \"X-Trace\", \"value\": "
         "\"$TRACE\"}]"},
        {R"({"url": "$A", "rows": ["data.id"]})",
         "1:24: rows[0]: found a string, expected an object: {\"path\": \"data.userId\", "
         "\"parameter\": \"USER_ID\"}"},
        {R"({"url": "$A", "authorization": "Bearer $TOKEN"})",
         "1:32: authorization: found a string, expected an object: {\"scheme\": \"bearer\", "
         "\"secret\": \"$TOKEN\"}"},
        {R"({"url": "$A", "Headers": []})",
         "1:15: there is no member `Headers`: did you mean `fields`?"},
        {R"({"url": "$A", "rows": [{"name": "a"}]})",
         "1:25: rows[0]: there is no member `name`: did you mean `parameter`?"},
        {R"({"url": "$A", "rows": [{"path": "a", "parameter": "$A"}]})",
         "1:52: rows[0].parameter: found `$`, expected the parameter's name without it"},
        {R"({"url": "http://a/{id}"})",
         "1:19: url: found `{`, expected a character of a URL: write $NAME for a parameter, and { "
         "as %7B"},
        {R"({"url": "$A", "success": "200;404"})", "1:30: success: found `;`, expected a comma"},
        {R"({"url": "$A", "body": {"type": "multipart", "parts": []}})",
         "1:54: body.parts: expected at least one part, such as {\"name\": \"note\", \"value\": "
         "\"$NOTE\"}"},
        {R"({"url": "$A", "body": {"type": "multipart"}})",
         "1:23: body.parts: expected at least one part, such as {\"name\": \"note\", \"value\": "
         "\"$NOTE\"}"},
        {R"({"url": "$A", "body": {"type": "multipart", "parts": [{"name": "a", "media_type": ""}]}})",
         "1:83: body.parts[0].media_type: expected a media type such as image/png"},
        {R"({"url": "$A", "body": {"type": "text", "text": "a", "media_type": ""}})",
         "1:67: body.media_type: expected a media type such as image/png"},
        {R"({"url": "$A", "body": {"type": "form", "parts": [{"name": "a", "value": "b", "file": "c"}]}})",
         "1:86: body.parts[0].file: expected none: a form has only texts"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const read = tl::read_configuration(one.text);
        REQUIRE_FALSE(read);
        std::string const shown = to_string(read.error());
        CHECK_MESSAGE(shown.starts_with(one.error), shown);
    }
}

TEST_CASE("everything that is wrong is named, in the order of the text") {
    auto const read = tl::read_configuration(R"({
  "rows": [
    {"path": "a[", "parameter": "A"},
    {"path": "b", "paramter": "B"},
    {"source": "header", "path": "x", "parameter": "C"},
    {"path": "d", "parameter": "D", "alternatives": ["e", "f["], "coerce": "yes"},
    {"path": "g", "parameter": "G", "alternatives": ["h", "i["]},
    {"path": "j", "parameter": "G"}
  ],
  "failure_rows": [null, {"path": "k"}],
  "prefixes": {"p q": "urn:p"},
  "methud": "PUT",
  "label": ["a"],
  "url": "http://a/${X",
  "url": "http://b",
  "fields": [{"name": "A B", "value": "b\u0001"}, {"name": "Host", "value": "$HOST"}],
  "query": {"name": "lang"},
  "body": {"type": "form", "parts": [{"name": "a", "value": "${", "file": "b"}, 7]},
  "success": "2xx,9",
  "deadline": 0,
  "response": "Json"
})");
    REQUIRE_FALSE(read);
    std::string places = to_string(read.error().position) + " " + read.error().part;
    for (auto const& each : read.error().further) {
        places += "\n" + to_string(each.position) + " " + each.part;
        CHECK(each.further.empty());
    }
    CHECK(places == R"(3:17 rows[0].path
4:19 rows[1]
5:16 rows[2].source
6:76 rows[3].coerce
7:62 rows[4].alternatives[1]
8:32 rows[5].parameter
10:20 failure_rows[0]
10:26 failure_rows[1]
11:23 prefixes['p q']
12:3 
13:12 label
15:3 url
16:25 fields[0].name
16:41 fields[0].value
16:61 fields[1].name
17:12 query
18:64 body.parts[0].value
18:75 body.parts[0].file
18:81 body.parts[1]
19:19 success)");
    CHECK(to_string(read.error(), "x.json:").find("\nx.json:4:19: rows[1]: there is no member `") !=
          std::string::npos);
}

TEST_CASE("no more errors are named than a person can read") {
    std::string text = R"({"url": "$A", "rows": [{"path": "a["})";
    for (int i = 0; i < 100; ++i) text += R"(,{"path": "a["})";
    auto const read = tl::read_configuration(text + "]}");
    REQUIRE_FALSE(read);
    CHECK(read.error().further.size() == tl::configuration_error::most_named - 1);
}

TEST_CASE("a text that is too deep is refused; of wrong members only some are named") {
    std::string const deep = R"({"url": )" + std::string(2000, '[') + std::string(2000, ']') + "}";
    auto const read = tl::read_configuration(deep);
    REQUIRE_FALSE(read);
    CHECK(to_string(read.error()) ==
          "1:1032: too deep, expected fewer levels of arrays and objects");

    std::string text = R"({"url": "$A")";
    for (int i = 0; i < 100; ++i) text += ",\"unknown" + std::to_string(i) + "\": 1";
    auto const unknown = tl::read_configuration(text + "}");
    REQUIRE_FALSE(unknown);
    CHECK(unknown.error().further.size() == tl::configuration_error::most_named - 1);
}

TEST_CASE("what may follow from a wrong member is not named") {
    struct {
        std::string_view text;
        std::size_t count;
    } const cases[] = {
        {R"({"urll": "http://a"})", 1},  // not: url is missing
        {R"({"urll": "http://a", "url": ""})", 2},
        {R"({"url": ["http://a"]})", 1},
        {R"({"deadline": "5"})", 2},
        {R"({"rows": [null, {"path": "a"}]})", 3},
        {R"({"url": "$A", "rows": [{"path": 1, "paramter": "A"}]})", 2},
        {R"({"url": "$A", "rows": [{"path": 1, "parameter": "A"}]})", 1},
        {R"({"url": "$A", "rows": [{"path": ["a"], "parameter": "A"}]})", 1},
        {R"({"url": "$A", "rows": [{"pth": "a"}, {"path": "a"}]})", 2},
        {R"({"url": "$A", "body": {"typ": "form", "text": "a=b"}})", 1},
        {R"({"url": "$A", "body": {"type": "form", "parts": [{"nam": "a"}, {"name": "${"}]}})", 2},
        {R"({"url": "$A", "rows": {"path": "a["}})", 1},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const read = tl::read_configuration(one.text);
        REQUIRE_FALSE(read);
        CAPTURE(to_string(read.error()));
        CHECK(read.error().further.size() + 1 == one.count);
    }
}

TEST_CASE("an error does not show what stands in the text") {
    for (std::string_view const text :
         {R"({"url": "$A", "authorization": {"scheme": "bearer", "secret": ["t0ken"]}})",
          R"({"url": "$A", "fields": [{"name": "X", "value": {"x": "t0ken"}, "secret": true}]})"}) {
        auto const read = tl::read_configuration(text);
        REQUIRE_FALSE(read);
        CHECK(to_string(read.error()).find("t0ken") == std::string::npos);
    }
}

}  // namespace top_configuration_test
