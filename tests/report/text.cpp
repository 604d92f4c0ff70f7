// SPDX-License-Identifier: BSL-1.0
#include <trotline/report/text.hpp>

#include <doctest/doctest.h>

#include <sstream>
#include <string>

namespace report_text_test {

namespace tl = trotline;

namespace {

tl::test_report example() {
    tl::test_report report;
    report.label = "an example";
    report.request =
        tl::http::request{.method = tl::http::method::post,
                          .url = "https://api.example/todos?title=" + std::string(60, 'x'),
                          .fields = {{"Authorization", "Bearer [secret]"}, {"Accept", "*/*"}},
                          .content = "{\n\t\"name\": \"\x1b[31mAda\"\n}"};
    report.answer = tl::answer_report{.status = 200,
                                      .fields = {{"Content-Type", "application/json"}},
                                      .content = "{}",
                                      .content_size = 2};
    report.elapsed.connect = std::chrono::microseconds(1250);
    report.elapsed.total = std::chrono::microseconds(20049);
    report.rows = {{.path = "a.b",
                    .destination = "B",
                    .tried = true,
                    .found = true,
                    .raw = "5",
                    .begin = 3,
                    .end = 4,
                    .value = "5"},
                   {.path = "a.c",
                    .destination = "C",
                    .code = tl::code::missing,
                    .tried = true,
                    .failed = true,
                    .message = "`a` has `cc`: did you mean `cc`?"},
                   {.path = "ok", .required = false}};
    report.failure.emplace();
    report.failure->stage = tl::stage::map;
    report.failure->code = tl::code::missing;
    report.failure->rows.resize(1);
    return report;
}

constexpr char shown[] =
    R"(an example

POST https://api.example/todos?title=xxxxxxxxxxxxxxxxxxxx...
  Authorization  Bearer [secret]
  Accept         */*

  {
  \t"name": "\x1b[31mAda"
  }

200 OK
  Content-Type  application/json

  {}

connect 1.3 ms, total 20.0 ms

  row  into             value  bytes
  a.b  B     found      5      3-4
  a.c  C     missing
    `a` has `cc`: did you mean `cc`?
  ok         not tried

map failed: 1 of 3 rows)";

}  // namespace

TEST_CASE("a report as text") {
    CHECK(to_text(example(), {.width = 60}) == shown);
    std::ostringstream out;
    out << example();
    CHECK(out.str() == to_text(example()));
}

TEST_CASE("colours change nothing else") {
    std::string coloured = to_text(example(), {.colour = true, .width = 60});
    CHECK(coloured.find("\x1b[32mfound\x1b[0m") != std::string::npos);
    CHECK(coloured.find("\x1b[1;31mmissing\x1b[0m") != std::string::npos);
    for (std::size_t at; (at = coloured.find('\x1b')) != std::string::npos;)
        coloured.erase(at, coloured.find('m', at) + 1 - at);
    CHECK(coloured == shown);
}

TEST_CASE("a call without an answer") {
    auto report = example();
    report.answer.reset();
    report.rows.clear();
    report.failure->stage = tl::stage::receive;
    report.failure->code = tl::code::timeout;
    report.failure->subject = "api.example";
    report.failure->detail = "nothing came";
    report.failure->rows.clear();
    report.failure->may_have_been_processed = true;
    CHECK(
        to_text(report).ends_with("receive failed: timeout (api.example)\n  nothing came\n  the "
                                  "request may have been processed"));
}

TEST_CASE("only the first lines of a long content") {
    auto report = example();
    report.answer->content = std::string(30, '\n') + "the end";
    report.answer->content_size = report.answer->content.size();
    auto const text = to_text(report);
    CHECK(text.find("... (37 bytes in all)") != std::string::npos);
    CHECK(text.find("the end") == std::string::npos);
}

}  // namespace report_text_test
