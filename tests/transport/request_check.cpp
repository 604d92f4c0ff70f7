// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/request_check.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <span>

namespace transport_request_check_test {

namespace tl = trotline;

static_assert(tl::detail::host_of("https://api.example:8443/a?b#c") == "api.example");
static_assert(tl::detail::host_of("http://user:p@ss@[::1]:80") == "[::1]");
static_assert(tl::detail::host_of("http://[::1]") == "[::1]");
static_assert(tl::detail::host_of("http://a?@b/") == "a");
static_assert(tl::detail::host_of("http://a:b@c:1@d:2/e@f:3") == "d");
static_assert(tl::detail::host_of("http://user@/").empty() &&
              tl::detail::host_of("http://:80/").empty());
static_assert(tl::detail::host_of("nothing").empty());
static_assert(tl::http::is_token("X-Key") && !tl::http::is_token("") &&
              !tl::http::is_token("a b") && !tl::http::is_token("a:"));
static_assert(tl::http::is_field_value("a\tb \x80") && !tl::http::is_field_value("a\nb") &&
              !tl::http::is_field_value("\x7f"));

TEST_CASE("the failure of a request that was not sent") {
    auto const why = tl::detail::not_sent({.url = "https://s3cret.example/", .secrets = {"s3cret"}},
                                          tl::code::cancelled, "a stop was requested");
    CHECK(why.stage == tl::stage::connect);
    CHECK(why.code == tl::code::cancelled);
    CHECK(why.subject.find("s3cret") == std::string::npos);
    CHECK(why.subject.ends_with(".example"));
    CHECK(why.detail == "a stop was requested");
}

TEST_CASE("requests that may be sent") {
    CHECK_FALSE(tl::check_request({.url = "http://a"}).has_value());
    CHECK_FALSE(tl::check_request({.url = "http://b\xC3\xBC.example:8/"}).has_value());
    CHECK_FALSE(
        tl::check_request({.url = "HTTPS://a/b?c=d", .fields = {{"X", ""}, {"Y", "z; \xC3\xA9"}}})
            .has_value());
}

TEST_CASE("content that is not in memory, by a transport that can send it") {
    auto const read = [](std::span<char>) { return tl::result<std::size_t>(std::size_t{0}); };
    tl::http::request request{.method = tl::http::method::put, .url = "http://a"};
    request.sources = {tl::http::streamed("log", read)};
    CHECK_FALSE(tl::check_request(request, true));
    auto refused = tl::check_request(request);
    REQUIRE(refused);
    CHECK(refused->code == tl::code::malformed_request);
    CHECK(refused->detail == "this transport cannot send files and streams");
    request.method = tl::http::method::head;
    CHECK(tl::check_request(request, true));
    request.method = tl::http::method::put;
    request.sources[0].offset = 1;
    refused = tl::check_request(request, true);
    REQUIRE(refused);
    CHECK(refused->subject == "log");
    request.content = "a";
    CHECK_FALSE(tl::check_request(request, true));
    request.sources.push_back(tl::http::streamed("earlier", read));
    request.sources[0].offset = 1;
    refused = tl::check_request(request, true);
    REQUIRE(refused);
    CHECK(refused->subject == "earlier");  // out of order
    request.sources[1].offset = 1;
    CHECK_FALSE(tl::check_request(request, true));
    request.sources.emplace_back();
    CHECK(tl::check_request(request, true));
}

TEST_CASE("Digest credentials, by a transport that can answer a challenge") {
    tl::http::request request{.url = "http://a",
                              .digest = tl::http::digest_credentials{"ada", "x"}};
    CHECK_FALSE(tl::check_request(request, true));
    auto refused = tl::check_request(request);
    REQUIRE(refused);
    CHECK(refused->subject == "authorization");
    CHECK(refused->detail == "this transport cannot answer a Digest challenge");
    request.fields = {{"authorization", "Bearer x"}};
    refused = tl::check_request(request, true);
    REQUIRE(refused);
    CHECK(refused->subject == "Authorization");
}

TEST_CASE("requests that may not") {
    struct {
        tl::http::request request;
        std::string subject;
    } const cases[] = {
        {{.url = "ftp://a/"}, "URL"},
        {{.url = "http://"}, "URL"},
        {{.url = "http:///a"}, "URL"},
        {{.url = "http://a/ b"}, "URL"},
        {{.url = "http://a b/"}, "URL"},
        {{.url = "http://a/\xC3\xBC"}, "URL"},
        {{.url = "http://\xC3\xBC@a/"}, "URL"},
        {{.url = "http://a/\r\n"}, "URL"},
        {{.method = tl::http::method::head, .url = "http://a", .content = "x"}, "method"},
        {{.url = "http://a", .fields = {{"", "x"}}}, "field"},
        {{.url = "http://a", .fields = {{"A\r\nB", "x"}}}, "field"},
        {{.url = "http://a", .fields = {{"X", "a\r\nB: c"}}}, "X"},
        {{.url = "http://a", .fields = {{"X", std::string(1, '\0')}}}, "X"},
        {{.url = "http://a", .fields = {{"hOST", "x"}}}, "hOST"},
        {{.url = "http://a", .fields = {{"Content-Length", "0"}}}, "Content-Length"},
        {{.url = "http://a", .fields = {{"Transfer-Encoding", "chunked"}}}, "Transfer-Encoding"},
        {{.url = "http://a", .fields = {{"Key-hunter2", "\n"}}, .secrets = {"hunter2"}},
         "Key-[secret]"},
    };
    for (auto const& c : cases) {
        auto const refused = tl::check_request(c.request);
        REQUIRE(refused.has_value());
        CHECK(refused->stage == tl::stage::render);
        CHECK(refused->code == tl::code::malformed_request);
        CHECK(refused->subject == c.subject);
        CHECK_FALSE(refused->detail.empty());
    }
}

}  // namespace transport_request_check_test
