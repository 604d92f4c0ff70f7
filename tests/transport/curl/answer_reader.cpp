// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/answer_reader.hpp>

#include <doctest/doctest.h>

#include <initializer_list>

namespace transport_curl_answer_reader_test {

namespace tl = trotline;
using tl::code;
using tl::stage;

namespace {

struct taken {
    tl::http::response response;
    std::optional<tl::curl::answer_reader::flaw> flaw;
    bool read_to_the_end = true;
    std::size_t bytes = 0;
};

taken take(std::initializer_list<std::string_view> lines, std::string_view content = "",
           bool end_must_be_marked = false, tl::curl::answer_reader::expectation expected = {}) {
    taken result;
    tl::curl::answer_reader answer;
    answer.begin(result.response, {.field_section = 400, .content = 20}, expected);
    for (auto const line : lines)
        result.read_to_the_end = result.read_to_the_end && answer.take_line(line);
    if (result.read_to_the_end && !content.empty())
        result.read_to_the_end = answer.take_content(content);
    result.flaw = answer.finish(end_must_be_marked);
    result.bytes = answer.bytes_received();
    return result;
}

}  // namespace

TEST_CASE("whole answers") {
    auto const plain =
        take({"HTTP/1.1 200 OK\r\n", "A:  b \r\n", "Content-Length: 2\r\n", "\r\n"}, "ok");
    CHECK_FALSE(plain.flaw.has_value());
    CHECK(plain.response.status == 200);
    CHECK(plain.response.content == "ok");
    REQUIRE(plain.response.fields.size() == 2);
    CHECK(plain.response.fields[0].value == "b");
    CHECK(plain.bytes == 17 + 8 + 19 + 2 + 2);

    CHECK_FALSE(take({"HTTP/2 204 \r\n", "\r\n"}).flaw.has_value());
    CHECK_FALSE(
        take({"HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n", "HTTP/1.1 200\r\n", "\r\n"},
             "ok")
            .flaw.has_value());
    CHECK(take({"HTTP/1.1 103 Early Hints\r\n", "Link: x\r\n", "\r\n", "HTTP/1.1 200\r\n", "\r\n"})
              .response.fields.empty());
    CHECK(take({"HTTP/1.1 200 OK\r\n", "A: b\r\n", "\tc\r\n", "\r\n"}).response.fields[0].value ==
          "b c");
    CHECK(take({"HTTP/1.1 200 OK\r\n", "A:\r\n", " b\r\n", " \t\r\n", "\tc\r\n", "\r\n"})
              .response.fields[0]
              .value == "b c");
    CHECK_FALSE(take({"HTTP/1.1 304 Not Modified\r\n", "Content-Length: 1000\r\n", "\r\n"})
                    .flaw.has_value());
    CHECK_FALSE(take({"HTTP/1.1 200 OK\r\n", "Transfer-Encoding: Chunked\r\n", "\r\n"}, "ok", true)
                    .flaw.has_value());
    CHECK_FALSE(take({"HTTP/2 200 \r\n", "\r\n"}, "ok", true).flaw.has_value());
}

TEST_CASE("answers with a flaw") {
    struct {
        std::initializer_list<std::string_view> lines;
        std::string_view content;
        tl::stage stage;
        tl::code code;
    } const cases[] = {
        {{}, "", stage::receive, code::incomplete},
        {{"HTTP/1.1 200 OK\r\n"}, "", stage::receive, code::incomplete},
        {{"HTTP/1.1 100 Continue\r\n", "\r\n"}, "", stage::receive, code::incomplete},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 3\r\n", "\r\n"},
         "ok",
         stage::receive,
         code::incomplete},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 1\r\n", "\r\n"},
         "ok",
         stage::receive,
         code::incomplete},
        {{"HTTP/1.1 200 OK\r\n", "\r\n"}, "a content of 21 bytes", stage::receive, code::too_large},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 21\r\n", "\r\n"},
         "",
         stage::receive,
         code::too_large},
        {{"nonsense\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 20\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 2:0 OK\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n"}, "ok", stage::receive, code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", std::string_view("A: b\0c\r\n", 8)},
         "",
         stage::receive,
         code::malformed_response},
        // its coding would not be undone
        {{"HTTP/1.1 200 OK\r\n", "Content-Encoding:\r\n", " gzip\r\n"},
         "",
         stage::receive,
         code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "Content-Encoding: gzip\r\n", "\r\n"},
         "",
         stage::decode,
         code::incomplete},
        {{"HTTP/1.1 20 OK\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 2000 OK\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 099 OK\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 101 Switching Protocols\r\n", "\r\n"},
         "",
         stage::receive,
         code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "no colon\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "A b: c\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", " folded\r\n"}, "", stage::receive, code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 1\r\n", " 2\r\n"},
         "",
         stage::receive,
         code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 1\r\n", "Content-Length: 2\r\n"},
         "",
         stage::receive,
         code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: 1,\r\n"},
         "",
         stage::receive,
         code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "Content-Length: +1\r\n"},
         "",
         stage::receive,
         code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: chunked\r\n"},
         "",
         stage::receive,
         code::malformed_response},
        {{"HTTP/1.1 200 OK\r\n", "Content-Encoding: zstd\r\n", "\r\n"},
         "x",
         stage::decode,
         code::malformed_coding},
    };
    for (auto const& c : cases) {
        auto const result = take(c.lines, c.content);
        REQUIRE(result.flaw.has_value());
        CAPTURE(std::string(result.flaw->text));
        CHECK(name(result.flaw->stage) == name(c.stage));
        CHECK(name(result.flaw->code) == name(c.code));
    }
    CHECK(take({"HTTP/1.1 200 OK\r\n", "\r\n"}, "ok", true).flaw->code == code::incomplete);
}

TEST_CASE("the answer to HEAD describes a content that it does not have") {
    for (std::string_view const field :
         {"Content-Length: 1000\r\n", "Content-Encoding: gzip\r\n", "Content-Encoding: zstd\r\n",
          "Transfer-Encoding: chunked\r\n"}) {
        CAPTURE(field);
        auto const head =
            take({"HTTP/1.1 200 OK\r\n", field, "\r\n"}, "", true, {.without_content = true});
        CHECK_FALSE(head.flaw.has_value());
        CHECK(head.response.fields.size() == 1);
    }
}

TEST_CASE("names that are not codings are ignored if lenient_codings is set") {
    struct {
        std::string_view field;
        bool second;  // a second field with `UTF-8`
        bool whole;
    } const cases[] = {
        {"Content-Encoding: UTF-8\r\n", false, true},
        {"Content-Encoding: none\r\n", true, true},
        {"Content-Encoding: aws-chunked,\r\n", false, true},
        {"Content-Encoding: UTF-8, identity\r\n", false, true},
        {"Content-Encoding: zstd\r\n", true, false},
        {"Content-Encoding: aws-chunked, gzip\r\n", false, false},  // the content is not gzip
    };
    for (auto const& c : cases) {
        CAPTURE(c.field);
        std::string_view const more = c.second ? "Content-Encoding: UTF-8\r\n" : "X: y\r\n";
        for (bool const lenient : {true, false}) {
            auto const result = take({"HTTP/1.1 200 OK\r\n", c.field, more, "\r\n"}, "ok", false,
                                     {.lenient_codings = lenient});
            CHECK(result.flaw.has_value() == !(c.whole && lenient));
            if (result.flaw)
                CHECK(name(result.flaw->code) == name(code::malformed_coding));
            else
                CHECK(result.response.content == "ok");
        }
    }
}

TEST_CASE("nothing of one answer is left for the next, and its storage is") {
    tl::curl::answer_reader answer;
    tl::http::response response;
    auto const take_one = [&](std::string_view value) {
        answer.begin(response, {.field_section = 400, .content = 100}, {});
        CHECK(answer.take_line("HTTP/1.1 200 OK\r\n"));
        CHECK(answer.take_line("Content-Length: 2\r\n"));
        CHECK(answer.take_line("A: " + std::string(value) + "\r\n"));
        CHECK(answer.take_line("\r\n"));
        CHECK(answer.take_content("ok"));
        CHECK_FALSE(answer.finish().has_value());
    };
    take_one("a value that does not fit in place");
    take_one("short");
    CHECK(response.fields.size() == 2);
    CHECK(response.fields[1].value == "short");
    CHECK(response.content == "ok");
}

}  // namespace transport_curl_answer_reader_test
