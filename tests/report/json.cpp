// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/json.hpp>

#include <doctest/doctest.h>

#include <string>

namespace report_json_test {

namespace tl = trotline;

TEST_CASE("a report as JSON") {
    tl::test_report report;
    report.label = "bad \xFF byte";
    report.request =
        tl::http::request{.url = "https://api.example/", .fields = {{"A", "b"}}, .content = "\xFF"};
    report.answer =
        tl::answer_report{.status = 200, .content = "{}", .content_size = 5, .content_cut = true};
    report.elapsed.total = std::chrono::microseconds(7);
    report.rows = {{.path = "a",
                    .destination = "A",
                    .tried = true,
                    .found = true,
                    .raw = "[1,\n2]",
                    .begin = 3,
                    .end = 9,
                    .value = "[1,\n2]"},
                   {.path = "b",
                    .code = tl::code::wrong_type,
                    .tried = true,
                    .failed = true,
                    .found = true,
                    .raw = "5",
                    .message = "found a number",
                    .names = {"x"},
                    .suggestion = "x"},
                   {.path = "c"}};
    report.failure.emplace();
    report.failure->stage = tl::stage::map;
    report.failure->code = tl::code::wrong_type;
    CHECK(
        to_json(report) ==
        "{\"label\":\"bad \xEF\xBF\xBD byte\",\"outcome\":\"failed\","
        R"("request":{"method":"GET","url":"https://api.example/","fields":[{"name":"A","value":"b"}],"content_base64":"/w=="},)"
        R"("answer":{"status":200,"fields":[],"content":"{}","content_size":5,"content_cut":true},)"
        R"("elapsed_us":{"resolve":0,"connect":0,"tls":0,"send":0,"first_byte":0,"receive":0,"total":7},)"
        R"("rows":[{"path":"a","destination":"A","required":true,"outcome":"found","raw":"[1,\n2]","begin":3,"end":9,)"
        R"("value":[1, 2]},{"path":"b","destination":"","required":true,"outcome":"wrong_type","raw":"5",)"
        R"("message":"found a number","names":["x"],"suggestion":"x"},)"
        R"({"path":"c","destination":"","required":true,"outcome":"not_tried"}],)"
        R"("failure":{"stage":"map","code":"wrong_type","subject":"","detail":"","may_have_been_processed":false,)"
        R"("message":"map failed: wrong type"}})");
}

TEST_CASE("a dry run has neither times nor an answer") {
    tl::test_report report;
    report.dry_run = true;
    CHECK(to_json(report) == R"({"label":"","outcome":"rendered","rows":[]})");
}

}  // namespace report_json_test
