// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/request_content.hpp>

#include <doctest/doctest.h>

#include <string>

namespace http_request_content_test {

namespace tl = trotline;

TEST_CASE("a content of texts and sources") {
    tl::http::content_source photo, rest;
    photo.offset = 5;
    photo.name = "hunter2.png";
    photo.size = 10;
    rest.offset = 5;
    rest.name = "log";
    tl::http::request request{
        .content = "pass=hunter2", .sources = {photo}, .secrets = {"hunter2"}};
    CHECK(tl::http::has_content(request));
    CHECK(tl::http::content_size(request) == 22);
    CHECK(tl::http::can_be_sent_again(request));
    CHECK(tl::http::shown_content(request) == "pass=[[secret].png, 10 bytes][secret]");
    request.sources.push_back(rest);
    request.sources.back().once = true;
    CHECK_FALSE(tl::http::content_size(request));
    CHECK_FALSE(tl::http::can_be_sent_again(request));
    CHECK(tl::http::shown_content(request) == "pass=[[secret].png, 10 bytes][log][secret]");

    tl::http::request const only{.sources = {rest}};
    CHECK(tl::http::has_content(only));
    CHECK_FALSE(tl::http::has_content({}));
    CHECK(tl::http::content_size({}) == 0);
    CHECK(tl::http::shown_content({.content = "a hunter2", .secrets = {"hunter2"}}) ==
          "a [secret]");
}

}  // namespace http_request_content_test
