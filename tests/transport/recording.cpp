// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/recording.hpp>

#include <trotline/transport/replaying.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <string>

#include "support/kept_transport.hpp"

namespace transport_recording_test {

namespace tl = trotline;
using tl::http::method;

namespace {

tl::scripted_transport script() {
    return tl::scripted_transport{{
        {.url = "http://a/?key=hunter2",
         .answer = tl::http::response{.status = 200,
                                      .fields = {{"X-Echo", "hunter2"}, {"X-Two", ""}},
                                      .content = "{\"key\": \"hunter2\"}"}},
        {.url = "http://a/bytes",
         .answer =
             tl::http::response{.status = 200, .content = std::string("\xff\0\x80 caf\xe9", 8)}},
        {.url = "http://a/text",
         .answer = tl::http::response{.status = 404, .content = "caf\xc3\xa9 \"quoted\"\n"}},
        {.url = "http://a/turns", .answer = tl::http::response{.status = 503}, .times = 1},
        {.url = "http://a/turns", .answer = tl::http::response{.status = 200}},
        {.url = "http://a/broken",
         .answer = tl::failure{.stage = tl::stage::receive,
                               .code = tl::code::reset,
                               .detail = "key hunter2",
                               .may_have_been_processed = true}},
    }};
}

tl::http::request request_to(std::string url, std::string content = "") {
    return {.method = content.empty() ? method::get : method::post,
            .url = std::move(url),
            .content = std::move(content),
            .secrets = {"hunter2"}};
}

}  // namespace

TEST_CASE("what was recorded is replayed, without secrets and without a network") {
    tl::recording<tl::scripted_transport> recording{script()};
    auto const send = [](auto& transport, tl::http::request const& request) {
        return transport.send(request, tl::deadline::max());
    };
    std::vector<tl::http::request> const requests = {
        request_to("http://a/?key=hunter2"),
        request_to("http://a/bytes"),
        request_to("http://a/text", "body hunter2"),
        request_to("http://a/text", std::string("\xfe\0", 2)),
        request_to("http://a/turns"),
        request_to("http://a/turns"),
        request_to("http://a/broken")};
    for (auto const& request : requests) static_cast<void>(send(recording, request));

    auto const text = recording.tape().to_json();
    CHECK(text.find("hunter2") == std::string::npos);
    auto loaded = tl::cassette::from_json(text);
    if (loaded.has_error()) MESSAGE(loaded.error().detail);
    REQUIRE(loaded.has_value());
    CHECK(loaded->to_json() == text);

    tl::replaying replay{*loaded};
    auto const first = send(replay, requests[0]);
    REQUIRE(first.has_value());
    CHECK(first->content == "{\"key\": \"[secret]\"}");
    REQUIRE(first->fields.size() == 2);
    CHECK(first->fields[0].value == "[secret]");
    CHECK(first->fields[1].name == "X-Two");
    CHECK(send(replay, requests[1])->content == std::string("\xff\0\x80 caf\xe9", 8));
    CHECK(send(replay, requests[2])->content == "caf\xc3\xa9 \"quoted\"\n");
    CHECK(send(replay, requests[3])->status == 404);
    CHECK(send(replay, requests[4])->status == 503);
    CHECK(send(replay, requests[5])->status == 200);
    CHECK(send(replay, requests[5])->status == 200);
    auto const broken = send(replay, requests[6]);
    CHECK(broken.error().code == tl::code::reset);
    CHECK(broken.error().stage == tl::stage::receive);
    CHECK(broken.error().may_have_been_processed);
    CHECK(broken.error().detail == "key [secret]");

    // another secret today
    tl::http::request changed{.url = "http://a/?key=correct+horse", .secrets = {"correct+horse"}};
    CHECK(send(replay, changed)->status == 200);
}

TEST_CASE("what was not recorded is refused") {
    tl::recording<tl::scripted_transport> recording{script()};
    static_cast<void>(recording.send(request_to("http://a/text", "one"), tl::deadline::max()));
    tl::replaying replay{recording.tape()};
    CHECK(replay.send(request_to("http://a/text", "two"), tl::deadline::max()).error().code ==
          tl::code::refused);
    CHECK(replay.send(request_to("http://a/text"), tl::deadline::max()).error().code ==
          tl::code::refused);
    CHECK(replay.send(request_to("http://b/text", "one"), tl::deadline::max()).error().code ==
          tl::code::refused);
    CHECK(replay.send(request_to("http://a/text", "one"), tl::deadline::min()).error().code ==
          tl::code::timeout);
}

TEST_CASE("a cassette is a file") {
    auto const file =
        (std::filesystem::temp_directory_path() / "trotline-cassette-test.json").string();
    tl::recording<tl::scripted_transport> recording{script()};
    static_cast<void>(recording.send(request_to("http://a/text"), tl::deadline::max()));
    REQUIRE(recording.save(file).has_value());
    auto const loaded = tl::cassette::load(file);
    REQUIRE(loaded.has_value());
    CHECK(loaded->to_json() == recording.tape().to_json());
    std::filesystem::remove(file);
    CHECK(tl::cassette::load(file).error().code == tl::code::configuration);
    CHECK(recording.save("/nonexistent/directory/file").error().code == tl::code::configuration);
    for (char const* const bad : {"", "{}", "[]", "{\"exchanges\": 7}"})
        CHECK(tl::cassette::from_json(bad).has_error());
    CHECK(tl::cassette::from_json("{\"exchanges\": []}").has_value());
}

TEST_CASE("an answer for a sink is recorded, and returned in memory") {
    tl::recording<tl::scripted_transport> transport(tl::scripted_transport(
        {{.answer = tl::http::response{.status = 200, .content = "content"}}}));
    tl::http::request const request{.url = "http://a/",
                                    .sink = std::make_shared<tl::http::content_sink>()};
    auto const answer = transport.send(request, tl::deadline::max());
    REQUIRE(answer);
    CHECK(answer->content == "content");
    CHECK(transport.wrapped().sent().back().sink == nullptr);
    CHECK(transport.tape().exchanges().at(0).content == "content");
}

TEST_CASE("calls that do not wait, and a transport that is not moved") {
    trotline_tests::kept_transport const kept;
    tl::recording<trotline_tests::kept_transport> recording{kept};
    static_assert(tl::async_transport<tl::recording<trotline_tests::kept_transport>>);
    static_assert(!tl::async_transport<tl::recording<tl::scripted_transport>>);
    std::string written;
    auto const sink = std::make_shared<tl::http::content_sink>();
    auto first =
        tl::send_async(recording, request_to("http://a/?key=hunter2"), tl::deadline::max());
    auto second =
        tl::send_async(recording, {.url = "http://a/file", .sink = sink}, tl::deadline::max());
    recording.start(request_to("http://a/third"), tl::deadline::max(), {}, {});
    CHECK(recording.tape().exchanges().empty());
    CHECK(kept.sent()[1].sink == nullptr);
    kept.end([](tl::http::request const& request) -> tl::result<tl::http::response> {
        return tl::http::response{.status = 200, .content = request.url};
    });
    CHECK(first.get()->content == "http://a/?key=hunter2");
    CHECK(second.get()->content == "http://a/file");
    auto const tape = recording.tape();
    REQUIRE(tape.exchanges().size() == 3);
    CHECK(tape.exchanges()[0].content == "http://a/?key=[secret]");

    tl::scripted_transport scripted = script();
    tl::recording<tl::scripted_transport&> beside(scripted);
    static_cast<void>(beside.send(request_to("http://a/text"), tl::deadline::max()));
    CHECK(scripted.sent().size() == 1);
    CHECK(beside.tape().exchanges().size() == 1);
}

}  // namespace transport_recording_test
