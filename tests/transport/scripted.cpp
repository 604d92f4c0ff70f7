// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

namespace transport_scripted_test {

namespace tl = trotline;

TEST_CASE("a script answers by method and URL, and remembers what was sent") {
    tl::scripted_transport transport{
        {{.url = "https://api.example/",
          .answer = tl::http::response{.status = 200, .content = "{}"}}}};
    auto answer = transport.send({.url = "https://api.example/"}, tl::deadline::max(), {});
    REQUIRE(answer.has_value());
    CHECK(answer->content == "{}");
    CHECK(transport.sent().front().url == "https://api.example/");
}

TEST_CASE("the first row that matches and is not used up answers") {
    using tl::http::method;
    tl::scripted_transport const transport{{
        {.method = method::post, .answer = tl::http::response{.status = 201}, .times = 1},
        {.method = method::post,
         .answer = tl::failure{.stage = tl::stage::receive, .code = tl::code::reset},
         .times = 1},
        {.url = "http://a/b", .answer = tl::http::response{.status = 404}},
    }};
    auto const send = [&](method m, char const* url) {
        return transport.send({.method = m, .url = url}, tl::deadline::max());
    };
    CHECK(send(method::post, "http://a/b")->status == 201);
    CHECK(send(method::post, "http://a/b").error().code == tl::code::reset);
    CHECK(send(method::post, "http://a/b")->status == 404);
    CHECK(send(method::get, "http://a/c").error().code == tl::code::refused);
    CHECK(transport.sent().size() == 4);
}

TEST_CASE("what a real transport would not send, a scripted one does not either") {
    tl::scripted_transport const transport{{{}}};
    std::stop_source stop;
    stop.request_stop();
    CHECK(
        transport.send({.url = "http://a/"}, tl::deadline::max(), stop.get_token()).error().code ==
        tl::code::cancelled);
    CHECK(transport.send({.url = "http://a/"}, tl::deadline::min()).error().code ==
          tl::code::timeout);
    CHECK(transport.send({.url = "http://a/", .fields = {{"X", "a\r\nB: c"}}}, tl::deadline::max())
              .error()
              .code == tl::code::malformed_request);
    CHECK(transport.sent().empty());
}

TEST_CASE("what it prints holds no secret") {
    tl::scripted_transport const transport{std::vector<tl::scripted_answer>{}};
    auto const failed = transport.send({.url = "http://a/?key=hunter2", .secrets = {"hunter2"}},
                                       tl::deadline::max());
    CHECK(failed.error().detail == "the script has no answer to GET http://a/?key=[secret]");
}

}  // namespace transport_scripted_test
