// SPDX-License-Identifier: BSL-1.0
// Digest authentication (RFC 7616) with a server that checks it.
#include <trotline/transport/curl/async_curl_transport.hpp>
#include <trotline/transport/curl/curl_transport.hpp>
#include <trotline/webhook.hpp>

#include <doctest/doctest.h>
#include <openssl/evp.h>
#include <trotline/core/error.hpp>
#include <trotline/parameter_store/memory.hpp>

#include <chrono>
#include <string>
#include <string_view>

#include "faults/server.hpp"

namespace faults_digest_test {

namespace tl = trotline;
using namespace std::chrono_literals;

namespace {

std::string sha_256(std::string_view text) {
    unsigned char made[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    EVP_Digest(text.data(), text.size(), made, &size, EVP_sha256(), nullptr);
    std::string digits;
    for (unsigned i = 0; i < size; ++i)
        for (int const part : {made[i] >> 4, made[i] & 15}) digits += "0123456789abcdef"[part];
    return digits;
}

// The value of a parameter of the Authorization field.
std::string parameter(std::string const& head, std::string const& name) {
    auto const line = head.find("\r\nAuthorization: Digest ");
    if (line == head.npos) return {};
    auto at = head.find(name + "=", line);
    if (at == head.npos) return {};
    at += name.size() + 1;
    bool const quoted = head[at] == '"';
    auto const begin = at + (quoted ? 1 : 0);
    return head.substr(begin, head.find_first_of(quoted ? "\"" : ",\r", begin) - begin);
}

// Lets in ada with the password lovelace.
void guarded(faults::peer& peer, faults::received const& request) {
    auto const of = [&](char const* name) { return parameter(request.head, name); };
    std::string const expected =
        sha_256(sha_256("ada:here:lovelace") + ":" + of("nonce") + ":" + of("nc") + ":" +
                of("cnonce") + ":auth:" + sha_256(request.method + ":" + request.target));
    if (of("username") == "ada" && of("nonce") == "n0nce" && of("response") == expected)
        peer.send(faults::answer("welcome", "X-Saw: " + request.content + "\r\n"));
    else
        peer.send(faults::answer(
            "who are you?",
            "WWW-Authenticate: Digest realm=\"here\", nonce=\"n0nce\", qop=\"auth\", "
            "algorithm=SHA-256\r\nX-Challenge: yes\r\n",
            "401 Unauthorized"));
}

template <class Test> void with_both(Test test) {
    tl::curl_transport waiting;
    test(waiting);
    tl::async_curl_transport asynchronous;
    test(asynchronous);
}

}  // namespace

TEST_CASE("a challenge is answered, for every method, on one handle") {
    faults::server server(guarded);
    with_both([&](auto& transport) {
        auto const call = [&](tl::method method, std::string const& password,
                              std::string const& content) {
            tl::webhook const hook{.method = method,
                                   .url = server.url("/$PLACE?a=b"),
                                   .authorization = tl::digest("ada", "$PASSWORD"),
                                   .body = tl::text_body("$CONTENT")};
            tl::memory_parameter_store const store{
                {"PLACE", "in"}, {"CONTENT", content}, {"PASSWORD", tl::secret{password}}};
            tl::http::request request;
            REQUIRE(render(hook, store, request));
            return transport.send(request, std::chrono::steady_clock::now() + 10s, {});
        };
        for (auto const method :
             {tl::method::post, tl::method::get, tl::method::patch, tl::method::post}) {
            CAPTURE(name(method));
            auto const answer = call(method, "lovelace", "content");
            if (!answer) FAIL(to_string(answer.error()));
            CHECK(answer->status == 200);
            CHECK(answer->content == "welcome");
            auto const* const saw = tl::http::find_field(answer->fields, "X-Saw");
            REQUIRE(saw != nullptr);
            CHECK(saw->value == "content");
            CHECK(tl::http::find_field(answer->fields, "X-Challenge") == nullptr);
            CHECK(server.requests().back().head.find("lovelace") == std::string::npos);
        }
        auto const wrong = call(tl::method::post, "byron", "content");
        REQUIRE(wrong);
        CHECK(wrong->status == 401);
        CHECK(wrong->content == "who are you?");
        // the next request has nothing of it
        auto const plain =
            transport.send({.url = server.url("/")}, std::chrono::steady_clock::now() + 10s, {});
        REQUIRE(plain);
        CHECK(plain->status == 401);
        CHECK(server.requests().back().head.find("Authorization") == std::string::npos);
    });
}

TEST_CASE("what does not go together") {
    tl::curl_transport const aws{
        {.aws = tl::aws_signature{"aws:amz:eu-central-1:s3", "key", "secret"}}};
    tl::http::request request{.url = "http://127.0.0.1:9/",
                              .digest = tl::http::digest_credentials{"a", "b"}};
    auto refused = aws.send(request, std::chrono::steady_clock::now() + 1s);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == tl::code::malformed_request);
    request.fields = {{"Authorization", "Bearer x"}};
    refused = tl::curl_transport().send(request, std::chrono::steady_clock::now() + 1s);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == tl::code::malformed_request);
}

}  // namespace faults_digest_test
