// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/text_cursor.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace mapping_text_cursor_test {

namespace tl = trotline;

static_assert(trotline::cursor<trotline::text_cursor>);

TEST_CASE("one scalar and nothing around it") {
    tl::text_cursor c(tl::kind::text, "text/html");
    CHECK(c.kind() == tl::kind::text);
    CHECK(c.scalar().text == "text/html");
    CHECK(c.scalar().plain);
    CHECK(c.raw() == "text/html");
    CHECK(c.offset() == tl::npos);
    CHECK(!c.failure());
    tl::scalar name;
    CHECK(c.find(tl::one_wanted_name("text")) == tl::npos);
    CHECK(!c.member(name));
    CHECK(!c.element(0));
    std::string decoded;
    tl::text_cursor::decode(c.scalar(), [&](std::string_view piece) { decoded += piece; });
    CHECK(decoded == "text/html");
    CHECK(tl::text_cursor().kind() == tl::kind::nothing);
}

}  // namespace mapping_text_cursor_test
