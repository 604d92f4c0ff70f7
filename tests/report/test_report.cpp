// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/test_report.hpp>

#include <trotline/configuration.hpp>
#include <trotline/json/validate.hpp>
#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/report/curl_command.hpp>
#include <trotline/report/json.hpp>
#include <trotline/report/text.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/temporary_folder.hpp"
#include "support/todo.hpp"

namespace report_test_report_test {

namespace tl = trotline;

namespace {

using node = tl::basic_webhook_node<tl::scripted_transport, tl::media_type_parser,
                                    tl::memory_parameter_store>;

using trotline_tests::todo;
using todo_rows =
    tl::mapping<todo, tl::row<"data.userId", &todo::user_id>, tl::row<"data.title", &todo::title>,
                tl::row<"data.tags[0]", &todo::first_tag>>;
using kept = tl::parameters_from<tl::row<"data.userId", "USER_ID">, tl::condition<"ok", true>,
                                 tl::status_row<"STATUS">,
                                 tl::field_row<"ETag", "VERSION", tl::row_option::optional>>;

constexpr tl::webhook rename_todo{
    .label = "rename a todo",
    .method = tl::method::put,
    .url = "https://api.example/todos/$TODO_ID",
    .fields = {{{"Authorization", "Bearer $TOKEN"}}},
    .body = tl::json_body(R"({"name": "$NAME"})"),
};

node answering(std::string content, int status = 200, std::string type = "application/json") {
    tl::http::response answer{.status = status,
                              .fields = {{"Content-Type", std::move(type)}},
                              .content = std::move(content)};
    return {tl::scripted_transport({{.answer = std::move(answer)}}),
            {},
            tl::memory_parameter_store{
                {"TODO_ID", 7}, {"TOKEN", tl::secret{"t0ken"}}, {"NAME", "Ada"}}};
}

}  // namespace

TEST_CASE("a report shows a file's name and size, not what it contains") {
    trotline_tests::temporary_folder const folder;
    auto tested = answering("{}");
    tested.parameters().set("PHOTO", folder.write("cat.png", "12345"));
    tl::webhook const hook{
        .method = tl::method::post,
        .url = "https://api.example/",
        .body = tl::multipart_body({{"key", "$TOKEN"}, {"photo", tl::file_part("$PHOTO")}})};
    auto const report = tested.test_request(hook, {}, {.dry_run = true});
    REQUIRE(report.request);
    std::string const text = to_text(report), json = to_json(report),
                      command = tl::curl_command(*report.request);
    for (std::string const& shown : {text, json}) {
        CHECK(shown.find("[cat.png, 5 bytes]") != std::string::npos);
        CHECK(shown.find("[secret]") != std::string::npos);
        CHECK(shown.find("12345") == std::string::npos);
    }
    CHECK(command.find("; cat " + folder.path("cat.png") + "; printf ") != std::string::npos);
    for (std::string const& shown : {text, json, command})
        CHECK(shown.find("t0ken") == std::string::npos);
}

TEST_CASE("a request that maps") {
    auto tested =
        answering(R"({"ok": true, "data": {"userId": 5, "title": "a \"b\"", "tags": null}})");
    auto const before = tested.parameters().snapshot();
    tl::test_report const report = tested.test_request<todo_rows, kept>(rename_todo);
    CHECK(report.mapped());
    CHECK(report.label == "rename a todo");
    REQUIRE(report.request);
    CHECK(report.request->url == "https://api.example/todos/7");
    CHECK(report.request->content == R"({"name": "Ada"})");
    CHECK(report.request->secrets.empty());
    REQUIRE(report.answer);
    CHECK(report.answer->status == 200);
    REQUIRE(report.rows.size() == 7);
    struct {
        std::string_view path, destination, raw, value;
        std::size_t begin;
    } const rows[] = {
        {"data.userId", "user_id", "5", "5", 32},
        {"data.title", "title", R"("a \"b\"")", R"("a \"b\"")", 44},
        {"data.tags[0]", "first_tag", "", "null", tl::npos},
        {"data.userId", "USER_ID", "5", "5", 32},
        {"ok", "", "true", "", 7},
        {"(status)", "STATUS", "200", "200", tl::npos},
        {"ETag", "VERSION", "", "", tl::npos},
    };
    for (std::size_t r = 0; r < 7; ++r) {
        CAPTURE(r);
        CHECK(report.rows[r].path == rows[r].path);
        CHECK(report.rows[r].destination == rows[r].destination);
        CHECK(report.rows[r].raw == rows[r].raw);
        CHECK(report.rows[r].value == rows[r].value);
        CHECK(report.rows[r].begin == rows[r].begin);
        CHECK_FALSE(report.rows[r].failed);
    }
    CHECK(report.rows[6].code == tl::code::missing);
    CHECK(tested.parameters().snapshot() == before);
}

TEST_CASE("a row that is a query shows what it selects, cut after ten values") {
    auto const selecting = [](std::string_view content) {
        auto tested = answering(std::string(content));
        auto const mapping =
            tl::run_time_mapping::build({{"n[*]", "ALL"}, {"n[?@ > 90]", "LARGE"}});
        return tested.test_request(rename_todo, mapping.value());
    };
    auto const some = selecting(R"({"n": [1, 99, "x"]})");
    REQUIRE(some.rows.size() == 2);
    CHECK(some.mapped());
    CHECK(some.rows[0].raw == R"(1, 99, "x")");
    CHECK(some.rows[0].value == R"([1,99,"x"])");
    CHECK(some.rows[1].raw == "99");
    auto const many = selecting(R"({"n": [0,1,2,3,4,5,6,7,8,9,10,11]})");
    CHECK(many.rows[0].raw == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, ... (12 values)");
    CHECK(many.rows[1].message == "the query selects nothing");
    CHECK(many.rows[1].value == "[]");
}

TEST_CASE("what each row says when it fails") {
    auto tested =
        answering(R"({"ok": false, "data": {"user_id": 5, "title": [1], "id": 3}, "more": 1})");
    tl::test_report const report = tested.test_request<todo_rows, kept>(rename_todo);
    CHECK_FALSE(report.mapped());
    REQUIRE(report.failure);
    CHECK(report.failure->stage == tl::stage::map);
    CHECK(report.rows[0].code == tl::code::missing);
    CHECK(report.rows[0].message == "`data` has `user_id`, `title`, `id`: did you mean `user_id`?");
    CHECK(report.rows[0].suggestion == "user_id");
    CHECK(report.rows[0].names == std::vector<std::string>{"user_id", "title", "id"});
    CHECK(report.rows[1].code == tl::code::wrong_type);
    CHECK(report.rows[1].raw == "[1]");
    CHECK(report.rows[1].message == "found an array, expected a string");
    CHECK(report.rows[4].code == tl::code::unmet_condition);
    CHECK(report.rows[4].message == "found a boolean, expected true");
    CHECK(report.rows[5].code == tl::code::none);
}

TEST_CASE("where the way to a row ended") {
    struct {
        std::string_view content, path, message;
    } const cases[] = {
        {R"({"data": [1, 2]})", "data.id",
         "`data` is an array of 2 elements: write [0] for the first"},
        {R"({"data": [1, 2]})", "data[2]", "`data` is an array of 2 elements"},
        {R"({"data": {"x": 1}})", "data[0]", "`data` is an object, not an array"},
        {R"({"data": "x"})", "data.id", "`data` is a string, which has nothing inside"},
        {R"({"Data": 1, "other": 2})", "data",
         "the document has `Data`, `other`: did you mean `Data`?"},
        {R"({})", "data", "the document has no members"},
        {R"({"data": {"www.test.com": 1, "www": 2}})", "data.www.test.com",
         "`data.www` is a number, which has nothing inside"},
        {R"({"data": {"www.test.com": 1}})", "data.www.test.com",
         "`data` has `www.test.com`: the dots belong to the name: write `data['www.test.com']`"},
        {R"({"a.b": {"c": 1}})", "a.b.d",
         "the document has `a.b`: the dots belong to the name: write `['a.b'].d`"},
        {R"({"id": 1})", "id\xC2\xA0",
         "the document has `id`: the path has a no-break space (U+00A0) in `id\xC2\xA0`"},
        {R"({"id": 1})", "[\xE2\x80\x98id\xE2\x80\x99]",
         "the document has `id`: the path has a curly quote (U+2018) in "
         "`\xE2\x80\x98id\xE2\x80\x99`"},
        {R"({"a": {"b": [{"naem": 1}]}})", "a.b[0].name",
         "`a.b[0]` has `naem`: did you mean `naem`?"},
        {R"({"a": 1, "a": 2})", "a",
         "more than one; expected one member with that name in an object"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.content);
        auto tested = answering(std::string(one.content));
        auto const mapping =
            tl::run_time_mapping::build({{.path = std::string(one.path), .parameter = "X"}});
        REQUIRE(mapping.has_value());
        auto const report = tested.test_request(rename_todo, *mapping);
        CHECK(report.rows[0].message == one.message);
        CHECK(report.rows[0].failed);
    }
}

TEST_CASE("rows in XML") {
    auto tested = answering(R"(<data id="7"><userId>5</userId></data>)", 200, "application/xml");
    auto const mapping = tl::run_time_mapping::build({{.path = "data.userId", .parameter = "A"},
                                                      {.path = "data.@id", .parameter = "B"},
                                                      {.path = "data.userID", .parameter = "C"}});
    auto const report = tested.test_request(rename_todo, *mapping);
    CHECK(report.rows[0].raw == "<userId>5</userId>");
    CHECK(report.rows[0].value == "\"5\"");
    CHECK(report.rows[1].raw == "7");
    CHECK(report.rows[2].message == "`data` has `userId`: did you mean `userId`?");
}

TEST_CASE("a condition of run time has no place: what stands in the answer is shown") {
    auto tested = answering(R"({"ok": true})");
    auto const mapping =
        tl::run_time_mapping::build({{.path = "ok", .allowed = {tl::value(true)}}});
    auto const report = tested.test_request(rename_todo, *mapping);
    CHECK(report.rows[0].value.empty());
    CHECK(report.rows[0].raw == "true");
    CHECK(to_text(report).find("null") == std::string::npos);
}

TEST_CASE("a call that does not get to its rows") {
    for (auto const& [content, status, stage] :
         {std::tuple{"oh no", 500, tl::stage::status}, {"{", 200, tl::stage::parse}}) {
        auto tested = answering(content, status);
        auto const report = tested.test_request<todo_rows>(rename_todo);
        REQUIRE(report.failure);
        CHECK(report.failure->stage == stage);
        CHECK_FALSE(report.rows[0].tried);
        CHECK(to_text(report).find("not tried") != std::string::npos);
    }
    auto tested = answering("", 204);
    CHECK(tested.test_request<todo_rows>(rename_todo).rows[0].message ==
          "the answer has no content");
}

TEST_CASE("a dry run sends nothing") {
    auto tested = answering("{}");
    auto const report = tested.test_request<todo_rows>(rename_todo, {}, {.dry_run = true});
    CHECK(tested.transport().sent().empty());
    CHECK_FALSE(report.failure);
    CHECK_FALSE(report.mapped());
    REQUIRE(report.request);
    CHECK(report.request->fields.front().value == "Bearer [secret]");
    CHECK_FALSE(report.answer);
    CHECK(to_text(report).ends_with("rendered, not sent"));
}

TEST_CASE("a request that cannot be rendered") {
    auto tested = answering("{}");
    auto const report = tested.test_request<todo_rows>({.url = "https://api.example/$NOBODY"}, {},
                                                       {.dry_run = true});
    REQUIRE(report.failure);
    CHECK(report.failure->code == tl::code::unknown_parameter);
    CHECK_FALSE(report.request);
}

TEST_CASE("a long content is cut") {
    auto tested = answering("[\"" + std::string(1000, 'x') + "\"]");
    auto const report = tested.test_request<>(rename_todo, {}, {.content_limit = 100});
    REQUIRE(report.answer);
    CHECK(report.answer->content.size() == 100);
    CHECK(report.answer->content_size == 1004);
    CHECK(report.answer->content_cut);
}

TEST_CASE("rows of a configuration, called and tested") {
    auto tested = answering(R"({"data": {"userId": 5}})");
    auto const read = tl::read_configuration(
        R"({"url": "https://api.example/", "rows": [{"path": "data.userId", "parameter": "USER_ID"}, {"source": "status", "parameter": "STATUS"}]})");
    REQUIRE(read);
    auto const report = tested.test_request(read->webhook, read->rows);
    CHECK(report.mapped());
    CHECK(report.rows[0].value == "5");
    CHECK(report.rows[1].value == "200");
    CHECK_FALSE(tested.parameters().get("USER_ID"));
    CHECK(tested.call(read->webhook, read->rows));
    CHECK(tested.parameters().get("USER_ID") == tl::value(5));
    CHECK(tested.parameters().get("STATUS") == tl::value(200));
}

TEST_CASE("rows for a failed answer") {
    auto const read = tl::read_configuration(
        R"({"url": "https://api.example/", "authorization": {"scheme": "bearer", "secret": "$TOKEN"},
            "rows": [{"path": "data.userId", "parameter": "USER_ID"}],
            "failure_rows": [{"path": "error.code", "parameter": "CODE"},
                             {"path": "error.said", "parameter": "SAID"},
                             {"source": "status", "parameter": "STATUS"}]})");
    REQUIRE(read);
    auto refusing = answering(R"({"error": {"code": 7, "said": "no t0ken"}})", 403);
    auto const report = refusing.test_request(read->webhook, read->rows, read->failure_rows);
    CHECK(report.failure->code == tl::code::unexpected_status);
    REQUIRE(report.failure_rows.size() == 3);
    CHECK(report.failure_rows[0].value == "7");
    CHECK(report.failure_rows[0].begin == 19);
    CHECK(report.failure_rows[1].value == R"("[secret]")");
    CHECK(report.failure_rows[2].value == "403");
    CHECK(to_text(report).find("  failure row  into") != std::string::npos);
    CHECK(to_text(report).find("t0ken") == std::string::npos);
    CHECK(to_json(report).find(R"("failure_rows":[{"path":"error.code","destination":"CODE")") !=
          std::string::npos);

    auto missing = answering(R"({"error": {"said": 1}})", 403);
    auto const lacking = missing.test_request(read->webhook, read->rows, read->failure_rows);
    REQUIRE(lacking.failure_rows.size() == 3);
    CHECK(lacking.failure_rows[0].failed);
    CHECK(lacking.failure_rows[0].code == tl::code::missing);
    CHECK(lacking.failure_rows[1].value == "1");

    for (auto const* const content : {R"({"data": {"userId": 5}})", "{}"}) {
        auto mapping = answering(content);
        CHECK(mapping.test_request(read->webhook, read->rows, read->failure_rows)
                  .failure_rows.empty());
    }
}

TEST_CASE("every report is JSON, and so is every value in it") {
    auto const read = tl::read_configuration(
        R"({"url": "https://api.example/", "authorization": {"scheme": "bearer", "secret": "$TOKEN"},
            "rows": [{"path": "$", "parameter": "ALL"}, {"path": "a", "parameter": "A"},
                     {"path": "a.b[*]", "parameter": "LIST"}, {"path": "a.@c", "parameter": "C"},
                     {"path": "n", "parameter": "N", "default": [1]},
                     {"source": "field", "path": "Content-Type", "parameter": "TYPE"},
                     {"source": "status", "parameter": "STATUS"}],
            "failure_rows": [{"path": "$", "parameter": "ALL"}, {"path": "a", "parameter": "A"}]})");
    REQUIRE(read);
    std::size_t values = 0;
    for (std::string_view const type :
         {"application/json", "text/xml", "text/plain", "text/xml; charset=ISO-8859-1", "\xFF\x01"})
        for (std::string_view const content :
             {R"({"a": {"b": [1, 1e999], "@c": "\u0000\ud83d\ude00"}})", "[1,\r\n{}]", "\"t0ken\"",
              "{\"a\": \"t0ken\"}", "{\"a\": [\"x\", null, 0.10]}", "12345678901234567890123", "",
              "{", "{\"\\ud800\": 1}", "\xFF\xFE\x01", "<html>", "<a c='&lt;\"'><b>1\n</b><b/></a>",
              "<a><![CDATA[\x07]]></a>", "<a>t0ken<b>t0</b>ken</a>", "<a c='\xE4'>\xE4</a>"})
            for (int const status : {200, 404})
                for (bool const dry : {false, true}) {
                    CAPTURE(type);
                    CAPTURE(content);
                    CAPTURE(status);
                    auto tested = answering(std::string(content), status, std::string(type));
                    auto const report = tested.test_request(
                        read->webhook, read->rows, read->failure_rows, {}, {.dry_run = dry});
                    std::string const json = to_json(report);
                    CHECK_FALSE(tl::json::validate(json));
                    CHECK(json.find('\n') == json.npos);
                    for (auto const* const rows : {&report.rows, &report.failure_rows})
                        for (tl::row_report const& row : *rows)
                            if (!row.value.empty()) {
                                ++values;
                                CHECK_FALSE(tl::json::validate(row.value));
                            }
                }
    CHECK(values > 100);
}

TEST_CASE("no secret in a report, whatever its form") {
    for (std::string const content :
         {R"({"data": {"userId": "t0ken", "title": "Bearer t0ken", "t0ken": 1}})",
          R"({"data": {"userId": {"t0ken": 1}, "title": "t0ken"}})", R"(t0ken)",
          R"({"data": ["t0ken"]})", R"({"t0ken": 1})"}) {
        for (int const status : {200, 500}) {
            CAPTURE(content);
            auto tested = answering(content, status);
            auto const report = tested.test_request<todo_rows, kept>(rename_todo);
            CHECK(to_text(report).find("t0ken") == std::string::npos);
            CHECK(to_json(report).find("t0ken") == std::string::npos);
            CHECK_FALSE(tl::json::validate(to_json(report)));
            REQUIRE(report.request);
            CHECK(tl::curl_command(*report.request).find("t0ken") == std::string::npos);
        }
    }
}

}  // namespace report_test_report_test
