// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/get.hpp>

#include <doctest/doctest.h>
#include <trotline/path/parse.hpp>

#include "mapping/documents.hpp"
#include "support/allocation_count.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_get_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::in_both_modes;
using trotline_tests::summary;

namespace {
constexpr std::string_view text = R"({"data": {"userId": 7, "tags": ["x", "y"]}, "n": null})";
}  // namespace

TEST_CASE("one value, by a literal path or one that was compiled at run time") {
    auto const path = tl::object_path::parse("data.userId").value();
    auto const last = tl::object_path::parse("data['tags'][-1]").value();
    auto const root = tl::object_path();
    in_both_modes([&](auto format) {
        CHECK(*tl::get<long>(text, "data.userId"_path, format) == 7);
        CHECK(*tl::get<long>(text, path, format) == 7);
        CHECK(*tl::get<std::string>(text, last, format) == "y");
        CHECK(*tl::get<std::string>(text, "data.tags[0]"_path, format) == "x");
        CHECK(*tl::get<std::string_view>(text, "data.tags[-1]"_path, format) == "y");
        CHECK(tl::get<tl::raw_view>(text, root, format)->text == text);
        CHECK(*tl::get<std::optional<int>>(text, "n"_path, format) == std::nullopt);
        CHECK(*tl::get<std::optional<int>>(text, "none"_path, format) == std::nullopt);
        CHECK(*tl::get<std::vector<std::string>>(text, "data.tags"_path, format) ==
              std::vector<std::string>{"x", "y"});
    });
}

TEST_CASE("failures name the path") {
    auto const path = tl::object_path::parse("data.none.deeper").value();
    in_both_modes([&](auto format) {
        auto const missing = tl::get<int>(text, path, format);
        REQUIRE(!missing);
        CHECK(summary(missing.error()) == "0 missing: an object @9");
        CHECK(missing.error().rows()[0].description.path == "data.none.deeper");
        CHECK(missing.error().rows()[0].depth == 1);
        auto const wrong = tl::get<int>(text, "data.tags[1]"_path, format);
        REQUIRE(!wrong);
        CHECK(summary(wrong.error()) == "0 wrong type: a string @37");
        auto const unreadable = tl::get<int>("{", path, format);
        REQUIRE(!unreadable);
        CHECK(summary(unreadable.error()) == "malformed @1");
    });
    CHECK_THROWS_AS((void)tl::get<int>(text, path).value(), tl::bad_result);
}

TEST_CASE("a path of the greatest length") {
    std::string deep_text, deep_path = "a";
    for (int i = 0; i < 32; ++i) deep_text += R"({"a":)";
    deep_text += "1" + std::string(32, '}');
    for (int i = 1; i < 32; ++i) deep_path += ".a";
    auto const path = tl::object_path::parse(deep_path).value();
    in_both_modes([&](auto format) { CHECK(*tl::get<int>(deep_text, path, format) == 1); });
}

TEST_CASE("XML by the same paths") {
    constexpr std::string_view xml = "<data><userId> 7 </userId><tag>x</tag><tag>y</tag></data>";
    CHECK(*tl::get<int>(xml, "data.userId"_path, tl::xml::checked) == 7);
    CHECK(*tl::get<std::string>(xml, "data.tag[-1]"_path, tl::xml::checked) == "y");
    CHECK(*tl::get<std::string>(xml, tl::object_path::parse("data.tag[1]").value(),
                                tl::xml::checked) == "y");
    auto const twice =
        tl::get<std::string>(xml, tl::object_path::parse("data.tag").value(), tl::xml::checked);
    REQUIRE(!twice);
    CHECK(twice.error().rows()[0].code == tl::code::ambiguous);
}

TEST_CASE("nothing is allocated") {
    auto const path = tl::object_path::parse("data.tags[-1]").value();
    in_both_modes([&](auto format) {
        bool good = false;
        CHECK(trotline_tests::allocations(
                  [&] { good = tl::get<std::string_view>(text, path, format).has_value(); }) == 0);
        CHECK(good);
        CHECK(trotline_tests::allocations(
                  [&] { good = tl::get<int>(text, path, format).has_value(); }) == 0);
        CHECK(!good);
        CHECK(trotline_tests::allocations(
                  [&] { good = tl::get<bool>(text, "data.x"_path, format).has_value(); }) == 0);
        CHECK(!good);
    });
}

TEST_CASE("a name is not one that differs in a single byte, wherever that is") {
    in_both_modes([](auto format) {
        for (std::size_t size = 1; size != 40; ++size) {
            std::string const name =
                std::string("abcdefghijklmnopqrstuvwxyzabcdefghijklmnop", size);
            auto const path = tl::object_path::parse(name).value();
            for (std::size_t place = 0; place != size; ++place) {
                std::string other = name;
                other[place] = '_';
                CAPTURE(other);
                std::string const found = "{\"" + other + "\": 1, \"" + name + "\": 2}";
                CHECK(tl::get<int>(found, path, format).value() == 2);
                CHECK(tl::get<int>("{\"" + name + "\": 2, \"" + other + "\": 1}", path, format)
                          .value() == 2);
                CHECK_FALSE(tl::get<int>("{\"" + other + "\": 1}", path, format).has_value());
            }
        }
    });
}

TEST_CASE("a raw text is checked on demand, down to the deepest level that can be checked") {
    for (std::size_t const levels : {std::size_t{2000}, tl::json::most_depth_limit + 1}) {
        CAPTURE(levels);
        std::string const deep =
            R"({"a": )" + std::string(levels, '[') + std::string(levels, ']') + R"(, "b": 1})";
        auto const raw = tl::get<tl::raw_text>(deep, "a"_path, tl::json::on_demand);
        CHECK(raw.has_value() == (levels == 2000));
        if (!raw) CHECK(raw.error().document().code == tl::code::too_deep);
        CHECK(tl::get<int>(deep, "b"_path, tl::json::on_demand).value() == 1);  // it is only passed
        auto const checked = tl::get<int>(deep, "b"_path);
        REQUIRE_FALSE(checked);
        CHECK(checked.error().document().code == tl::code::too_deep);
    }
}

}  // namespace mapping_get_test
