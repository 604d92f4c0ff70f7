// SPDX-License-Identifier: BSL-1.0
// Takes long.
// What can be wrong with an answer.
#include "faults/ways.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace faults_answers_test {

namespace tl = trotline;
using namespace std::chrono_literals;
using namespace std::string_literals;
using faults::answer;
using faults::fault;
using faults::good;
using faults::peer;
using faults::received;
using tl::code;
using tl::stage;

namespace {

// gzip of 1 MiB of zeros
std::string bomb() {
    std::string bytes(
        "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xed\xc1\x31\x01\x00\x00\x00\xc2\xa0\xf5\x4f\x6d"
        "\x08\x5f\xa0",
        25);
    bytes.append(1016, '\0').append("\x3e\x03\x1c\xea\x38\xa7\x00\x00\x10\x00", 10);
    return bytes;
}

// gzip of "good"
std::string const zipped(
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x4b\xcf\xcf\x4f\x01\x00\x92\x4e\x84\x6c\x04\x00\x00"
    "\x00",
    24);

std::string coded(std::string_view content, std::string_view coding = "gzip") {
    return answer(content, "Content-Encoding: " + std::string(coding) + "\r\n");
}

// Sends and closes.
faults::server::handler sends(std::string bytes) {
    return [bytes](peer& client, received const&) {
        client.send(bytes);
        client.close();
    };
}
// Sends and goes on serving.
faults::server::handler says(std::string bytes) {
    return [bytes](peer& client, received const&) { client.send(bytes); };
}
// Sends and keeps the connection open.
faults::server::handler keeps(std::string bytes) {
    return [bytes](peer& client, received const&) {
        client.send(bytes);
        client.wait_for_close();
    };
}

std::vector<fault> const faults_of_answers = {
    {"never answers", [](peer& client, received const&) { client.wait_for_close(); },
     stage::receive, code::timeout},
    {"drips header bytes",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\nX: ");
         client.drip("x");
     },
     stage::receive, code::timeout},
    {"drips content",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n");
         client.drip("x");
     },
     stage::receive, code::timeout},
    {"drips interim answers",
     [](peer& client, received const&) { client.drip("HTTP/1.1 102 Processing\r\n\r\n"); },
     stage::receive,
     code::timeout,
     true,
     {},
     {.content_limit = faults::content_limit, .field_section_limit = 64 << 10}},
    {"closes before the header section", sends(""), stage::receive, code::incomplete},
    {"closes inside the status line", sends("HTTP/1.1 20"), stage::receive, code::incomplete},
    {"closes inside the header section", sends("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"),
     stage::receive, code::incomplete},
    {"closes inside a field line", sends("HTTP/1.1 200 OK\r\nContent-Type: te"), stage::receive,
     code::incomplete},
    {"closes after the header section", sends("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"),
     stage::receive, code::incomplete},
    {"closes after an interim answer", sends("HTTP/1.1 100 Continue\r\n\r\n"), stage::receive,
     code::incomplete},
    {"short content", sends("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour"), stage::receive,
     code::incomplete},
    {"bad chunk size",
     sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nabc\r\n0\r\n\r\n"),
     stage::receive, code::malformed_response},
    {"chunk without its end",
     sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n"),
     stage::receive, code::malformed_response},
    {"cut inside a chunk", sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nabc"),
     stage::receive, code::incomplete},
    {"cut before the last chunk",
     sends("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n"), stage::receive,
     code::incomplete},
    {"endless chunks",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
         client.repeat("400\r\n" + std::string(1024, 'x') + "\r\n");
     },
     stage::receive, code::too_large},
    {"endless trailers",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n");
         client.repeat("X-Trailer: " + std::string(1000, 'x') + "\r\n");
     },
     stage::receive, code::too_large},
    {"two lengths", keeps("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde"),
     stage::receive, code::malformed_response},
    {"two lengths in one line", keeps("HTTP/1.1 200 OK\r\nContent-Length: 4, 5\r\n\r\nabcde"),
     stage::receive, code::malformed_response},
    {"a length that is none", keeps("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabcde"),
     stage::receive, code::malformed_response},
    {"length and chunked",
     keeps("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: "
           "chunked\r\n\r\n4\r\ngood\r\n0\r\n\r\n"),
     stage::receive, code::malformed_response},
    {"an unknown transfer coding",
     keeps("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"), stage::receive,
     code::malformed_response},
    {"resets before the answer", [](peer& client, received const&) { client.reset(); },
     stage::receive, code::reset},
    {"endless header section",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\n");
         client.repeat("X-Field: " + std::string(1000, 'x') + "\r\n");
     },
     stage::receive, code::too_large},
    {"many small fields",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\n");
         client.repeat("a:\r\n");
     },
     stage::receive, code::too_large},
    {"an endless field line",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\nX: ");
         client.repeat(std::string(8192, 'x'));
     },
     stage::receive, code::too_large},
    {"endless interim answers",
     [](peer& client, received const&) { client.repeat("HTTP/1.1 100 Continue\r\nX: y\r\n\r\n"); },
     stage::receive, code::too_large},
    {"endless content",
     [](peer& client, received const&) {
         client.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
         client.repeat(std::string(4096, 'x'));
     },
     stage::receive, code::too_large},
    {"announces too much", keeps("HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n"),
     stage::receive, code::too_large},
    {"announces more than there is memory",
     keeps("HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n"), stage::receive,
     code::too_large},
    {"gzip bomb", says(coded(bomb())), stage::decode, code::too_large},
    {"cut gzip", says(coded(std::string_view(zipped).substr(0, 14))), stage::decode,
     code::incomplete},
    {"gzip without its check", says(coded(std::string_view(zipped).substr(0, 18))), stage::decode,
     code::incomplete},
    {"junk after gzip", says(coded(zipped + "junk")), stage::decode, code::malformed_coding},
    {"not gzip", says(coded("{\"not\": \"gzip\"}")), stage::decode, code::malformed_coding},
#ifdef TROTLINE_BROTLI
    {"cut brotli", says(coded("\x8b\x01\x80goo", "br")), stage::decode, code::incomplete},
    {"junk after brotli", says(coded("\x8b\x01\x80good\x03junk", "br")), stage::decode,
     code::malformed_coding},
#endif
    {"a coding nobody asked for", says(coded("abc", "zstd")), stage::decode,
     code::malformed_coding},
    {"two codings", says(coded(zipped, "gzip, gzip")), stage::decode, code::malformed_coding},
    {"HTTP/0.9", sends("good"), stage::receive, code::malformed_response},
    {"another protocol", sends("SSH-2.0-OpenSSH_9.2\r\n"), stage::receive,
     code::malformed_response},
    {"no status code", sends("HTTP/1.1 abc OK\r\n\r\n"), stage::receive, code::malformed_response},
    {"a field without a colon", keeps("HTTP/1.1 200 OK\r\nContent-Length 4\r\n\r\ngood"),
     stage::receive, code::malformed_response},
    {"a blank before the colon", keeps("HTTP/1.1 200 OK\r\nContent-Length : 4\r\n\r\ngood"),
     stage::receive, code::malformed_response},
    {"a NUL in a field", keeps("HTTP/1.1 200 OK\r\nX: a\0b\r\nContent-Length: 4\r\n\r\ngood"s),
     stage::receive, code::malformed_response},
    {"switches protocols",
     keeps("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n"),
     stage::receive, code::malformed_response},
};

}  // namespace

TEST_CASE("faults of answers") {
    for (auto const& fault : faults_of_answers) in_every_way(fault);
}

TEST_CASE_TEMPLATE("answers that look wrong and are not", Transport, tl::curl_transport,
                   tl::async_curl_transport) {
    struct {
        std::string name;
        std::string bytes;
        int status;
        char const* content;
        bool lenient_codings = false;
    } const cases[] = {
        {"a label that is no coding", coded("ok", "UTF-8"), 200, "ok", true},
        {"a label that is no coding before one", coded(zipped, "aws-chunked, gzip"), 200, "good",
         true},
        {"interim answers before",
         "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + answer("ok"),
         200, "ok"},
        {"the same length twice",
         "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok", 200, "ok"},
        {"the same length in one line", "HTTP/1.1 200 OK\r\nContent-Length: 2, 2\r\n\r\nok", 200,
         "ok"},
        {"chunks with extensions and trailers",
         "HTTP/1.1 200 OK\r\nTransfer-Encoding: "
         "chunked\r\n\r\n1;x=y\r\no\r\n1\r\nk\r\n0\r\nX-Trailer: z\r\n\r\n",
         200, "ok"},
        {"gzip", coded(zipped), 200, "good"},
        {"gzip twice in one stream", coded(zipped + zipped), 200, "goodgood"},
        {"a coding of nothing", coded(""), 200, ""},
        {"a coding that changes nothing", coded("ok", "identity"), 200, "ok"},
        {"204 with content", "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\nevil", 204, ""},
        {"304 with content", "HTTP/1.1 304 Not Modified\r\nContent-Length: 4\r\n\r\nevil", 304, ""},
        {"204 with an answer after it", "HTTP/1.1 204 No Content\r\n\r\n" + answer("evil"), 204,
         ""},
        {"a second answer nobody asked for", answer("ok") + answer("evil"), 200, "ok"},
        {"more content than announced", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokevil", 200,
         "ok"},
        {"no reason phrase", "HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nok", 200, "ok"},
        {"bare line feeds", "HTTP/1.1 200 OK\nContent-Length: 2\n\nok", 200, "ok"},
        {"an error with content", answer("no", "", "500 Oops"), 500, "no"},
        {"a redirect that is not followed", answer("", "Location: /else\r\n", "302 Found"), 302,
         ""},
    };
    for (auto const& c : cases) {
        for (bool const reused : {false, true}) {
            CAPTURE(c.name);
            CAPTURE(reused);
            faults::server const server(
                [&](peer& client, received const&) { client.send(c.bytes); });
            Transport transport;
            if (reused) CHECK(good(transport, server));
            auto const answered =
                transport.send({.url = server.url("/odd"), .lenient_codings = c.lenient_codings},
                               std::chrono::steady_clock::now() + 5s);
            REQUIRE(answered.has_value());
            CHECK(answered->status == c.status);
            CHECK(answered->content == c.content);
            CHECK(good(transport, server));
        }
    }
}

TEST_CASE_TEMPLATE("a failure names the phase, the bytes so far and the time of each", Transport,
                   tl::curl_transport, tl::async_curl_transport) {
    std::string const begun = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nfive";
    faults::server const server(sends(begun));
    Transport transport;
    auto const failed =
        transport.send({.url = server.url("/")}, std::chrono::steady_clock::now() + 5s);
    REQUIRE(!failed.has_value());
    CHECK(failed.error().stage == stage::receive);
    CHECK(failed.error().bytes_received == begun.size());
    CHECK(failed.error().elapsed.total.count() > 0);
    CHECK(failed.error().elapsed.total >=
          failed.error().elapsed.connect + failed.error().elapsed.first_byte);
}

}  // namespace faults_answers_test
