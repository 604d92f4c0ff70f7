// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/format.hpp>

#include <doctest/doctest.h>

namespace tl = trotline;
namespace json = trotline::json;

namespace {

constexpr bool opens(auto const& format, std::string_view text) {
    tl::document_failure why;
    auto const root = format.open(text, why);
    return !why && root.kind() == tl::kind::object;
}
static_assert(opens(json::checked, R"({"a":1})") && opens(json::on_demand, R"({"a":1})"));
static_assert(!opens(json::checked, R"({"a":01})") && opens(json::on_demand, R"({"a":01})"));

}  // namespace

TEST_CASE("a byte order mark is skipped and counted") {
    tl::document_failure why;
    auto const checked = json::checked.open("\xEF\xBB\xBF {}", why);
    CHECK_FALSE(why);
    CHECK(checked.offset() == 4);
    auto const on_demand = json::on_demand.open("\xEF\xBB\xBF {}", why);
    CHECK_FALSE(why);
    CHECK(on_demand.offset() == 4);
    (void)json::checked.open("\xEF\xBB\xBF {]", why);
    CHECK(why.offset == 5);
    CHECK(why.expected == "a member name or '}'");
    (void)json::on_demand.open("\xEF\xBB\xBF", why);
    CHECK(why.offset == 3);
    CHECK(why.expected == "a value");
}

TEST_CASE("the depth limit is the format's") {
    tl::document_failure why;
    (void)json::checked_format{2}.open("[[[]]]", why);
    CHECK(name(why.code) == "too deep");
    CHECK(why.offset == 2);
    (void)json::checked_format{3}.open("[[[]]]", why);
    CHECK_FALSE(why);
}
