// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/redirect.hpp>

#include <doctest/doctest.h>

namespace transport_curl_redirect_test {

namespace tl = trotline;
using tl::curl::redirection;
using tl::http::method;

namespace {

struct outcome {
    redirection found;
    tl::http::request next;
    std::string_view text;
};

outcome follow(std::string url, std::string location, int status = 302, method m = method::get) {
    tl::http::request const request{
        .method = m,
        .url = std::move(url),
        .fields = {{"X-Key", "1"}, {"Content-Type", "text/plain"}},
        .content = m == method::get || m == method::head ? "" : "content",
        .secrets = {"s"}};
    outcome result{};
    result.found = tl::curl::redirect(
        request, {.status = status, .fields = {{"Location", std::move(location)}}}, result.next,
        result.text);
    return result;
}

}  // namespace

TEST_CASE("references are resolved against the URL before: RFC 3986 section 5.4") {
    struct {
        std::string location, expected;
    } const cases[] = {
        {"/x", "http://a/x"},           {"x", "http://a/b/c/x"},
        {"./x", "http://a/b/c/x"},      {"../x", "http://a/b/x"},
        {"?y", "http://a/b/c/d?y"},     {"//a/x", "http://a/x"},
        {"http://a/x#f", "http://a/x"}, {"../../../../x", "http://a/x"},
        {"x y", "http://a/b/c/x%20y"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.location);
        auto const result = follow("http://a/b/c/d?q", c.location);
        CHECK(result.found == redirection::follow);
        CHECK(result.next.url == c.expected);
    }
}

TEST_CASE("what is the same origin, and what is not") {
    for (char const* const same : {"http://a/", "HTTP://A:80/", "//a:80/x"}) {
        CAPTURE(std::string(same));
        CHECK(follow("http://a/", same).next.fields.size() == 2);
    }
    for (char const* const other :
         {"http://b/", "http://a:81/", "https://a/", "http://a.example/", "http://a./"}) {
        CAPTURE(std::string(other));
        auto const result = follow("http://a/", other);
        CHECK(result.found == redirection::follow);
        CHECK(result.next.fields.empty());
        CHECK(result.next.secrets.size() == 1);
        CHECK(follow("http://a/", other, 307, method::post).found == redirection::forbidden);
        CHECK(follow("http://a/", other, 308, method::delete_).found == redirection::forbidden);
        CHECK(follow("http://a/", other, 303, method::post).next.content.empty());
        CHECK(follow("http://a/", other, 307, method::options).found == redirection::forbidden);
        for (int const status : {301, 303, 307})
            CHECK(follow("http://a/", other, status, method::head).next.method == method::head);
    }
}

TEST_CASE("content does not go to another origin, whatever the method is") {
    tl::http::request const request{.url = "https://a/", .content = "{}"};
    struct {
        std::string location;
        redirection found;
    } const cases[] = {
        {"https://a/x", redirection::follow},
        {"https://b/", redirection::forbidden},
        {"http://a/", redirection::forbidden},
    };
    for (auto const& one : cases) {
        CAPTURE(one.location);
        tl::http::request next;
        std::string_view text;
        CHECK(tl::curl::redirect(request, {.status = 307, .fields = {{"Location", one.location}}},
                                 next, text) == one.found);
        if (one.found == redirection::follow) CHECK(next.content == "{}");
    }
    CHECK(follow("https://a/", "https://b/").found == redirection::follow);
}

TEST_CASE("credentials") {
    CHECK(follow("http://u:p@a/", "/x").next.url == "http://u:p@a/x");
    CHECK(follow("http://u:p@a/", "http://a/x").next.url == "http://a/x");
    CHECK(follow("http://u:p@a/", "http://b/x").next.url == "http://b/x");
    for (char const* const location :
         {"http://v:w@a/", "http://v@a/", "http://u:p@b/", "//:p@a/"}) {
        CAPTURE(std::string(location));
        CHECK(follow("http://u:p@a/", location).found == redirection::forbidden);
    }
}

TEST_CASE("not redirects") {
    CHECK(follow("http://a/b", "").found == redirection::none);
    for (int const status : {200, 201, 300, 304, 305, 306, 400})
        CHECK(follow("http://a/", "/x", status).found == redirection::none);
}

TEST_CASE("forbidden") {
    for (char const* const location :
         {"ftp://a/", "file:///x", "data:,x", "javascript:x", "http://", "http://[::1"}) {
        CAPTURE(std::string(location));
        CHECK(follow("http://a/", location).found == redirection::forbidden);
    }
    CHECK(follow("https://a/", "http://a/").text == "the Location leads from https to http");
}

}  // namespace transport_curl_redirect_test
