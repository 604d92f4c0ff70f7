// SPDX-License-Identifier: BSL-1.0
#include <trotline/http/content_source.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <span>

namespace http_content_source_test {

namespace tl = trotline;

TEST_CASE("a stream is read once") {
    std::size_t left = 3;
    tl::http::content_source const source = tl::http::streamed(
        "numbers",
        [&](std::span<char> to) -> tl::result<std::size_t> {
            if (left == 0) return left;
            to[0] = static_cast<char>('0' + left--);
            return std::size_t{1};
        },
        3);
    CHECK(source.name == "numbers");
    CHECK(source.size == 3);
    CHECK(source.once);
    tl::http::content_source const copy = source;
    auto reader = source.open();
    REQUIRE(reader);
    std::array<char, 4> bytes{};
    CHECK((*reader)(bytes).value() == 1);
    CHECK(bytes[0] == '3');
    auto const again = copy.open();
    REQUIRE_FALSE(again);
    CHECK(to_string(again.error()) ==
          "send failed: unreadable (numbers): this content can be read only once");
    CHECK_FALSE(tl::http::streamed("endless", {}).size);
}

}  // namespace http_content_source_test
