// SPDX-License-Identifier: BSL-1.0
#include <trotline/webhook.hpp>

#include <doctest/doctest.h>
#include <trotline/http/redact.hpp>
#include <trotline/parameter_store/memory.hpp>

#include <array>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/allocation_count.hpp"

namespace top_webhook_test {

namespace tl = trotline;

namespace {

constexpr tl::webhook rename_todo{.label = "rename a todo",
                                  .method = tl::method::put,
                                  .url = "https://api.example/todos/$TODO_ID",
                                  .fields = {{{"Authorization", "Bearer $TOKEN"}}},
                                  .query = {{{"lang", "$LANGUAGE"}}},
                                  .body = tl::json_body(R"({"name": "$NAME", "age": $AGE})")};

static_assert(rename_todo.label.view() == "rename a todo");
static_assert(rename_todo.url.content().slot_count() == 1 &&
              rename_todo.url.content().first_slots()[0].parts(rename_todo.url.text()).parameter ==
                  "TODO_ID");
static_assert(rename_todo.fields.size() == 1 && rename_todo.query.size() == 1);
static_assert(rename_todo.body.content().first_slots()[0].place == tl::place::json_string);
static_assert(rename_todo.body.content().first_slots()[1].place == tl::place::json_value);
static_assert(rename_todo.success.contains(204) && !rename_todo.success.contains(304));
static_assert(rename_todo.deadline == std::chrono::seconds(5) && rename_todo.synchronous);

tl::memory_parameter_store const store{{"TODO_ID", 7},
                                       {"TOKEN", tl::secret{"s3cr&t"}},
                                       {"LANGUAGE", "en"},
                                       {"NAME", "Ada"},
                                       {"AGE", 36},
                                       {"TAGS", tl::json_text{R"(["a b", 1, null, "\u00e4"])"}},
                                       {"NO_TAGS", tl::json_text{"[]"}},
                                       {"NESTED", tl::json_text{"[[1]]"}}};

std::string shown(tl::http::request const& request) {
    std::string text(name(request.method));
    text.append(" ").append(request.url).append("\n");
    for (auto const& field : request.fields)
        text.append(field.name).append(": ").append(field.value).append("\n");
    return text.append(request.content);
}

// The members of a failure, independent of the layout of messages.
std::string shown(tl::failure const& from) {
    std::string text(name(from.stage));
    text.append(" failed: ").append(name(from.code));
    if (!from.subject.empty()) text.append(" ").append(from.subject);
    text.append(": ").append(from.detail);
    return from.offset == tl::npos ? text
                                   : text.append(" at byte ").append(std::to_string(from.offset));
}

std::string rendered(tl::webhook const& from, std::span<tl::assignment const> overrides = {}) {
    tl::http::request request;
    auto const done = render(from, store, request, overrides);
    return done ? shown(request) : shown(done.error());
}

}  // namespace

TEST_CASE("a constant is rendered") {
    CHECK(rendered(rename_todo) ==
          "PUT https://api.example/todos/7?lang=en\n"
          "Authorization: Bearer s3cr&t\n"
          "Accept: application/json, application/xml, text/xml;q=0.9, */*;q=0.1\n"
          "User-Agent: trotline\n"
          "Content-Type: application/json\n"
          "{\"name\": \"Ada\", \"age\": 36}");
}

TEST_CASE("the same at run time, and it owns its texts") {
    tl::webhook made;
    {
        std::string const url = "https://api.example/todos/$TODO_ID", name = "Authorization",
                          value = "Bearer $TOKEN";
        std::string const body = R"({"name": "$NAME", "age": $AGE})";
        made = {.label = std::string("rename a todo"),
                .method = tl::method::put,
                .url = url,
                .fields = {{{name, value}}},
                .query = {{{std::string("lang"), std::string("$LANGUAGE")}}},
                .body = tl::json_body(body)};
    }
    CHECK(rendered(made) == rendered(rename_todo));
    tl::webhook const copy = made;
    made = {};
    CHECK(rendered(copy) == rendered(rename_todo));
}

TEST_CASE("more fields than stand in place") {
    tl::webhook many{.url = "http://x"};
    for (int i = 0; i < 100; ++i)
        many.fields.push_back(tl::field_template({"X-" + std::to_string(i), std::to_string(i)}));
    tl::webhook const copy = many;
    many = {};
    tl::http::request request;
    REQUIRE(render(copy, store, request));
    REQUIRE(request.fields.size() == 102);
    CHECK(request.fields[99].name == "X-99");
    CHECK(request.fields[99].value == "99");
}

TEST_CASE("nothing is allocated when a request is used again") {
    tl::webhook const hook{
        .url = "https://api.example/todos/$TODO_ID",
        .authorization = tl::basic("me", "$TOKEN"),
        .fields = {{{"X-Name", "$NAME"}, {"X-Secret", tl::secret{"hidden"}}}},
        .query = {{{"lang", "$LANGUAGE"}, {"tags", "a$AGE", tl::arrays::repeated}}},
        .body = tl::xml_body("<a b='$NAME'>$AGE<![CDATA[$TOKEN]]></a>")};
    tl::http::request request;
    REQUIRE(render(hook, store, request));
    auto const first = shown(request);
    CHECK(trotline_tests::allocations([&] { static_cast<void>(render(hook, store, request)); }) ==
          0);
    CHECK(shown(request) == first);
    REQUIRE(render(rename_todo, store, request));
    CHECK(trotline_tests::allocations(
              [&] { static_cast<void>(render(rename_todo, store, request)); }) == 0);
    CHECK(shown(request) == rendered(rename_todo));
}

TEST_CASE("defaults give way to fields") {
    tl::webhook const hook{.url = "http://x",
                           .fields = {{{"accept", "text/plain"},
                                       {"USER-AGENT", ""},
                                       {"Content-type", "application/vnd.x+json"}}},
                           .body = tl::json_body("{}"),
                           .format = tl::response_format::json};
    CHECK(
        rendered(hook) ==
        "GET http://x\naccept: text/plain\nUSER-AGENT: \nContent-type: application/vnd.x+json\n{}");
    CHECK(rendered({.url = "http://x", .format = tl::response_format::xml}) ==
          "GET http://x\nAccept: application/xml, text/xml;q=0.9\nUser-Agent: trotline\n");
}

TEST_CASE("queries") {
    static struct {
        tl::webhook hook;
        std::string_view expected;
    } const table[] = {
        {{.url = "http://x", .query = {{{"ids", "", tl::arrays::repeated}}}},
         "http://x?ids=1&ids=2"},
        {{.url = "http://x", .query = {{{"ids", ""}}}}, "http://x?ids=%5B1%2C2%5D"},
        {{.url = "http://x", .query = {{{"a", "1"}, {"b c", "d&e"}}}}, "http://x?a=1&b%20c=d%26e"},
        {{.url = "http://x?z=0", .query = {{{"a", "100%"}}}}, "http://x?z=0&a=100%25"},
        {{.url = "http://x?", .query = {{{"$NAME", "$$"}}}}, "http://x?Ada=%24"},
        {{.url = "http://x?z&", .query = {{{"a", ""}}}}, "http://x?z&a="},
        {{.url = "http://x", .query = {{{"t", "$TAGS"}}}},
         "http://x?t=%5B%22a%20b%22%2C%201%2C%20null%2C%20%22%5Cu00e4%22%5D"},
        {{.url = "http://x", .query = {{{"t", "$TAGS", tl::arrays::repeated}}}},
         "http://x?t=a%20b&t=1&t=&t=%C3%A4"},
        {{.url = "http://x", .query = {{{"t", "$TAGS", tl::arrays::joined}}}},
         "http://x?t=a%20b,1,,%C3%A4"},
        {{.url = "http://x", .query = {{{"t", "$NO_TAGS", tl::arrays::repeated}}}}, "http://x"},
        {{.url = "http://x", .query = {{{"t", "$TAGS", tl::arrays::brackets}}}},
         "http://x?t%5B%5D=a%20b&t%5B%5D=1&t%5B%5D=&t%5B%5D=%C3%A4"},
        {{.url = "http://x", .query = {{{"t", "$TAGS", tl::arrays::indexed}}}},
         "http://x?t%5B0%5D=a%20b&t%5B1%5D=1&t%5B2%5D=&t%5B3%5D=%C3%A4"},
        {{.url = "http://x", .query = {{{"t", "$NO_TAGS", tl::arrays::indexed}}}}, "http://x"},
        {{.url = "http://x", .query = {{{"f", tl::encoded("a,b:c/$NAME%20$page")}}}},
         "http://x?f=a,b:c/Ada%203%263"},
        {{.url = "http://x",
          .query = {{{"f", tl::encoded("$TAGS"), tl::arrays::joined},
                     {"g", tl::encoded(std::string("h+i"))}}}},
         "http://x?f=a%20b,1,,%C3%A4&g=h+i"},
        {{.url = "http://x", .query = {{{"t", "$NO_TAGS", tl::arrays::joined}}}}, "http://x?t="},
        {{.url = "http://x", .query = {{{"t", "$NAME", tl::arrays::repeated}}}}, "http://x?t=Ada"},
        {{.url = "http://x", .query = {{{"page", ""}, {"q", "$page"}}}},
         "http://x?page=3%263&q=3%263"},
    };
    std::array<tl::assignment, 2> const overrides{
        {{"page", "3&3"}, {"ids", tl::json_text{"[1,2]"}}}};
    for (auto const& [hook, expected] : table) {
        tl::http::request request;
        auto const done = render(hook, store, request, overrides);
        REQUIRE(done);
        CHECK(request.url == expected);
    }
    CHECK(rendered({.url = "http://x", .query = {{{"t", "$NESTED", tl::arrays::repeated}}}})
              .starts_with("render failed: forbidden value NESTED: in the query parameter t: "));
}

TEST_CASE("a form from its pairs") {
    constexpr tl::webhook hook{
        .method = tl::method::post,
        .url = "http://x",
        .body = tl::form_body({{"name", "$NAME & co"}, {"t", "$TAGS", tl::arrays::repeated}})};
    CHECK(
        rendered(hook).ends_with("Content-Type: application/x-www-form-urlencoded\n"
                                 "name=Ada%20%26%20co&t=a%20b&t=1&t=&t=%C3%A4"));
    CHECK(rendered({.url = "http://x", .body = tl::form_body({{"t", "$UNKNOWN"}})})
              .starts_with("render failed: unknown parameter UNKNOWN: in the form field t: "));
}

TEST_CASE("overrides come before the store") {
    std::array<tl::assignment, 2> const overrides{{{"NAME", "Grace"}, {"TODO_ID", 8}}};
    CHECK(
        rendered(rename_todo, overrides).starts_with("PUT https://api.example/todos/8?lang=en\n"));
    CHECK(rendered(rename_todo, overrides).ends_with(R"({"name": "Grace", "age": 36})"));
}

TEST_CASE("authorization") {
    CHECK(rendered({.url = "http://x", .authorization = tl::basic("Aladdin", "open sesame")})
              .find("Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\n") != std::string::npos);
    CHECK(rendered({.url = "http://x", .authorization = tl::basic("$NAME", tl::secret{"$TOKEN"})})
              .find("Basic QWRhOiRUT0tFTg==\n") != std::string::npos);
    CHECK(rendered({.url = "http://x", .authorization = tl::bearer("$TOKEN")})
              .find("Authorization: Bearer s3cr&t\n") != std::string::npos);
    CHECK(rendered({.url = "http://x", .authorization = tl::bearer(tl::secret{"a\nb"})})
              .starts_with("render failed: forbidden value"));
    CHECK(rendered({.url = "http://x", .authorization = tl::basic("a:b", "c")})
              .starts_with("render failed: forbidden value user"));
}

TEST_CASE("a user without a password is a key, and a secret") {
    auto const secrets = [](tl::authorization how) {
        tl::http::request request;
        REQUIRE(render(tl::webhook{.url = "http://x", .authorization = std::move(how)}, store,
                       request));
        return request.secrets;
    };
    using list = std::vector<std::string>;
    CHECK(secrets(tl::basic("sk_live_1", "")) == list{"sk_live_1", "c2tfbGl2ZV8xOg=="});
    CHECK(secrets(tl::basic(tl::secret{"me"}, "you")) == list{"you", "me", "bWU6eW91"});
    CHECK(secrets(tl::basic("me", "you")) == list{"you", "bWU6eW91"});
    CHECK(secrets(tl::digest(tl::secret{"me"}, "you")) == list{"you", "me"});
}

TEST_CASE("digest credentials stand beside the fields") {
    tl::webhook const hook{.url = "http://x", .authorization = tl::digest("$NAME", "$TOKEN")};
    tl::http::request request;
    REQUIRE(render(hook, store, request));
    REQUIRE(request.digest);
    CHECK(request.digest->user == "Ada");
    CHECK(request.digest->password == "s3cr&t");
    CHECK(request.secrets == std::vector<std::string>{"s3cr&t"});
    CHECK(tl::http::find_field(request.fields, "Authorization") == nullptr);
    REQUIRE(render(tl::webhook{.url = "http://x"}, store, request));
    CHECK_FALSE(request.digest);
    CHECK(rendered({.url = "http://x", .authorization = tl::digest("a:b", "c")})
              .starts_with("render failed: forbidden value user"));
}

TEST_CASE("a wrong template of run time is found when it is rendered") {
    CHECK(rendered({.url = std::string("https://x/${A")}) ==
          "render failed: malformed template: in the URL: found the end, expected }, :- or | after "
          "the parameter's name at byte 13");
    CHECK(
        rendered({.url = "http://x", .fields = {{{std::string("a b"), "c"}}}})
            .starts_with("render failed: malformed template a b: in the field: found ` `, expected "
                         "a character of a token"));
    CHECK(rendered({.url = "http://x", .fields = {{{std::string("Host"), "$NAME"}}}})
              .starts_with("render failed: malformed template Host"));
    CHECK(rendered({.url = "http://x", .body = tl::json_body(std::string("{"))}) ==
          "render failed: malformed template: in the body: found the end, expected a member's name "
          "in quotes at byte 1");
    CHECK(rendered({.url = "http://x",
                    .body = tl::xml_body(std::string("<a>\xE2\x82\xAC<b>\xE2"
                                                     "\x82\xAC</a>"))}) ==
          "render failed: malformed template: in the body: found `a`, expected the name of the "
          "element that is open here at byte 14");
    CHECK(rendered({.url = "http://x", .body = tl::xml_body(std::string("<a \xC3\x97/>"))}) ==
          "render failed: malformed template: in the body: found `\xC3\x97`, expected an "
          "attribute, '/>' or '>' at byte 4");
    // of a password nothing is shown
    CHECK(rendered({.url = "http://x", .authorization = tl::basic("a", std::string("${b!"))}) ==
          "render failed: malformed template: in the authorization: expected }, :- or | after the "
          "parameter's name at byte 3");
    CHECK(rendered({}).starts_with("render failed: malformed template"));
    CHECK(rendered({.url = "http://x", .body = tl::text_body("$UNKNOWN")}) ==
          "render failed: unknown parameter UNKNOWN: in the body: no value was given, and the "
          "store has none at byte 0");
}

TEST_CASE("a request knows its secrets in every form in which they stand") {
    tl::webhook const hook{.url = "https://x/$TOKEN",
                           .authorization = tl::basic("me", "$TOKEN"),
                           .fields = {{{"X-Key", tl::secret{"k3y"}}}},
                           .query = {{{"q", tl::secret{"qu ry"}}, {"filled", ""}}},
                           .body = tl::json_body(R"({"a": "$QUOTED", "b": $QUOTED})")};
    tl::memory_parameter_store const secrets{{"TOKEN", tl::secret{"s3cr&t"}},
                                             {"QUOTED", tl::secret{"a\"b"}}};
    std::array<tl::assignment, 1> const overrides{{{"filled", tl::secret{"f&d"}}}};
    tl::http::request request;
    REQUIRE(render(hook, secrets, request, overrides));
    std::string const visible = tl::http::redact(shown(request), request.secrets);
    CHECK(visible ==
          "GET https://x/[secret]?q=[secret]&filled=[secret]\n"
          "Authorization: Basic [secret]\n"
          "X-Key: [secret]\n"
          "Accept: application/json, application/xml, text/xml;q=0.9, */*;q=0.1\n"
          "User-Agent: trotline\n"
          "Content-Type: application/json\n"
          "{\"a\": \"[secret]\", \"b\": \"[secret]\"}");
    for (std::string_view const raw : {"s3cr&t", "a\"b", "f&d", "k3y"})
        CHECK(tl::http::redact(raw, request.secrets) == tl::http::redacted);
    REQUIRE(render(tl::webhook{.url = "https://x"}, secrets, request));
    CHECK(request.secrets.empty());
}

TEST_CASE("no failure shows a secret") {
    using namespace std::string_literals;
    // The token as a value that every place refuses, and next to a value that is refused.
    std::string const token = "t0ken";
    std::vector<std::string> const evil{token + "\n", token + "\xFF", token + " /@", token + "\0"s,
                                        "javascript:" + token};
    tl::webhook const hooks[] = {
        {.url = "$SECRET"},
        {.url = "https://$SECRET/"},
        {.url = "https://x:$SECRET/"},
        {.url = "$SECRET://x"},
        {.url = "https://x/$SECRET/$UNKNOWN"},
        {.url = "https://x", .authorization = tl::basic("$SECRET", "$UNKNOWN")},
        {.url = "https://x", .authorization = tl::bearer("$SECRET$UNKNOWN")},
        {.url = "https://x", .fields = {{{"$SECRET", "a"}}}},
        {.url = "https://x", .fields = {{{"A", "$SECRET"}, {"B", "$UNKNOWN"}}}},
        {.url = "https://x", .fields = {{{"Cookie", "a=$SECRET"}, {"B", "$UNKNOWN"}}}},
        {.url = "https://x", .query = {{{"$SECRET", "$SECRET"}, {"b", "$UNKNOWN"}}}},
        {.url = "https://x",
         .body = tl::json_body(R"({"a": "$SECRET", "b": $SECRET, "c": $UNKNOWN})")},
        {.url = "https://x",
         .body = tl::xml_body("<a b='$SECRET'>$SECRET<![CDATA[$SECRET]]>$UNKNOWN</a>")},
        {.url = "https://x", .body = tl::html_body("<a href='$SECRET'>$SECRET$UNKNOWN</a>")},
        {.url = "https://x", .body = tl::form_body("a=$SECRET&b=$UNKNOWN")},
        {.url = "https://x", .body = tl::text_body("$SECRET$UNKNOWN")},
    };
    for (std::string const& value : evil) {
        tl::memory_parameter_store const secrets{{"SECRET", tl::secret{value}}};
        for (tl::webhook const& hook : hooks) {
            tl::http::request request;
            auto const done = render(hook, secrets, request);
            REQUIRE_FALSE(done.has_value());
            CHECK(to_string(done.error()).find(token) == std::string::npos);
            CHECK(shown(done.error()).find(token) == std::string::npos);
        }
    }
}

namespace {
// A store that changes between any two reads, unless it is held.
struct changing_store {
    struct state {
        bool read(std::string_view, auto&& sink) const {
            sink(tl::value(value));
            return true;
        }
        int value;
    };
    bool read(std::string_view name, auto&& sink) const { return hold().read(name, sink); }
    tl::result<void> apply(std::span<tl::assignment>) { return {}; }
    state hold() const { return {++value}; }

    mutable int value = 0;
};
static_assert(tl::parameter_store<changing_store>);
}  // namespace

TEST_CASE("a request is rendered from one state of the store") {
    constexpr tl::webhook hook{.url = "https://x/$A",
                               .fields = {{{"B", "$B"}}},
                               .query = {{{"c", "$C"}}},
                               .body = tl::text_body("$D$D")};
    changing_store const changing;
    tl::http::request request;
    for (char const expected : {'1', '2'}) {
        REQUIRE(render(hook, changing, request));
        CHECK(request.url == std::string("https://x/") + expected + "?c=" + expected);
        CHECK(request.fields.front().value == std::string(1, expected));
        CHECK(request.content == std::string(2, expected));
    }
}

}  // namespace top_webhook_test
