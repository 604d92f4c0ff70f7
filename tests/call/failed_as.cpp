// SPDX-License-Identifier: BSL-1.0
#include <trotline/call/failed_as.hpp>

#include <trotline/mapping/mapping_workspace.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/json.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>
#include <boost/describe.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace call_failed_as_test {

namespace tl = trotline;

namespace {

struct service_error {
    int code = 0;
    std::string_view message;
    long status = 0;
};
BOOST_DESCRIBE_STRUCT(service_error, (), (code, message, status))
using error_rows = tl::mapping<service_error, tl::row<"error.code", &service_error::code>,
                               tl::row<"error.message", &service_error::message>,
                               tl::status_row<&service_error::status>>;
using id_row = tl::parameters_from<tl::row<"id", "ID">>;

tl::outcome<void> called(int status, std::string content, std::string type) {
    tl::http::response said{.status = status, .content = std::move(content)};
    if (!type.empty()) said.fields.push_back({"Content-Type", std::move(type)});
    tl::basic_webhook_node<tl::scripted_transport, tl::media_type_parser,
                           tl::memory_parameter_store>
        node(tl::scripted_transport({{.answer = said}}), {}, {});
    return node.call<id_row>(tl::webhook{.url = "http://a/"});
}
constexpr char refused[] = R"({"error": {"code": 7, "message": "no such user"}})";

}  // namespace

TEST_CASE("the service's own error as a struct") {
    auto const outcome = called(422, refused, "application/json");
    REQUIRE_FALSE(outcome);
    auto const why = tl::failed_as<error_rows>(outcome);
    REQUIRE(why);
    CHECK(why->code == 7);
    CHECK(why->message == "no such user");
    CHECK(why->status == 422);
    CHECK(tl::failed_as<error_rows>(
              called(404, "<error><code>1</code><message>m</message></error>", "text/xml"))
              ->code == 1);
    // content that a server labels as text is read, too, if the caller says so
    auto const text = called(500, refused, "text/plain");
    CHECK_FALSE(tl::failed_as<error_rows>(text));
    CHECK(tl::failed_as<error_rows>(text, tl::json_parser()));
}

TEST_CASE("rows of run time find parameters") {
    auto const rows = tl::run_time_mapping::build(
        {{.path = "error.code", .parameter = "CODE"},
         {.path = "error.hint", .parameter = "HINT", .options = tl::row_option::optional},
         {.parameter = "STATUS", .source = tl::row_source::status}});
    REQUIRE(rows);
    auto const refusal = called(422, refused, "application/json");
    auto const found = tl::failed_as(refusal, *rows);
    REQUIRE(found);
    REQUIRE(found->size() == 2);
    CHECK((*found)[0].name == "CODE");
    CHECK((*found)[0].value == tl::value(7));
    CHECK((*found)[1].name == "STATUS");
    CHECK((*found)[1].value == tl::value(422));
    CHECK(tl::failed_as(called(404, "<error><code>1</code></error>", "application/problem+xml"),
                        *rows));
    CHECK(tl::failed_as(called(500, refused, "text/plain"), *rows, tl::json_parser()));
    CHECK_FALSE(tl::failed_as(called(500, R"({"error": {}})", "application/json"), *rows));
    CHECK_FALSE(tl::failed_as(called(500, "{", "application/json"), *rows));
    CHECK_FALSE(tl::failed_as(called(200, refused, "application/json"), *rows));
    CHECK_FALSE(tl::failed_as(refusal, tl::run_time_mapping()));
}

TEST_CASE("no error where the answer has none") {
    CHECK_FALSE(tl::failed_as<error_rows>(called(200, R"({"id": 1})", "application/json")));
    CHECK_FALSE(
        tl::failed_as<error_rows>(called(200, refused, "application/json")));  // not the status
    CHECK_FALSE(tl::failed_as<error_rows>(called(500, R"({"error": "x"})", "application/json")));
    CHECK_FALSE(tl::failed_as<error_rows>(called(500, "{", "application/json")));
    CHECK_FALSE(tl::failed_as<error_rows>(called(500, "", "application/json")));
    CHECK_FALSE(tl::failed_as<error_rows>(called(500, refused, "")));
    CHECK_FALSE(
        tl::failed_as<error_rows>(tl::outcome<void>(tl::failure{.code = tl::code::timeout})));
    CHECK_FALSE(tl::failed_as<error_rows>(
        tl::outcome<void>(tl::failure{.code = tl::code::unexpected_status})));
}

TEST_CASE("problems of RFC 9457") {
    auto const full = tl::problem_of(called(
        403,
        R"({"type": "https://example.com/probs/out-of-credit", "title": "You do not have enough credit.",
            "status": 403, "detail": "Your current balance is 30, but that costs 50.",
            "instance": "/account/12345/msgs/abc", "balance": 30})",
        "application/problem+json; charset=utf-8"));
    REQUIRE(full);
    CHECK(full->type == "https://example.com/probs/out-of-credit");
    CHECK(full->title == "You do not have enough credit.");
    CHECK(full->status == 403);
    CHECK(full->instance == "/account/12345/msgs/abc");
    CHECK(full->detail.starts_with("Your current"));
    auto const empty = tl::problem_of(called(500, "{}", "application/problem+json"));
    REQUIRE(empty);
    CHECK(empty->type == "about:blank");
    CHECK_FALSE(empty->status);
    auto const xml =
        tl::problem_of(called(403, "<problem><title>No</title><status>403</status></problem>",
                              "Application/Problem+XML"));
    REQUIRE(xml);
    CHECK(xml->title == "No");
    CHECK(xml->status == 403);
    CHECK_FALSE(tl::problem_of(called(403, "{}", "application/json")));
    CHECK_FALSE(tl::problem_of(called(403, "{}", "")));
    CHECK_FALSE(tl::problem_of(called(403, "{}", "text/problem+json")));
    CHECK_FALSE(tl::problem_of(called(403, "{}", "application/problem+yaml")));
    CHECK_FALSE(tl::problem_of(called(200, R"({"id": 1})", "application/problem+json")));
    CHECK_FALSE(tl::problem_of(tl::outcome<void>(tl::failure{.code = tl::code::timeout})));
    CHECK_FALSE(tl::problem_of(called(200, "{}", "application/problem+json")));
    CHECK_FALSE(tl::problem_of(called(403, R"({"status": "x"})", "application/problem+json")));
}

}  // namespace call_failed_as_test
