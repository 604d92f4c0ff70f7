// SPDX-License-Identifier: BSL-1.0
#include <trotline/parser/json.hpp>

#include <doctest/doctest.h>
#include <trotline/json/cursor.hpp>

namespace parser_json_test {

namespace tl = trotline;

static_assert(tl::parser<tl::json_parser> && tl::parser<tl::on_demand_json_parser>);

TEST_CASE("checked judges the whole content, on demand only what is looked at") {
    std::string_view const cut = R"({"a": 1, "b": [)";
    CHECK_FALSE(tl::json_parser().open("", cut, [](auto) {}));
    bool found = false;
    CHECK(tl::on_demand_json_parser().open("", cut, [&](auto cursor) {
        cursor.enter();
        tl::scalar name;
        found = cursor.member(name) && name.text == "a" && cursor.scalar().text == "1";
    }));
    CHECK(found);
}

}  // namespace parser_json_test
