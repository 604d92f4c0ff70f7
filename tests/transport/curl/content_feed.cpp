// SPDX-License-Identifier: BSL-1.0
#include <trotline/transport/curl/content_feed.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace transport_curl_content_feed_test {

namespace tl = trotline;

namespace {

// Gives the text in pieces of two bytes.
tl::http::content_source source(std::size_t offset, std::string text,
                                std::optional<std::uint64_t> size) {
    tl::http::content_source made;
    made.offset = offset;
    made.name = "source";
    made.size = size;
    made.open = [text = std::move(text)]() -> tl::result<tl::http::content_reader> {
        return tl::http::content_reader(
            [left = text](std::span<char> to) mutable -> tl::result<std::size_t> {
                if (left == "fail") return tl::http::unreadable("source", "why");
                std::size_t const count = left.copy(to.data(), std::min<std::size_t>(to.size(), 2));
                left.erase(0, count);
                return count;
            });
    };
    return made;
}

std::string all(tl::curl::content_feed& feed) {
    std::string text;
    for (std::array<char, 3> bytes;;) {
        auto const count = feed.read(bytes);
        if (!count) return text + "!" + feed.failed()->detail;
        if (*count == 0) return text;
        text.append(bytes.data(), *count);
    }
}

}  // namespace

TEST_CASE("texts and sources in order") {
    struct {
        tl::http::request request;
        std::string expected;
    } const table[] = {
        {{}, ""},
        {{.content = "abcdefg"}, "abcdefg"},
        {{.content = "abcd", .sources = {source(2, "12345", 5)}}, "ab12345cd"},
        {{.content = "abcd", .sources = {source(0, "1", 1), source(4, "2", {})}}, "1abcd2"},
        {{.content = "ab", .sources = {source(1, "", 0), source(1, "12", 2)}}, "a12b"},
        {{.sources = {source(0, "12345", {})}}, "12345"},
        {{.content = "ab", .sources = {source(1, "12", 3)}},
         "a12!it gave more or fewer bytes than its size says"},
        {{.content = "ab", .sources = {source(1, "12", 1)}},
         "a!it gave more or fewer bytes than its size says"},
        {{.content = "ab", .sources = {source(1, "fail", {})}}, "a!why"},
    };
    tl::curl::content_feed feed;
    for (auto const& [request, expected] : table) {
        feed.begin(request);
        CHECK(all(feed) == expected);
        if (feed.failed()) continue;
        feed.rewind();
        CHECK(all(feed) == expected);
    }
}

TEST_CASE("a stream cannot be read again") {
    tl::http::request const request{
        .sources = {tl::http::streamed(
            "once", [done = false](std::span<char> to) mutable -> tl::result<std::size_t> {
                if (std::exchange(done, true)) return std::size_t{0};
                to[0] = 'x';
                return std::size_t{1};
            })}};
    tl::curl::content_feed feed;
    feed.begin(request);
    CHECK(all(feed) == "x");
    feed.rewind();
    CHECK(all(feed) == "!this content can be read only once");
    feed.end();
    CHECK(feed.failed());
}

}  // namespace transport_curl_content_feed_test
