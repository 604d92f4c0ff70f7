// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/described_body.hpp>

#include <doctest/doctest.h>
#include <trotline/core/message.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/xml/format.hpp>

#include <array>
#include <boost/describe.hpp>
#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <tuple>
#include <variant>
#include <vector>

#include "rendering/nasty_values.hpp"

namespace rendering_described_body_test {

namespace tl = trotline;

BOOST_DEFINE_ENUM_CLASS(level, low, high)

struct inner {
    std::int64_t n = 0;
    std::string s{};
    friend bool operator==(inner const&, inner const&) = default;
};
BOOST_DESCRIBE_STRUCT(inner, (), (n, s))

struct outer {
    std::string lang{};
    std::optional<int> count{};
    bool yes = false;
    double ratio = 0;
    float small = 0;
    std::uint64_t large = 0;
    std::int8_t tiny = 0;
    level how = level::low;
    std::optional<std::string> note{};
    std::vector<std::string> texts{};
    std::array<int, 2> pair{};
    std::map<std::string, int> numbers{};
    inner one{};
    std::vector<inner> many{};
    friend bool operator==(outer const&, outer const&) = default;
};
BOOST_DESCRIBE_STRUCT(outer, (),
                      (lang, count, yes, ratio, small, large, tiny, how, note, texts, pair, numbers,
                       one, many))

struct flat {
    int n = 0;
    std::string s{};
    std::vector<bool> flags{};
    std::optional<double> none{};
};
BOOST_DESCRIBE_STRUCT(flat, (), (n, s, flags, none))

}  // namespace rendering_described_body_test

template <>
struct trotline::member_names<rendering_described_body_test::outer>
    : trotline::names<trotline::named<&rendering_described_body_test::outer::lang, "@lang">> {};

namespace rendering_described_body_test {

namespace {

outer random_outer(std::mt19937& random, bool for_xml) {
    auto const pick = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    auto const bits = [&] { return std::uniform_int_distribution<std::uint64_t>()(random); };
    auto const text = [&] {
        for (;;) {
            auto const& candidate =
                trotline_tests::nasty_values()[pick(trotline_tests::nasty_values().size())];
            if (for_xml ? tl::xml::is_characters(candidate) : tl::is_utf8(candidate))
                return candidate;
        }
    };
    outer made;
    made.lang = text();
    if (pick(2) == 0) made.count = static_cast<int>(bits());
    made.yes = pick(2) == 0;
    made.ratio = static_cast<double>(static_cast<std::int64_t>(bits())) /
                 static_cast<double>(1 + pick(1000000));
    made.small = static_cast<float>(made.ratio);
    made.large = bits();
    made.tiny = static_cast<std::int8_t>(bits());
    made.how = pick(2) == 0 ? level::low : level::high;
    if (pick(2) == 0) made.note = text();
    for (std::size_t i = pick(4); i > 0; --i) made.texts.push_back(text());
    made.pair = {static_cast<int>(bits()), static_cast<int>(bits())};
    for (std::size_t i = pick(4); i > 0; --i)
        made.numbers["k" + std::to_string(pick(10))] = static_cast<int>(bits());
    made.one = {static_cast<std::int64_t>(bits()), text()};
    for (std::size_t i = pick(4); i > 0; --i)
        made.many.push_back({static_cast<std::int64_t>(bits()), text()});
    return made;
}

std::string_view text_of(tl::body const& from) { return from.content().text(); }

}  // namespace

TEST_CASE("what is written") {
    outer const made{.lang = "en\"",
                     .count = 3,
                     .ratio = 0.5,
                     .tiny = -1,
                     .how = level::high,
                     .texts = {"a", "<b>"},
                     .numbers = {{"k", 1}},
                     .one = {7, "$x"}};
    CHECK(
        text_of(tl::json_body(made)) ==
        R"({"@lang":"en\"","count":3,"yes":false,"ratio":0.5,"small":0,"large":0,"tiny":-1,"how":"high","note":null,)"
        R"("texts":["a","<b>"],"pair":[0,0],"numbers":{"k":1},"one":{"n":7,"s":"$x"},"many":[]})");
    CHECK(text_of(tl::xml_body("root", made)) ==
          "<root "
          "lang=\"en&quot;\"><count>3</count><yes>false</yes><ratio>0.5</ratio><small>0</"
          "small><large>0</large><tiny>-1</tiny>"
          "<how>high</how><texts>a</texts><texts>&lt;b&gt;</texts><pair>0</pair><pair>0</"
          "pair><numbers><k>1</k></numbers>"
          "<one><n>7</n><s>$x</s></one></root>");
    CHECK(text_of(tl::form_body(flat{1, "a b&c", {true, false}, std::nullopt})) ==
          "n=1&s=a+b%26c&flags=true&flags=false");
    CHECK(tl::json_body(made).media_type() == "application/json");
    CHECK(tl::xml_body("root", made).media_type() == "application/xml");
    CHECK(tl::form_body(flat{}).media_type() == "application/x-www-form-urlencoded");
    CHECK(tl::json_body(made).content().slot_count() == 0);
}

TEST_CASE("what is written reads back equal") {
    std::mt19937 random(7);
    for (int i = 0; i < 500; ++i) {
        outer const made = random_outer(random, false);
        auto const back = tl::get<outer>(text_of(tl::json_body(made)), tl::literal_path<"$">());
        REQUIRE(back.has_value());
        CHECK((*back == made));
    }
    for (int i = 0; i < 500; ++i) {
        outer const made = random_outer(random, true);
        auto const back = tl::get<outer>(text_of(tl::xml_body("root", made)),
                                         tl::literal_path<"root">(), tl::xml::checked);
        REQUIRE(back.has_value());
        CHECK((*back == made));
    }
}

TEST_CASE("what a format cannot hold is an error") {
    CHECK(tl::json_body(inner{1, "\xFF"}).error().reason == "a text must be UTF-8");
    CHECK(tl::xml_body("a", inner{1, "\x01"}).error());
    CHECK(tl::xml_body("a b", inner{1, ""}).error());
    CHECK(tl::json_body(flat{.none = std::numeric_limits<double>::infinity()}).error());
    CHECK(tl::json_body(outer{.how = static_cast<level>(9)}).error());
    CHECK(tl::xml_body("a", outer{.numbers = {{"1", 1}}}).error());
    CHECK_FALSE(tl::json_body(inner{}).error());
}

TEST_CASE("a value that cannot be written is an error wherever it stands") {
    std::string const bad = "\xFF";
    double const infinite = std::numeric_limits<double>::infinity();
    std::string const utf8 = "a text must be UTF-8", finite = "a number must be finite";
    auto const refused = [](auto const& from) {
        std::string out;
        tl::json::writer to(out);
        return std::string(std::string_view(tl::detail::write_json(to, from)));
    };
    // in JSON
    CHECK(refused(std::vector<std::string>{"a", bad, "b"}) == utf8);
    CHECK(refused(std::map<std::string, std::string>{{"a", bad}, {"b", ""}}) == utf8);
    CHECK(refused(std::map<std::string, int>{{bad, 1}}) == "a name must be UTF-8");
    CHECK(refused(std::tuple(infinite, 1, 2)) == finite);
    CHECK(refused(std::optional(infinite)) == finite);
    CHECK(refused(std::variant<int, double>(infinite)) == finite);
    CHECK(refused(outer{.many = {inner{}, inner{1, bad}}}) == utf8);
    // in XML
    auto const of_xml = [](outer const& from) {
        return std::string(tl::xml_body("r", from).error().reason);
    };
    std::string const not_xml(tl::xml_body("a", inner{1, "\x01"}).error().reason);
    CHECK(of_xml({.lang = "\x01"}) == not_xml);
    CHECK(of_xml({.ratio = infinite}) == finite);
    CHECK(of_xml({.texts = {"a", "\x01", "b"}}) == not_xml);
    CHECK(of_xml({.numbers = {{"a", 1}, {"b c", 2}, {"d", 3}}}) == not_xml);
    CHECK(of_xml({.one = {1, "\x01"}}) == not_xml);
    CHECK(of_xml({.many = {inner{}, inner{1, "\x01"}, inner{}}}) == not_xml);
    CHECK(of_xml({.how = static_cast<level>(9), .texts = {"\x01"}}) ==
          refused(static_cast<level>(9)));
    CHECK(of_xml({}).empty());
    // in a form
    CHECK(tl::form_body(flat{.none = infinite}).error().reason == finite);
    CHECK(text_of(tl::form_body(flat{1, "a b", {true, false}, 0.5})) ==
          "n=1&s=a+b&flags=true&flags=false&none=0.5");
}

}  // namespace rendering_described_body_test
