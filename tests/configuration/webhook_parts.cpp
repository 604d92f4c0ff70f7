// SPDX-License-Identifier: BSL-1.0
#include <trotline/configuration/webhook_parts.hpp>

#include <doctest/doctest.h>
#include <trotline/json/validate.hpp>

#include <functional>
#include <sstream>
#include <string>
#include <string_view>

namespace configuration_webhook_parts_test {

namespace tl = trotline;

namespace {

constexpr tl::webhook rename_todo{.label = "rename a todo",
                                  .method = tl::method::put,
                                  .url = "https://api.example/todos/$TODO_ID",
                                  .fields = {{{"Authorization", "Bearer $TOKEN"}}},
                                  .query = {{{"lang", "$LANGUAGE"}}},
                                  .body = tl::json_body(R"({"name": "$NAME", "age": $AGE})")};

std::string printed(tl::webhook const& hook) {
    std::ostringstream out;
    out << hook;
    return out.str();
}

}  // namespace

TEST_CASE("a webhook prints itself") {
    CHECK(printed(rename_todo) ==
          "rename a todo: PUT https://api.example/todos/$TODO_ID\n"
          "  ?lang=$LANGUAGE\n"
          "  Authorization: Bearer $TOKEN\n"
          "  application/json: {\"name\": \"$NAME\", \"age\": $AGE}");
    CHECK(printed({.url = "http://x"}) == "GET http://x");
    CHECK(printed({.url = "http://x", .authorization = tl::digest("$USER", "$PASSWORD")}) ==
          "GET http://x\n  Authorization: Digest $USER:[secret]");
    CHECK(printed({.url = "http://x",
                   .body = tl::multipart_body({{"a", "$A"}, {"f", tl::file_part("$F")}})}) ==
          "GET http://x\n  multipart/form-data: \n    a=$A\n    f=file $F");
    CHECK(printed({.url = "http://x", .body = tl::file_body("$F")}) ==
          "GET http://x\n  application/octet-stream: file $F");
    CHECK(printed({.url = "http://x", .body = tl::text_body("a\nb\x1b")}) ==
          "GET http://x\n  text/plain; charset=utf-8: a\\nb\\x1b");
}

TEST_CASE("it writes itself as JSON") {
    CHECK(
        to_json(rename_todo) ==
        R"({"label":"rename a todo","method":"PUT","url":"https://api.example/todos/$TODO_ID",)"
        R"("fields":[{"name":"Authorization","value":"Bearer $TOKEN"}],"query":[{"name":"lang","value":"$LANGUAGE"}],)"
        R"("body":{"type":"json","text":"{\"name\": \"$NAME\", \"age\": $AGE}"}})");
    CHECK(
        to_json(tl::webhook{.url = "http://x",
                            .authorization = tl::basic("$USER", "$PASSWORD"),
                            .query = {{{"tag", "$TAGS", tl::arrays::joined}}},
                            .body = tl::text_body("a", "text/csv"),
                            .success = {{{200, 299}, 304}},
                            .deadline = std::chrono::milliseconds(1500),
                            .synchronous = false,
                            .format = tl::response_format::xml,
                            .labels = tl::answer_labels::lenient,
                            .unknown = tl::unknown_parameters::empty}) ==
        R"({"method":"GET","url":"http://x","authorization":{"scheme":"basic","user":"$USER","secret":"$PASSWORD"},)"
        R"("query":[{"name":"tag","value":"$TAGS","arrays":"joined"}],"body":{"type":"text","text":"a","media_type":"text/csv"},)"
        R"("success":"2xx,304","deadline":1.5,"synchronous":false,"response":"xml","labels":"lenient","unknown":"empty"})");
}

TEST_CASE("what is made of its parts is the same webhook") {
    tl::webhook const hooks[] = {
        rename_todo,
        {.url = "http://x"},
        {.method = tl::method::other("PROPFIND"), .url = "http://x"},
        {.url = "http://x",
         .body = tl::form_body(
             {{"a", "$A"}, {"t", "$T", tl::arrays::indexed}, {"f", tl::encoded("a,b")}})},
        {.url = "http://x",
         .body = tl::multipart_body({{"a", "$A"},
                                     {"t", "$T", tl::arrays::brackets},
                                     {"d", tl::text_part("$D", "d.csv", "text/csv")},
                                     {"f", tl::file_part("$F")},
                                     {"g", tl::file_part("$G", "$H.png", "image/png")}})},
        {.url = "http://x", .body = tl::file_body("$F", "image/png")},
        {.url = "http://x", .body = tl::file_body("up/$F")},
        {.url = "http://x", .authorization = tl::digest("$USER", "$PASSWORD")},
        {.method = tl::method::patch,
         .url = "$BASE/x",
         .authorization = tl::bearer("$TOKEN"),
         .fields = {{{"Cookie", "a=$A"}, {"X", ""}}},
         .query = {{{"tag", "$TAGS", tl::arrays::repeated},
                    {"page", ""},
                    {"f", tl::encoded("a,b:$C")},
                    {"i", "$I", tl::arrays::indexed}}},
         .body = tl::xml_body("<a>$A</a>", "application/soap+xml"),
         .success = {{200, {204, 206}}},
         .deadline = std::chrono::milliseconds(1),
         .synchronous = false,
         .format = tl::response_format::json,
         .labels = tl::answer_labels::lenient,
         .unknown = tl::unknown_parameters::empty}};
    for (tl::webhook const& hook : hooks) {
        auto const again = tl::make_webhook(parts_of(hook), {.files_below = "/up"});
        if (!again) FAIL(to_string(again.error()));
        CHECK(to_json(*again) == to_json(hook));
        CHECK_FALSE(tl::json::validate(to_json(hook)));
    }
}

TEST_CASE("secrets are not in what it writes") {
    tl::webhook const hook{.url = "http://x",
                           .authorization = tl::basic("me", tl::secret{"t0ken"}),
                           .fields = {{{"X-Key", tl::secret{"t0ken"}}}},
                           .query = {{{"key", tl::secret{"t0ken"}}}},
                           .body = tl::form_body({{"key", tl::secret{"t0ken"}}})};
    CHECK(printed(hook) ==
          "GET http://x\n  ?key=[secret]\n  Authorization: Basic me:[secret]\n  X-Key: [secret]\n"
          "  application/x-www-form-urlencoded: \n    key=[secret]");
    CHECK(to_json(hook).find("t0ken") == std::string::npos);
    CHECK(printed({.url = "http://x", .authorization = tl::bearer(tl::secret{"t0ken"})})
              .find("t0ken") == std::string::npos);
    CHECK(printed({.url = "http://x", .authorization = tl::bearer("t0ken")}) ==
          "GET http://x\n  Authorization: Bearer [secret]");
    CHECK(printed({.url = "http://x", .authorization = tl::bearer("$TOKEN")}) ==
          "GET http://x\n  Authorization: Bearer $TOKEN");
    tl::webhook_parts parts;
    parts.url = "http://x";
    parts.fields = {{"X-Key", "${t0ken", true}};  // not a template
    auto const made = tl::make_webhook(parts);
    REQUIRE(made);
    CHECK(to_json(*made).find("t0ken") == std::string::npos);
    // a user without a password is a key
    CHECK(to_string(tl::webhook{.url = "http://x", .authorization = tl::basic("sk_live_1", "")}) ==
          "GET http://x\n  Authorization: Basic [secret]:[secret]");
    CHECK(to_string(tl::webhook{.url = "http://x", .authorization = tl::basic("$KEY", "")}) ==
          "GET http://x\n  Authorization: Basic $KEY:[secret]");
    tl::webhook const secretive{.url = "http://x",
                                .authorization = tl::digest(tl::secret{"me"}, "$PASSWORD")};
    CHECK(to_string(secretive) == "GET http://x\n  Authorization: Digest [secret]:[secret]");
    CHECK(to_json(secretive).find("\"me\"") == std::string::npos);
}

TEST_CASE("a wrong part is named, with the place in it") {
    static struct {
        std::string_view part;
        std::size_t offset;
        std::function<void(tl::webhook_parts&)> spoil;
    } const table[] = {
        {"method", tl::npos, [](auto& p) { p.method = "get"; }},
        {"method", tl::npos, [](auto& p) { p.method = "CONNECT"; }},
        {"query[0].value", 1,
         [](auto& p) {
             p.query = {{"a", "b&c", "as_text", false, true}};
         }},
        {"query[0].encoded", tl::npos,
         [](auto& p) {
             p.query = {{"a", "b", "as_text", true, true}};
         }},
        {"url", 9, [](auto& p) { p.url = "http://x/\n"; }},
        {"authorization.scheme", tl::npos,
         [](auto& p) {
             p.authorization = {"ntlm", "", ""};
         }},
        {"authorization.user", 2,
         [](auto& p) {
             p.authorization = {"basic", "${", ""};
         }},
        {"authorization.secret", 1,
         [](auto& p) {
             p.authorization = {"bearer", "", "a\n"};
         }},
        {"fields[1].name", 1,
         [](auto& p) {
             p.fields = {{"A", "b"}, {"A B", "c"}};
         }},
        {"fields[0].value", 3,
         [](auto& p) {
             p.fields = {{"A", "b${"}};
         }},
        {"fields[0].name", 0,
         [](auto& p) {
             p.fields = {{"Host", "$A"}};
         }},
        {"query[0].name", tl::npos,
         [](auto& p) {
             p.query = {{"", "b"}};
         }},
        {"query[0].value", 2,
         [](auto& p) {
             p.query = {{"a", "${"}};
         }},
        {"query[0].arrays", tl::npos,
         [](auto& p) {
             p.query = {{"a", "b", "all"}};
         }},
        {"body.type", tl::npos,
         [](auto& p) {
             p.body = {"yaml", "", std::nullopt};
         }},
        {"body.text", 1,
         [](auto& p) {
             p.body = {"json", "{", std::nullopt};
         }},
        {"body.parts[0].value", 2,
         [](auto& p) {
             p.body = {"form", "", std::nullopt, {{"a", "${"}}};
         }},
        {"body.parts[1].arrays", tl::npos,
         [](auto& p) {
             p.body = {"form", "", std::nullopt, {{"a", "b"}, {"c", "$D", "all"}}};
         }},
        {"body.parts", tl::npos,
         [](auto& p) {
             p.body = {"json", "", std::nullopt, {{"a", "b"}}};
         }},
        {"body.text", tl::npos,
         [](auto& p) {
             p.body = {"form", "a=b", std::nullopt, {{"a", "b"}}};
         }},
        {"body.media_type", tl::npos,
         [](auto& p) {
             p.body = {"text", "", "a\n"};
         }},
        {"success", 4, [](auto& p) { p.success = "2xx,9"; }},
        {"deadline", tl::npos, [](auto& p) { p.deadline = 0; }},
        {"response", tl::npos, [](auto& p) { p.response = "yaml"; }},
        {"unknown", tl::npos, [](auto& p) { p.unknown = "x"; }},
    };
    for (auto const& [part, offset, spoil] : table) {
        tl::webhook_parts parts;
        parts.url = "http://x";
        REQUIRE(tl::make_webhook(parts));
        spoil(parts);
        auto const made = tl::make_webhook(parts);
        REQUIRE_FALSE(made);
        CHECK(made.error().subject == part);
        CHECK(made.error().offset == offset);
        CHECK(made.error().code == tl::code::malformed_template);
        CHECK_FALSE(made.error().detail.empty());
    }
}

TEST_CASE("every wrong part is named, and of a secret nothing is shown") {
    tl::webhook_parts from;
    from.method = "put";
    from.url = "http://x/ ${A";
    from.authorization = {"barer", "", "${b!"};
    from.fields = {{"A B", "c\n"}, {"Host", "$A"}, {"Content-Length", "7"}};
    from.response = "xlm";
    tl::detail::wrong_parts wrong;
    tl::detail::make_webhook(from, {}, wrong);
    std::string all;
    for (auto const& each : wrong) all += each.part + ": " + each.message + "\n";
    CHECK(
        all ==
        R"(method: expected GET, HEAD, POST, PUT, DELETE, PATCH, OPTIONS, or another token of at most 22 characters; not CONNECT or TRACE: did you mean PUT?
url: found the end, expected }, :- or | after the parameter's name
authorization.scheme: expected basic, bearer or digest: did you mean bearer?
authorization.secret: expected }, :- or | after the parameter's name
fields[0].name: found ` `, expected a character of a token: a letter, a digit or one of !#$%&'*+-.^_`|~
fields[0].value: found `\n`, expected a character of a field value: no line ends and no other control characters
fields[1].name: expected no parameter: Host comes from the URL
fields[2].name: expected another field: the transport sends Content-Length and Transfer-Encoding
response: expected by_media_type, json or xml: did you mean xml?
)");
}

}  // namespace configuration_webhook_parts_test
