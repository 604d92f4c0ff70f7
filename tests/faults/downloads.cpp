// SPDX-License-Identifier: BSL-1.0
// Answers that go to a file or to a function while they arrive, from a real server.
#include <trotline/http/content_sink.hpp>
#include <trotline/http/file_download.hpp>
#include <trotline/node/basic_webhook_node.hpp>
#include <trotline/parameter_store/memory.hpp>
#include <trotline/parser/media_type.hpp>
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/transport/scripted.hpp>

#include <doctest/doctest.h>

#include <chrono>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "faults/server.hpp"
#include "support/temporary_folder.hpp"

namespace faults_downloads_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

std::string const large(3000000, 'x');

void handle(faults::peer& peer, faults::received const& request) {
    if (request.target == "/large")
        peer.send(faults::answer(large, "ETag: \"1\"\r\n"));
    else if (request.target == "/chunked")
        peer.send(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
            "chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n");
    else if (request.target == "/coded")
        peer.send(faults::answer("abc", "Content-Encoding: gzip\r\n"));
    else if (request.target == "/cut")
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc"), peer.close();
    else if (request.target == "/empty")
        peer.send("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: 0\r\n\r\n");
    else if (request.target == "/without")
        peer.send("HTTP/1.1 204 No Content\r\nETag: \"1\"\r\nContent-Encoding: gzip\r\n\r\n");
    else
        peer.send(faults::answer("not here", "", "404 Not Found"));
}

std::string read(std::string const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

struct taken {
    std::string text;
    int begun = 0;
    std::optional<std::uint64_t> whole;
    std::shared_ptr<tl::http::content_sink> sink = std::make_shared<tl::http::content_sink>();

    taken() {
        sink->begin = [this](tl::http::response const& head) {
            text.clear();
            ++begun;
            return head.status == 200;
        };
        sink->write = [this](std::string_view piece) {
            text += piece;
            return text.size() < 4000000;
        };
        sink->progress = [this](std::uint64_t received, std::optional<std::uint64_t> all) {
            CHECK(received == text.size());
            whole = all;
        };
    }
    taken(taken const&) = delete;
    taken& operator=(taken const&) = delete;
};

}  // namespace

TEST_CASE_TEMPLATE("contents that a function takes", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    faults::server server(handle);
    Transport transport{tl::curl_settings{.content_limit = 1000}};
    auto const get = [&](std::string_view target, taken& into) {
        return transport.send({.url = server.url(target), .sink = into.sink},
                              std::chrono::steady_clock::now() + 10s);
    };
    {
        taken into;
        auto const answer = get("/large", into);
        REQUIRE(answer);
        CHECK(answer->content.empty());
        CHECK(into.text == large);
        CHECK(into.whole == large.size());
        CHECK(server.requests().back().head.find("Accept-Encoding") == std::string::npos);
    }
    {
        taken into;
        REQUIRE(get("/chunked", into));
        CHECK(into.text == "abcdef");
        CHECK_FALSE(into.whole);
    }
    {
        taken into;
        auto const answer = get("/nothing", into);
        REQUIRE(answer);
        CHECK(answer->content == "not here");
        CHECK(into.begun == 0);
    }
    struct {
        std::string_view target;
        std::uint64_t limit;
        tl::code code;
    } const failures[] = {{"/large", 2999999, tl::code::too_large},
                          {"/chunked", 5, tl::code::too_large},
                          {"/coded", 100, tl::code::malformed_coding},
                          {"/cut", 100, tl::code::incomplete}};
    for (auto const& [target, limit, code] : failures) {
        taken into;
        into.sink->limit = limit;
        auto const answer = get(target, into);
        REQUIRE_FALSE(answer);
        CHECK(name(answer.error().code) == name(code));
    }
    {
        taken into;
        into.sink->write = [](std::string_view) { return false; };
        auto const answer = get("/chunked", into);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == tl::code::rejected);
    }
    auto const breaks = [&](taken& into, std::string_view detail) {
        auto const answer = get("/chunked", into);
        REQUIRE_FALSE(answer);
        CHECK(answer.error().code == tl::code::internal);
        CHECK(answer.error().stage == tl::stage::receive);
        CHECK(answer.error().may_have_been_processed);
        CHECK(answer.error().detail == detail);
    };
    {
        taken into;
        into.sink->write = [](std::string_view) -> bool { throw std::runtime_error("no paper"); };
        breaks(into, "no paper");
    }
    {
        taken into;
        into.sink->progress = [](auto...) { throw 7; };
        breaks(into, "an exception");
    }
    CHECK(transport.send({.url = server.url("/good")}, std::chrono::steady_clock::now() + 10s));
}

TEST_CASE("a node's download is there if the call is mapped, and only then") {
    trotline_tests::temporary_folder const folder;
    std::string const path = folder.write("a", "old");
    faults::server server(handle);
    auto const run = [&](auto transport, std::string const& url) {
        tl::basic_webhook_node<decltype(transport), tl::media_type_parser,
                               tl::memory_parameter_store>
            node(std::move(transport));
        tl::call_options options;
        options.download.emplace(path);
        using rows = tl::parameters_from<tl::field_row<"ETag", "VERSION">>;
        auto const outcome = node.template call<rows>(tl::webhook{.url = url}, options);
        if (outcome) CHECK(node.parameters().get("VERSION") == tl::value("\"1\""));
        return outcome.has_value();
    };
    CHECK_FALSE(run(tl::curl_transport(), server.url("/nothing")));
    CHECK_FALSE(run(tl::curl_transport(), server.url("/chunked")));  // no ETag
    CHECK_FALSE(run(tl::curl_transport(), server.url("/cut")));
    CHECK(read(path) == "old");
    CHECK(run(tl::curl_transport(), server.url("/large")));
    CHECK(read(path) == large);
    // and from a transport that has the answer in memory
    CHECK(run(tl::scripted_transport({{.answer = tl::http::response{.status = 200,
                                                                    .fields = {{"ETag", "\"1\""}},
                                                                    .content = "scripted"}}}),
              "http://a/"));
    CHECK(read(path) == "scripted");
    // an answer without content makes an empty file
    tl::scripted_transport const without(
        {{.answer = tl::http::response{.status = 204, .fields = {{"ETag", "\"1\""}}}}});
    std::function<bool()> const empties[] = {
        [&] { return run(tl::curl_transport(), server.url("/empty")); },
        [&] { return run(tl::curl_transport(), server.url("/without")); },
        [&] { return run(without, "http://a/"); }};
    for (auto const& empty : empties) {
        folder.write("a", "old");
        CHECK(empty());
        CHECK(read(path).empty());
    }
}

TEST_CASE("a download that is refused says why, from every transport") {
    trotline_tests::temporary_folder const folder;
    faults::server server(handle);
    auto const failure_of = [&](auto transport, std::string const& path) {
        tl::basic_webhook_node<decltype(transport), tl::media_type_parser,
                               tl::memory_parameter_store>
            node(std::move(transport));
        tl::call_options options;
        options.download.emplace(path, 5);
        auto const outcome =
            node.template call<>(tl::webhook{.url = server.url("/chunked")}, options);
        REQUIRE_FALSE(outcome);
        return outcome.failure();
    };
    auto const in_memory = [](std::string content) {
        return tl::scripted_transport(
            {{.answer = tl::http::response{.status = 200, .content = std::move(content)}}});
    };
    std::string const place = folder.path("a"), nowhere = folder.path("no/such/folder");
    for (tl::failure const& why :
         {failure_of(tl::curl_transport(), place), failure_of(in_memory("abcdef"), place)}) {
        CHECK(name(why.code) == name(tl::code::too_large));
        CHECK(why.stage == tl::stage::receive);
    }
    for (tl::failure const& why :
         {failure_of(tl::curl_transport(), nowhere), failure_of(in_memory("abc"), nowhere)}) {
        CHECK(name(why.code) == name(tl::code::rejected));
        CHECK(why.stage == tl::stage::receive);
        CHECK(why.detail == nowhere + " cannot be written: No such file or directory");
    }
}

TEST_CASE("a node's content from a stream") {
    faults::server server(
        [](faults::peer& peer, faults::received const&) { peer.send(faults::answer("{}")); });
    tl::basic_webhook_node<tl::curl_transport, tl::media_type_parser, tl::memory_parameter_store>
        node;
    tl::call_options options;
    options.content = tl::http::streamed(
        "log",
        [left = std::string("some text")](std::span<char> to) mutable -> tl::result<std::size_t> {
            std::size_t const count = left.copy(to.data(), to.size());
            left.erase(0, count);
            return count;
        });
    tl::webhook hook{.method = tl::method::post, .url = server.url("/")};
    auto const refused = [&] {
        tl::webhook with_body = hook;
        with_body.body = tl::text_body("a");
        return node.call<>(with_body, options);
    }();
    REQUIRE_FALSE(refused);
    CHECK(refused.failure().code == tl::code::malformed_request);
    REQUIRE(node.call<>(hook, options));
    CHECK(server.requests().back().content == "some text");
    CHECK(server.requests().back().head.find("Content-Type: application/octet-stream\r\n") !=
          std::string::npos);
    REQUIRE(node.call<>(hook));
    CHECK(server.requests().back().content.empty());
}

}  // namespace faults_downloads_test
