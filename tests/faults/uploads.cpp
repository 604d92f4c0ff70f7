// SPDX-License-Identifier: BSL-1.0
// Content that is not in memory, sent to a real server: files and streams, alone and in multipart
// bodies, by the waiting and the asynchronous transport.
#include <trotline/http/content_source.hpp>
#include <trotline/http/file_content.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/transport/retrying.hpp>
#include <trotline/webhook.hpp>

#include <doctest/doctest.h>
#include <trotline/parameter_store/memory.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "faults/server.hpp"
#include "support/temporary_folder.hpp"

namespace faults_uploads_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

std::string const photo = [] {
    std::string bytes;
    for (int i = 0; bytes.size() < 3000000; ++i) bytes += std::to_string(i) + '\0';
    return bytes;
}();

// Gives the text once, in pieces of at most 1000 bytes.
tl::http::content_source stream(std::string text,
                                std::optional<std::uint64_t> size = std::nullopt) {
    return tl::http::streamed(
        "stream",
        [all = std::move(text),
         at = std::size_t{0}](std::span<char> to) mutable -> tl::result<std::size_t> {
            std::size_t const count =
                all.copy(to.data(), std::min<std::size_t>(to.size(), 1000), at);
            at += count;
            return count;
        },
        size);
}

tl::result<tl::http::response> send(auto&& transport, tl::http::request const& request,
                                    std::chrono::milliseconds limit = 10s) {
    return transport.send(request, std::chrono::steady_clock::now() + limit, {});
}

template <class Test> void with_both(tl::curl_settings const& settings, Test test) {
    tl::curl_transport waiting{settings};
    test(waiting);
    tl::async_curl_transport asynchronous{settings};
    test(asynchronous);
}

void ok(faults::peer& peer, faults::received const&) { peer.send(faults::answer("{}")); }

}  // namespace

TEST_CASE("a multipart body with a file of three megabytes") {
    trotline_tests::temporary_folder const folder;
    tl::memory_parameter_store const store{{"PHOTO", folder.write("cat.png", photo)},
                                           {"NOTE", "a\r\nb"}};
    tl::webhook const hook{
        .method = tl::method::post,
        .url = "$SERVER/upload",
        .body = tl::multipart_body(
            {{"note", "$NOTE"}, {"photo", tl::file_part("$PHOTO", "", "image/png")}})};
    faults::server server(ok);
    with_both({}, [&](auto& transport) {
        tl::http::request request;
        tl::assignment const at[] = {{"SERVER", server.url("")}};
        REQUIRE(render(hook, store, request, at));
        CHECK(request.content.size() < 1000);
        auto const answer = send(transport, request);
        REQUIRE(answer);
        CHECK(answer->status == 200);
        auto const seen = server.requests().back();
        std::string const edge = "--" + request.boundary;
        std::string const expected =
            edge + "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\na\r\nb\r\n" + edge +
            "\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"cat.png\"\r\n"
            "Content-Type: image/png\r\n\r\n" +
            photo + "\r\n" + edge + "--\r\n";
        CHECK(seen.content == expected);
        CHECK(seen.head.find("\r\nContent-Length: " + std::to_string(expected.size()) + "\r\n") !=
              seen.head.npos);
        CHECK(seen.head.find("\r\nContent-Type: multipart/form-data; boundary=" + request.boundary +
                             "\r\n") != seen.head.npos);
        CHECK(seen.head.find("Expect") == seen.head.npos);
    });
}

TEST_CASE("a file or a stream as the whole content") {
    trotline_tests::temporary_folder const folder;
    auto const file = tl::http::file_content(folder.write("cat.png", photo));
    REQUIRE(file);
    faults::server server(ok);
    with_both({}, [&](auto& transport) {
        for (auto const& source :
             {*file, stream(photo, photo.size()), stream(photo), stream(""), stream("", 0)}) {
            auto const answer =
                send(transport,
                     {.method = tl::method::put, .url = server.url("/"), .sources = {source}});
            REQUIRE(answer);
            auto const seen = server.requests().back();
            CHECK(seen.method == "PUT");
            bool const known = source.size.has_value();
            CHECK((seen.head.find("Content-Length: ") != seen.head.npos) == known);
            CHECK((seen.head.find("Transfer-Encoding: chunked") != seen.head.npos) != known);
            CHECK((seen.content.empty() || seen.content == photo));
            CHECK(seen.content.size() == source.size.value_or(seen.content.size()));
        }
        // and then something else on the same handle
        CHECK(send(transport,
                   {.method = tl::method::post, .url = server.url("/"), .content = "in memory"}));
        CHECK(server.requests().back().content == "in memory");
        CHECK(send(transport, {.url = server.url("/good")}));
    });
}

TEST_CASE("content that cannot be read is a failure of its own") {
    trotline_tests::temporary_folder const folder;
    faults::server server(ok);
    with_both({}, [&](auto& transport) {
        auto const file = tl::http::file_content(folder.write("hunter2.png", "12345"));
        REQUIRE(file);
        folder.write("hunter2.png", "123");
        for (auto const& source : {*file, stream("12345", 6), stream("12345", 4)}) {
            auto const answer = send(transport, {.method = tl::method::put,
                                                 .url = server.url("/"),
                                                 .content = "before",
                                                 .sources = {source},
                                                 .secrets = {"hunter2"}});
            REQUIRE_FALSE(answer);
            CHECK(answer.error().stage == tl::stage::send);
            CHECK(answer.error().code == tl::code::unreadable);
            CHECK(answer.error().may_have_been_processed);
            CHECK(to_string(answer.error()).find("hunter2") == std::string::npos);
            CHECK(send(transport, {.url = server.url("/good")}));
        }
    });
}

TEST_CASE("a reader that throws") {
    faults::server server(ok);
    with_both({}, [&](auto& transport) {
        auto const answer =
            send(transport,
                 {.method = tl::method::put,
                  .url = server.url("/"),
                  .sources = {tl::http::streamed("stream",
                                                 [](std::span<char>) -> tl::result<std::size_t> {
                                                     throw std::runtime_error("no more hunter2");
                                                 })},
                  .secrets = {"hunter2"}});
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == tl::code::internal);
        CHECK(answer.error().detail == "no more [secret]");
        CHECK(send(transport, {.url = server.url("/good")}));
    });
}

TEST_CASE("a file is sent again, a stream is not") {
    trotline_tests::temporary_folder const folder;
    auto const file = tl::http::file_content(folder.write("a", "12345"));
    REQUIRE(file);
    std::atomic<int> seen = 0;
    faults::server server([&](faults::peer& peer, faults::received const& request) {
        ++seen;
        if (request.target == "/moved")
            peer.send(faults::answer("", "Location: /there\r\n", "307 Temporary Redirect"));
        else if (request.target == "/busy" && seen == 1)
            peer.send(faults::answer("", "", "503 Service Unavailable"));
        else
            peer.send(faults::answer("{}"));
    });
    with_both({.redirects = 1}, [&](auto& transport) {
        tl::retrying<decltype(transport)> again(transport, {.attempts = 3},
                                                {.base = 1ms, .cap = 1ms});
        auto const put = [&](std::string_view target, tl::http::content_source const& source) {
            seen = 0;
            return send(
                again, {.method = tl::method::put, .url = server.url(target), .sources = {source}});
        };
        auto answer = put("/busy", *file);
        REQUIRE(answer);
        CHECK(answer->status == 200);
        CHECK(seen == 2);
        CHECK(server.requests().back().content == "12345");

        answer = put("/busy", stream("12345"));
        REQUIRE(answer);
        CHECK(answer->status == 503);
        CHECK(seen == 1);

        answer = put("/moved", *file);
        REQUIRE(answer);
        CHECK(seen == 2);
        CHECK(server.requests().back().target == "/there");
        CHECK(server.requests().back().content == "12345");

        answer = put("/moved", stream("12345", 5));
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == tl::code::unreadable);
        CHECK(answer.error().detail == "this content can be read only once");
    });
}

TEST_CASE("the deadline covers an upload that is not taken") {
    faults::server server([](faults::peer& peer, faults::received const&) { peer.hold(); }, false);
    with_both({}, [&](auto& transport) {
        std::string const large(std::size_t{32} << 20, 'x');
        auto const answer = send(transport,
                                 {.method = tl::method::put,
                                  .url = server.url("/"),
                                  .sources = {stream(large, large.size())}},
                                 500ms);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().stage == tl::stage::send);
        CHECK(answer.error().code == tl::code::timeout);
    });
}

TEST_CASE("a signature of Amazon's covers only what is in memory") {
    faults::server server(ok);
    tl::curl_settings const settings{
        .aws = tl::aws_signature{"aws:amz:eu-central-1:s3", "key", "secret"}};
    with_both(settings, [&](auto& transport) {
        tl::http::request request{
            .method = tl::method::put, .url = server.url("/"), .sources = {stream("12345", 5)}};
        auto const refused = send(transport, request);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == tl::code::malformed_request);
        request.fields = {{"x-amz-content-sha256", "UNSIGNED-PAYLOAD"}};
        REQUIRE(send(transport, request));
        auto const seen = server.requests().back();
        CHECK(seen.content == "12345");
        CHECK(seen.head.find("Authorization: AWS4-HMAC-SHA256 ") != seen.head.npos);
    });
}

}  // namespace faults_uploads_test
