// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/content_sink.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace http_content_sink_test {

namespace tl = trotline;

TEST_CASE("a content that is in memory is handed over") {
    std::string kept;
    std::uint64_t seen = 0;
    bool takes = true;
    tl::http::content_sink sink;
    sink.begin = [&](tl::http::response const& head) {
        kept = std::to_string(head.status) + ":";
        return true;
    };
    sink.write = [&](std::string_view text) {
        kept += text;
        return takes;
    };
    sink.progress = [&](std::uint64_t received, std::optional<std::uint64_t> whole) {
        CHECK(whole == received);
        seen = received;
    };
    CHECK(tl::http::deliver(sink, {.status = 200}, "abc"));
    CHECK(kept == "200:abc");
    CHECK(seen == 3);
    takes = false;
    CHECK_FALSE(tl::http::deliver(sink, {.status = 201}, "d"));
    takes = true;
    sink.limit = 2;
    CHECK_FALSE(tl::http::deliver(sink, {.status = 200}, "abc"));
    CHECK(tl::http::deliver({}, {.status = 200}, "abc"));
}

}  // namespace http_content_sink_test
