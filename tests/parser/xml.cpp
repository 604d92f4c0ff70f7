// SPDX-License-Identifier: BSL-1.0
#include <trotline/parser/xml.hpp>

#include <doctest/doctest.h>
#include <trotline/xml/cursor.hpp>

#include <string>

namespace parser_xml_test {

namespace tl = trotline;

static_assert(tl::parser<tl::xml_parser>);

TEST_CASE("every content is XML, or a failure that shows what it is instead") {
    std::string name;
    CHECK(tl::xml_parser().open("application/json", "<note/>", [&](auto cursor) {
        cursor.enter();
        tl::scalar found;
        if (cursor.member(found)) name = found.text;
    }));
    CHECK(name == "note");
    auto const opened =
        tl::xml_parser().open("application/xml", R"({"error": "no such note"})", [](auto) {});
    REQUIRE_FALSE(opened);
    CHECK(opened.error().detail.find(R"(begins with {"error")") != std::string::npos);
}

}  // namespace parser_xml_test
