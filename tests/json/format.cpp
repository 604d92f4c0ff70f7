// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/format.hpp>

#include <doctest/doctest.h>

#include <string>

namespace json_format_test {

namespace tl = trotline;
namespace json = trotline::json;

namespace {

constexpr bool opens(auto const& format, std::string_view text) {
    tl::document_failure why;
    auto const root = format.open(text, why);
    bool const object = !why && root.kind() == tl::kind::object;
    json::member_index index;
    auto const indexed = format.open(text, why, index);
    return object && !why && indexed.kind() == tl::kind::object;
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

TEST_CASE("a cursor with an index finds what one without finds") {
    std::string_view const text = "\xEF\xBB\xBF{\"x\":[1,{\"b\":2}],\"a\":{\"y\":0},\"b\":3}";
    static constexpr tl::name_list names{"b", "a"};
    auto const found = [](auto c) {
        std::string all;
        c.enter();
        for (std::size_t place = 0; (place = c.find(names)) != tl::npos; c.skip())
            all += std::to_string(place) + '@' + std::to_string(c.offset()) + ' ';
        return all + '@' + std::to_string(c.offset());
    };
    tl::document_failure why;
    json::member_index index;
    CHECK(found(json::checked.open(text, why)) == "1@24 0@36 @38");
    CHECK(found(json::checked.open(text, why, index)) == "1@24 0@36 @38");
    CHECK(found(json::on_demand.open(text, why)) == "1@24 0@36 @38");
    CHECK(found(json::on_demand.open(text, why, index)) == "1@24 0@36 @38");
    CHECK(index.covers(text.data() + 20));
}

TEST_CASE("the depth limit is the format's") {
    tl::document_failure why;
    (void)json::checked_format{2}.open("[[[]]]", why);
    CHECK(name(why.code) == "too deep");
    CHECK(why.offset == 2);
    (void)json::checked_format{3}.open("[[[]]]", why);
    CHECK_FALSE(why);
}

TEST_CASE("UTF-16 is told that it is none of JSON's encodings") {
    using namespace std::string_view_literals;
    constexpr std::string_view expected = "UTF-8: this is UTF-16, and only UTF-8 is JSON";
    for (std::string_view const text :
         {"\xFE\xFF\0{\0}"sv, "\xFF\xFE{\0}\0"sv, "\0{\0}"sv, "{\0}\0"sv}) {
        trotline::document_failure why;
        trotline::json::checked.open(text, why);
        CHECK(why.code == trotline::code::malformed);
        CHECK(why.expected == expected);
    }
    for (std::string_view const text : {"\xFE"sv, "{"sv, "{]"sv, "\0\0"sv, "x\0"sv}) {
        trotline::document_failure why;
        trotline::json::checked.open(text, why);
        CHECK(why.code == trotline::code::malformed);
        CHECK((why.expected == expected) == (text == "x\0"sv));
    }
}

}  // namespace json_format_test
