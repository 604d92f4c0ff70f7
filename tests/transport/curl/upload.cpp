// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/upload.hpp>

#include <doctest/doctest.h>

#include <string>

namespace transport_curl_upload_test {

namespace tl = trotline;

TEST_CASE("which requests carry a content, and how much of it is known") {
    REQUIRE(tl::curl::initialize() == CURLE_OK);
    tl::curl::easy_handle const handle(curl_easy_init());
    REQUIRE(handle);
    tl::http::content_source source;
    source.size = 5;
    source.open = [] { return tl::result<tl::http::content_reader>(tl::http::content_reader()); };
    tl::http::content_source unknown = source;
    unknown.size.reset();
    struct {
        tl::http::request request;
        bool carries;
        std::size_t size;
    } const table[] = {
        {{.url = "http://a"}, false, 0},
        {{.method = tl::http::method::head, .url = "http://a"}, false, 0},
        {{.method = tl::http::method::post, .url = "http://a"}, true, 0},
        {{.url = "http://a", .content = "abc"}, true, 3},
        {{.url = "http://a", .content = "abc", .sources = {source}}, true, 8},
        {{.url = "http://a", .sources = {unknown}}, true, SIZE_MAX},
    };
    for (auto const& [request, carries, size] : table) {
        tl::curl::progress seen;
        tl::curl::upload upload(seen);
        tl::curl::option_setter options(handle.get());
        upload.set_callbacks(options);
        upload.begin(request, options);
        CHECK(options.code() == CURLE_OK);
        CHECK(upload.carries_content() == carries);
        CHECK(seen.content_size == size);
        CHECK_FALSE(upload.failed());
        upload.end();
    }
}

}  // namespace transport_curl_upload_test
