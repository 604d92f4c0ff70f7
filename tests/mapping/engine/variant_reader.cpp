// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/variant_reader.hpp>

#include <trotline/core/one_or_many.hpp>
#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/rendering/described_writing.hpp>
#include <trotline/types/chrono.hpp>
#include <trotline/types/path.hpp>
#include <trotline/xml/format.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>
#include <boost/describe/enum.hpp>

#include "mapping/whole.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace mapping_engine_variant_reader_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

struct named {
    std::string name;
    friend bool operator==(named const&, named const&) = default;
};
BOOST_DESCRIBE_STRUCT(named, (), (name))
struct numbered {
    int id = 0;
    friend bool operator==(numbered const&, numbered const&) = default;
};
BOOST_DESCRIBE_STRUCT(numbered, (), (id))
using any =
    std::variant<std::monostate, bool, int, double, std::string, std::vector<int>, named, numbered>;
enum class colour { red, blue };
BOOST_DESCRIBE_ENUM(colour, red, blue)
enum class weight { light = 1, bold = 7 };
BOOST_DESCRIBE_ENUM(weight, light, bold)
struct holder {
    any it;
};
BOOST_DESCRIBE_STRUCT(holder, (), (it))
struct text_on_the_wire {
    std::string it;
};
BOOST_DESCRIBE_STRUCT(text_on_the_wire, (), (it))
struct map_on_the_wire {
    std::vector<std::string> it;
};
BOOST_DESCRIBE_STRUCT(map_on_the_wire, (), (it))

}  // namespace mapping_engine_variant_reader_test

template <> struct trotline::enumerator_names<mapping_engine_variant_reader_test::weight> {
    static constexpr bool integers = true;
};

namespace mapping_engine_variant_reader_test {

TEST_CASE("the first alternative that fits") {
    ok<any>("null", std::monostate());
    ok<any>("true", true);
    ok<any>("7", 7);
    ok<any>("7.5", 7.5);
    ok<any>("99999999999", 99999999999.0);
    ok<any>("\"7\"", std::string("7"));
    ok<any>("[7]", std::vector<int>{7});
    ok<any>(R"({"name": "a"})", named{"a"});
    ok<any>(R"({"id": 7})", numbered{7});
    ok<std::vector<std::variant<int, std::string>>>(R"([1, "a"])", {1, std::string("a")});
    ok<std::optional<std::variant<int, std::string>>>("null", std::nullopt);
    // where one alone is of its kind, its failure counts
    bad<any>(R"(["a"])", "0 wrong type: a string @1 [0]");
    bad<any>(R"({"x": 1})", "0 wrong type: an object @0");
    bad<std::variant<int, std::string>>("{}", "0 wrong type: an object @0");
    bad<std::variant<int, std::string>>("null", "0 null: null @0");
    bad<std::variant<signed char, std::string>>("300", "0 out of range: a number @0");
}

TEST_CASE("XML has no types: the first that the text converts to") {
    using scalars = std::variant<int, double, std::string>;
    auto const read = [](std::string_view text) {
        return tl::get<scalars>(text, "v"_path, tl::xml::checked).value();
    };
    CHECK(read("<v>7</v>") == scalars(7));
    CHECK(read("<v>7.5</v>") == scalars(7.5));
    CHECK(read("<v>x</v>") == scalars("x"));
    using either = std::variant<numbered, std::string>;
    CHECK(tl::get<either>("<v><id>7</id></v>", "v"_path, tl::xml::checked).value() ==
          either(numbered{7}));
    CHECK(tl::get<either>("<v>7</v>", "v"_path, tl::xml::checked).value() == either("7"));
}

TEST_CASE("what kinds a type takes") {
    using tl::detail::bound;
    using tl::detail::may_be;
    struct {
        tl::detail::binding const& type;
        tl::kind yes, no;
    } const cases[] = {
        {bound<int>::value, tl::kind::number, tl::kind::string},
        {bound<bool>::value, tl::kind::boolean, tl::kind::number},
        {bound<std::string>::value, tl::kind::string, tl::kind::number},
        {bound<tl::number>::value, tl::kind::number, tl::kind::string},
        {bound<std::vector<int>>::value, tl::kind::array, tl::kind::number},
        {bound<tl::one_or_many<int>>::value, tl::kind::number, tl::kind::string},
        {bound<std::pair<int, int>>::value, tl::kind::array, tl::kind::object},
        {bound<std::map<std::string, int>>::value, tl::kind::object, tl::kind::array},
        {bound<named>::value, tl::kind::object, tl::kind::string},
        {bound<std::optional<int>>::value, tl::kind::null, tl::kind::string},
        {bound<std::monostate>::value, tl::kind::null, tl::kind::number},
        {bound<float>::value, tl::kind::number, tl::kind::boolean},
        {bound<float>::value, tl::kind::text, tl::kind::null},
        {bound<tl::number_view>::value, tl::kind::number, tl::kind::string},
        {bound<bool>::value, tl::kind::element, tl::kind::string},
        {bound<std::string_view>::value, tl::kind::string, tl::kind::boolean},
        {bound<std::filesystem::path>::value, tl::kind::number, tl::kind::boolean},
        {bound<colour>::value, tl::kind::string, tl::kind::number},
        {bound<colour>::value, tl::kind::text, tl::kind::object},
        {bound<weight>::value, tl::kind::number, tl::kind::string},
        {bound<std::array<int, 2>>::value, tl::kind::array, tl::kind::element},
        {bound<std::chrono::sys_seconds>::value, tl::kind::string, tl::kind::object},
        {bound<std::chrono::sys_seconds>::value, tl::kind::text, tl::kind::null},
        {bound<std::optional<named>>::value, tl::kind::element, tl::kind::array},
    };
    for (auto const& one : cases) {
        CHECK(may_be(one.yes, one.type));
        CHECK_FALSE(may_be(one.no, one.type));
    }
}

namespace {
struct coerced {
    std::variant<std::monostate, int, bool> it;
    std::variant<bool, std::string> text;
    friend bool operator==(coerced const&, coerced const&) = default;
};
BOOST_DESCRIBE_STRUCT(coerced, (), (it, text))
using coerced_rows = tl::mapping<coerced, tl::row<"it", &coerced::it, tl::row_option::coerce>,
                                 tl::row<"text", &coerced::text, tl::row_option::coerce>>;
}  // namespace

TEST_CASE(
    "with coerce, a text that no alternative takes as a text may become a number or a boolean") {
    struct {
        std::string_view text;
        coerced expected;
    } const cases[] = {
        {R"({"it": "7", "text": "true"})", {7, std::string("true")}},
        {R"({"it": "true", "text": "7"})", {true, std::string("7")}},
        {R"({"it": 1, "text": false})", {1, false}},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        auto const mapped = tl::map<coerced_rows>(one.text);
        REQUIRE(mapped);
        CHECK(*mapped == one.expected);
    }
    auto const failed = tl::map<coerced_rows>(R"({"it": "seven", "text": []})");
    REQUIRE_FALSE(failed);
    CHECK(summary(failed.error().rows()) ==
          "0 wrong type: a string @7; 1 wrong type: an array @24");
}

TEST_CASE("what is written is read back") {
    std::vector<any> const all{std::monostate(),    true,       7,          7.5, std::string("a"),
                               std::vector<int>{1}, named{"n"}, numbered{2}};
    std::string out;
    tl::json::writer to(out);
    CHECK(tl::detail::write_json(to, all).empty());
    CHECK(out == R"([null,true,7,7.5,"a",[1],{"name":"n"},{"id":2}])");
    ok<std::vector<any>>(out, all);
}

using rows = tl::mapping<holder, tl::row<"it", &holder::it>>;
constexpr std::string_view sample = R"({"it": {"id": 7}})";
constexpr std::string_view wrong_sample = R"({"it": ["a"]})";
static_assert(tl::finds<rows, sample>() && !tl::sample_sources<rows, wrong_sample>::are_there);
static_assert(tl::fits<rows, text_on_the_wire>() && tl::fits<rows, holder>() &&
              !tl::wire_sources<rows, map_on_the_wire>::are_there);

}  // namespace mapping_engine_variant_reader_test
