// SPDX-License-Identifier: BSL-1.0
#include <trotline/node/basic_webhook_node.hpp>

#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "support/todo.hpp"

namespace node_basic_webhook_node_test {

namespace tl = trotline;

namespace {

using trotline_tests::todo;

using todo_rows = tl::mapping<todo, tl::row<"data.userId", &todo::user_id>,
                              tl::row<"data['title']", &todo::title>,
                              tl::row<"$.data.tags[0]", &todo::first_tag>>;
using kept = tl::parameters_from<tl::row<"data.userId", "USER_ID">, tl::row<"data.title", "TITLE">,
                                 tl::row<"data.tags", "TAGS">>;

constexpr tl::webhook rename_todo{
    .label = "rename a todo",
    .method = tl::method::put,
    .url = "https://api.example/todos/$TODO_ID",
    .fields = {{{"Authorization", "Bearer $TOKEN"}}},
    .query = {{{"lang", "$LANGUAGE"}}},
    .body = tl::json_body(R"({"name": "$NAME", "age": $AGE})"),
};
constexpr std::string_view good = R"({"data": {"userId": 9, "title": "Ada", "tags": ["x", "y"]}})";
constexpr std::string_view token = "t0ken/5ecret";

using node_type = tl::basic_webhook_node<tl::scripted_transport, tl::media_type_parser,
                                         tl::memory_parameter_store>;

tl::http::response answer(int status, std::string_view content,
                          std::string_view media_type = "application/json") {
    tl::http::response r;
    r.status = status;
    if (!media_type.empty()) r.fields.push_back({"content-type", std::string(media_type)});
    r.content = content;
    return r;
}
node_type node_answering(tl::result<tl::http::response> said) {
    return node_type(tl::scripted_transport({{.answer = std::move(said)}}), {},
                     {{"TODO_ID", 7},
                      {"TOKEN", tl::secret{std::string(token)}},
                      {"LANGUAGE", "en"},
                      {"NAME", "Ada \"A\""},
                      {"AGE", 36}});
}

}  // namespace

TEST_CASE(
    "a call sends what the webhook says, and lands the answer in a struct and in parameters") {
    auto node = node_answering(answer(200, good));
    auto const called = node.call<todo_rows, kept>(rename_todo);
    REQUIRE(called);
    CHECK(*called == todo{9, "Ada", "x"});
    CHECK(node.parameters().get("USER_ID") == tl::value(9));
    CHECK(node.parameters().get("TITLE") == tl::value("Ada"));
    CHECK(node.parameters().get("TAGS") == tl::value(tl::json_text{R"(["x", "y"])"}));

    auto const sent = node.transport().sent();
    REQUIRE(sent.size() == 1);
    CHECK(sent[0].method == tl::http::method::put);
    CHECK(sent[0].url == "https://api.example/todos/7?lang=en");
    CHECK(sent[0].content == R"({"name": "Ada \"A\"", "age": 36})");
    CHECK(tl::http::find_field(sent[0].fields, "authorization")->value ==
          "Bearer " + std::string(token));
    CHECK(tl::http::find_field(sent[0].fields, "content-type")->value == "application/json");
}

TEST_CASE("all five methods") {
    auto node = node_answering(answer(200, good));
    for (auto const method : {tl::method::get, tl::method::post, tl::method::put,
                              tl::method::delete_, tl::method::patch}) {
        tl::webhook hook{.method = method, .url = "https://api.example/"};
        CHECK(node.call<todo_rows>(hook));
        CHECK(node.transport().sent().back().method == method);
    }
}

TEST_CASE("an array answer, by dotted and by quoted name") {
    auto node = node_answering(answer(200, R"([{"userId": 3}])"));
    CHECK(
        node.call<tl::parameters_from<tl::row<"$[0].userId", "A">, tl::row<"$[0]['userId']", "B">>>(
            rename_todo));
    CHECK(node.parameters().get("A") == tl::value(3));
    CHECK(node.parameters().get("B") == tl::value(3));
}

TEST_CASE("XML by the same rows, chosen by media type or stated by the webhook") {
    constexpr std::string_view note = "<data><userId>4</userId><title>T&amp;U</title></data>";
    auto node = node_answering(answer(200, note, "text/xml"));
    auto const called = node.call<todo_rows>(rename_todo);
    REQUIRE(called);
    CHECK(*called == todo{4, "T&U", std::nullopt});

    auto silent = node_answering(answer(200, note, ""));
    auto const failed = silent.call<todo_rows>(rename_todo);
    REQUIRE_FALSE(failed);
    CHECK(failed.failure().code == tl::code::unsupported_media_type);
    tl::webhook stated = rename_todo;
    stated.format = tl::response_format::xml;
    CHECK(silent.call<todo_rows>(stated));
}

TEST_CASE("rows beyond the content: status, field, elapsed; conditions on the answer") {
    using facts =
        tl::parameters_from<tl::status_row<"STATUS">, tl::field_row<"x-request-id", "ID">,
                            tl::elapsed_row<"MS">,
                            tl::field_row<"x-not-there", "NONE", tl::row_option::optional>,
                            tl::status_condition<200, 201>, tl::condition<"ok", true>>;
    auto said = answer(201, R"({"ok": true})");
    said.fields.push_back({"X-Request-Id", "abc"});
    auto node = node_answering(said);
    REQUIRE(node.call<facts>(rename_todo));
    CHECK(node.parameters().get("STATUS") == tl::value(201));
    CHECK(node.parameters().get("ID") == tl::value("abc"));
    CHECK(std::get<std::int64_t>(node.parameters().get("MS")->get()) >= 0);
    CHECK_FALSE(node.parameters().get("NONE"));

    auto refusing = node_answering(answer(202, R"({"ok": false})"));
    auto const failed = refusing.call<facts>(rename_todo);
    REQUIRE_FALSE(failed);
    REQUIRE(failed.failure().rows.size() == 3);
    CHECK(failed.failure().rows[0].code == tl::code::missing);
    CHECK(failed.failure().rows[0].description.path == "x-request-id");
    CHECK(failed.failure().rows[1].code == tl::code::unmet_condition);
    CHECK(failed.failure().rows[1].description.path == "(status)");
    CHECK(failed.failure().rows[2].code == tl::code::unmet_condition);
    CHECK(failed.failure().rows[2].description.path == "ok");
    CHECK_FALSE(refusing.parameters().get("STATUS"));
}

TEST_CASE(
    "whatever goes wrong leaves through one branch, typed, with nothing written and no secret "
    "shown") {
    tl::failure unresolved;
    unresolved.stage = tl::stage::resolve;
    unresolved.code = tl::code::unresolved;
    unresolved.detail = "no address; we asked with " + std::string(token);
    std::string const echo = R"({"data": {"userId": ")" + std::string(token) + R"(", "title": 1}})";
    struct {
        char const* what;
        tl::result<tl::http::response> said;
        tl::stage stage;
        tl::code code;
        char const* shown;
    } const cases[] = {
        {"not sent", unresolved, tl::stage::resolve, tl::code::unresolved,
         "resolve failed: unresolved: no address; we asked with [secret]"},
        {"a server error", answer(500, R"({"error": "out of order"})"), tl::stage::status,
         tl::code::unexpected_status,
         R"(500 Internal Server Error): expected 2xx; the answer says: {"error": "out of order"})"},
        {"an echoed token", answer(401, "bad token " + std::string(token)), tl::stage::status,
         tl::code::unexpected_status, "bad token [secret]"},
        {"no content", answer(200, ""), tl::stage::map, tl::code::missing,
         "the answer has no content"},
        {"a page", answer(200, "<html>", "text/html"), tl::stage::parse,
         tl::code::unsupported_media_type, "(text/html)"},
        {"malformed", answer(200, R"({"data": {"userId": 9})"), tl::stage::parse,
         tl::code::malformed, "at byte 22"},
        {"missing", answer(200, R"({"data": {"title": "T"}})"), tl::stage::map, tl::code::missing,
         "data.userId -> user_id: not found"},
        {"wrong type", answer(200, R"({"data": {"userId": 9, "title": []}})"), tl::stage::map,
         tl::code::wrong_type, "data['title'] -> title: wrong type: found an array []"},
        {"wrong type, a secret echoed", answer(200, echo), tl::stage::map, tl::code::wrong_type,
         "found a string [secret]"},
        {"out of range", answer(200, R"({"data": {"userId": 99999999999999999999, "title": ""}})"),
         tl::stage::map, tl::code::out_of_range, "99999999999999999999"},
        {"twice", answer(200, R"({"data": {"userId": 1, "userId": 2, "title": ""}})"),
         tl::stage::map, tl::code::ambiguous, "more than once"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.what);
        auto node = node_answering(c.said);
        auto const before = node.parameters().snapshot();
        todo object{1, "kept", "kept"};
        auto const failed = node.call_into<todo_rows, kept>(object, rename_todo);
        REQUIRE_FALSE(failed);
        CHECK(failed.failure().stage == c.stage);
        CHECK(failed.failure().code == c.code);
        CHECK(object == todo{1, "kept", "kept"});
        CHECK(node.parameters().snapshot() == before);
        std::string const text = to_string(failed.failure());
        CAPTURE(text);
        CHECK(text.find(c.shown) != std::string::npos);
        CHECK(text.find(token) == std::string::npos);
        CHECK((failed.response() != nullptr) == c.said.has_value());
        CHECK_FALSE(node.call<todo_rows, kept>(rename_todo));
    }
}

TEST_CASE("no part of an echoed secret is shown either") {
    std::string const echo = R"({"data": {"userId": ["...........................)" +
                             std::string(token) + R"("], "title": ""}})";
    auto node = node_answering(answer(200, echo));
    auto const failed = node.call<todo_rows>(rename_todo);
    REQUIRE_FALSE(failed);
    CHECK(to_string(failed.failure()).find(token.substr(0, 4)) == std::string::npos);
}

TEST_CASE("an unknown parameter fails before anything is sent") {
    node_type node(tl::scripted_transport({}), {}, {{"TODO_ID", 7}});
    auto const failed = node.call<todo_rows>(rename_todo);
    REQUIRE_FALSE(failed);
    CHECK(failed.failure().stage == tl::stage::render);
    CHECK(failed.failure().code == tl::code::unknown_parameter);
    CHECK(failed.failure().subject == "LANGUAGE");
    CHECK_FALSE(failed.failure().may_have_been_processed);
    CHECK(node.transport().sent().empty());
}

TEST_CASE("a 2xx answer without content maps if no row needs content") {
    auto node = node_answering(answer(204, "", ""));
    CHECK(node.call(rename_todo));
    CHECK(node.call<tl::parameters_from<tl::status_row<"STATUS">>>(rename_todo));
    CHECK(node.parameters().get("STATUS") == tl::value(204));
    using only_optional = tl::mapping<todo, tl::row<"data.tag", &todo::first_tag>,
                                      tl::optional_row<"data.title", &todo::title>>;
    auto const called = node.call<only_optional>(rename_todo);
    REQUIRE(called);
    CHECK(*called == todo{-1, "as it was", std::nullopt});
    // what is missing elsewhere is not for want of a content
    using with_field =
        tl::parameters_from<tl::optional_row<"data.title", "TITLE">, tl::field_row<"ETag", "TAG">>;
    auto const no_field = node.call<with_field>(rename_todo);
    REQUIRE_FALSE(no_field);
    CHECK(no_field.failure().code == tl::code::missing);
    CHECK(to_string(no_field.failure()).find("no content") == std::string::npos);
    auto const no_content = node.call<todo_rows>(rename_todo);
    REQUIRE_FALSE(no_content);
    CHECK(to_string(no_content.failure()).find("the answer has no content") != std::string::npos);
}

TEST_CASE("into an object that exists: its members change if all is well, and no others") {
    auto node = node_answering(answer(200, good));
    using title = tl::mapping<todo, tl::row<"data.title", &todo::title>>;
    todo object{3, "before", "tag"};
    CHECK(node.call_into<title>(object, rename_todo));
    CHECK(object == todo{3, "Ada", "tag"});
    using wrong = tl::mapping<todo, tl::row<"data.title", &todo::title>,
                              tl::row<"data.title", &todo::user_id>>;
    object.title = "before";
    CHECK_FALSE(node.call_into<wrong>(object, rename_todo));
    CHECK(object == todo{3, "before", "tag"});
}

TEST_CASE("rows from a configuration land in parameters") {
    auto const rows = [](std::vector<tl::run_time_row> const& made) {
        return *tl::run_time_mapping::build(made);
    };
    auto const both =
        rows({{"data.userId", "USER_ID"}, {"", "STATUS", {}, {200, 204}, tl::row_source::status}});
    auto node = node_answering(answer(200, good));
    CHECK(node.call(rename_todo, both));
    CHECK(node.parameters().get("USER_ID") == tl::value(9));
    CHECK(node.parameters().get("STATUS") == tl::value(200));

    auto missing = node_answering(answer(200, R"({"data": {}})"));
    auto const failed = missing.call(rename_todo, both);
    REQUIRE_FALSE(failed);
    CHECK(failed.failure().stage == tl::stage::map);
    CHECK(failed.failure().rows[0].code == tl::code::missing);
    CHECK_FALSE(missing.parameters().get("STATUS").has_value());

    // without content, only a row that needs it fails
    auto empty = node_answering(answer(204, "", ""));
    CHECK_FALSE(empty.call(rename_todo, both));
    CHECK(empty.call(rename_todo, rows({{"data.userId", "USER_ID", tl::row_option::optional},
                                        {"", "STATUS", {}, {}, tl::row_source::status}})));
    CHECK(empty.parameters().get("STATUS") == tl::value(204));
    CHECK_FALSE(empty.parameters().get("USER_ID").has_value());
}

TEST_CASE("which statuses are a success is the webhook's to say") {
    auto node = node_answering(answer(404, good));
    CHECK_FALSE(node.call<todo_rows>(rename_todo));
    tl::webhook lenient = rename_todo;
    lenient.success = {{{200, 299}, 404}};
    CHECK(node.call<todo_rows>(lenient));
}

TEST_CASE("options of one call: parameters before the store's, a deadline, a stop") {
    auto node = node_answering(answer(200, good));
    CHECK(node.call<todo_rows>(rename_todo, {.parameters = {{"TODO_ID", 8}}}));
    CHECK(node.transport().sent().back().url == "https://api.example/todos/8?lang=en");
    CHECK(node.parameters().get("TODO_ID") == tl::value(7));

    auto const late = node.call<todo_rows>(rename_todo, {.deadline = std::chrono::milliseconds(0)});
    REQUIRE_FALSE(late);
    CHECK(late.failure().code == tl::code::timeout);

    std::stop_source source;
    source.request_stop();
    auto const stopped = node.call<todo_rows>(rename_todo, {.stop = source.get_token()});
    REQUIRE_FALSE(stopped);
    CHECK(stopped.failure().code == tl::code::cancelled);
}

namespace {
struct throwing_transport {
    tl::result<tl::http::response> send(tl::http::request const&, tl::deadline, std::stop_token) {
        throw std::runtime_error("out of cheese");
    }
};
struct refusing_store {
    std::map<std::string, tl::value, std::less<>> held;
    bool read(std::string_view, auto&&) const { return false; }
    tl::result<void> apply(std::span<tl::assignment>) {
        tl::failure why;
        why.stage = tl::stage::store;
        why.code = tl::code::rejected;
        return why;
    }
};
}  // namespace

TEST_CASE("a policy that throws, and a store that refuses, are failures too") {
    tl::webhook const hook{.url = "https://api.example/"};
    tl::basic_webhook_node<throwing_transport, tl::media_type_parser, tl::memory_parameter_store>
        throwing;
    auto const thrown = throwing.call(hook);
    REQUIRE_FALSE(thrown);
    CHECK(thrown.failure().code == tl::code::internal);
    CHECK(thrown.failure().detail == "out of cheese");

    refusing_store store;
    tl::scripted_transport transport({{.answer = answer(200, good)}});
    tl::basic_webhook_node<tl::scripted_transport&, tl::media_type_parser, refusing_store&> shared(
        transport, {}, store);
    todo object{1, "kept", "kept"};
    auto const refused = shared.call_into<todo_rows, kept>(object, hook);
    REQUIRE_FALSE(refused);
    CHECK(refused.failure().stage == tl::stage::store);
    CHECK(refused.failure().may_have_been_processed);
    CHECK(object == todo{1, "kept", "kept"});
    CHECK(transport.sent().size() == 1);
}

TEST_CASE("one node, several threads") {
    auto node = node_answering(answer(200, good));
    std::vector<std::jthread> threads;
    std::array<int, 4> mapped{};
    threads.reserve(mapped.size());
    for (int& count : mapped)
        threads.emplace_back([&node, &count] {
            for (int i = 0; i < 50; ++i)
                count += node.call<todo_rows, kept>(rename_todo).has_value();
        });
    threads.clear();
    CHECK(mapped == std::array{50, 50, 50, 50});
}

namespace {
struct greeting {
    std::string_view text;
    int n = 0;
};
BOOST_DESCRIBE_STRUCT(greeting, (), (text, n))
using greeting_rows =
    tl::mapping<greeting, tl::row<"r.t", &greeting::text>, tl::row<"r.n", &greeting::n>>;
}  // namespace

TEST_CASE("XML in another encoding is made UTF-8 in the answer, where views point to") {
    struct {
        std::string type, content;
    } const cases[] = {
        {"text/xml; charset=iso-8859-1", "<r><t>gr\xFC\xDF</t><n>7</n></r>"},
        {"application/xml",
         "<?xml version='1.0' encoding='windows-1252'?><r><t>gr\xFC\xDF</t><n>7</n></r>"},
        {"application/soap+xml; charset=\"utf-8\"", "<r><t>gr\xC3\xBC\xC3\x9F</t><n>7</n></r>"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.type);
        node_type node(tl::scripted_transport(
                           {{.answer = tl::http::response{.status = 200,
                                                          .fields = {{"Content-Type", one.type}},
                                                          .content = one.content}}}),
                       {}, {});
        auto const called = node.call<greeting_rows>(tl::webhook{.url = "http://127.0.0.1/"});
        REQUIRE(called);
        CHECK(called->text == "gr\xC3\xBC\xC3\x9F");
        CHECK(called->n == 7);
    }
}

TEST_CASE("what is wrong with it says that offsets are those of the UTF-8 text") {
    auto const failed = [](std::string type, std::string content) {
        node_type node(
            tl::scripted_transport(
                {{.answer = tl::http::response{.status = 200,
                                               .fields = {{"Content-Type", std::move(type)}},
                                               .content = std::move(content)}}}),
            {}, {});
        auto const called = node.call<greeting_rows>(tl::webhook{.url = "http://127.0.0.1/"});
        REQUIRE(!called);
        return called.failure();
    };
    auto const wrong_row = failed("text/xml; charset=latin1", "<r><t>\xFC\xFC</t><n>x</n></r>");
    CHECK(wrong_row.stage == tl::stage::map);
    CHECK(wrong_row.offset == 14);
    CHECK(wrong_row.detail.ends_with(
        "offsets are those of the content in UTF-8, which it was made first"));
    auto const unknown = failed("text/xml; charset=koi8-r", "<r/>");
    CHECK(unknown.code == tl::code::unsupported_media_type);
    auto const nothing = failed("text/xml; charset=windows-1252", "<r>\x81</r>");
    CHECK(nothing.stage == tl::stage::parse);
    CHECK(nothing.code == tl::code::malformed);
    CHECK(nothing.offset == 3);
}

}  // namespace node_basic_webhook_node_test
