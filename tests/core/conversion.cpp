// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/conversion.hpp>

#include <trotline/core/described.hpp>
#include <trotline/mapping/check/sample_check.hpp>
#include <trotline/mapping/check/wire_check.hpp>
#include <trotline/mapping/get.hpp>
#include <trotline/mapping/map.hpp>
#include <trotline/mapping/query_rows.hpp>
#include <trotline/rendering/described_body.hpp>

#include <doctest/doctest.h>
#include <boost/describe/class.hpp>

#include "mapping/documents.hpp"
#include "mapping/whole.hpp"
#include "support/allocation_count.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace core_conversion_test {

namespace tl = trotline;
using namespace tl::literals;
using trotline_tests::summary;
using trotline_tests::whole::bad;
using trotline_tests::whole::ok;

// An amount in cents, read from `12.50`, either a number or a text.
struct money {
    long cents = 0;
    friend bool operator==(money, money) = default;
};
struct whole_euros {};  // another form

// Read from a type other than a text: [longitude, latitude].
struct spot {
    double longitude = 0, latitude = 0;
    friend bool operator==(spot const&, spot const&) = default;
};

// A text that keeps its blanks.
struct note {
    std::string text;
    friend bool operator==(note const&, note const&) = default;
};

struct order {
    money sum;
    std::optional<money> discount;
    std::vector<money> parts;
    std::map<std::string, money> by_name;
    money tip;
    spot where;
    friend bool operator==(order const&, order const&) = default;
};
BOOST_DESCRIBE_STRUCT(order, (), (sum, discount, parts, by_name, tip, where))

// What the other side writes.
struct order_on_the_wire {
    std::string sum;
    std::optional<std::string> discount;
    std::vector<double> parts;
    std::map<std::string, std::string> by_name;
    long tip = 0;
    std::array<double, 2> where{};
};
BOOST_DESCRIBE_STRUCT(order_on_the_wire, (), (sum, discount, parts, by_name, tip, where))

}  // namespace core_conversion_test

template <> struct trotline::conversion<core_conversion_test::money> {
    static constexpr refusal read(std::string_view text, core_conversion_test::money& to) {
        std::size_t const point = text.find('.');
        if (point == text.npos || point == 0 || point + 3 != text.size())
            return "an amount such as 12.50";
        long cents = 0;
        for (char const c : text) {
            if (c == '.') continue;
            if (c < '0' || c > '9') return "an amount such as 12.50";
            cents = cents * 10 + (c - '0');
        }
        to.cents = cents;
        return {};
    }
    static result<number, refusal> write(core_conversion_test::money from) {
        if (from.cents < 0) return refusal("an amount that is not negative");
        std::string text = std::to_string(from.cents / 100) + '.';
        if (from.cents % 100 < 10) text += '0';
        return number{text + std::to_string(from.cents % 100)};
    }
};
template <>
struct trotline::conversion<core_conversion_test::money, core_conversion_test::whole_euros> {
    static refusal read(long euros, core_conversion_test::money& to) {
        if (euros < 0) return "an amount that is not negative";
        to.cents = euros * 100;
        return {};
    }
    static long write(core_conversion_test::money from) { return from.cents / 100; }
};
template <> struct trotline::conversion<core_conversion_test::spot> {
    static refusal read(std::array<double, 2> const& from, core_conversion_test::spot& to) {
        if (from[1] > 90) return "a latitude up to 90";
        to = {from[0], from[1]};
        return {};
    }
    static std::array<double, 2> write(core_conversion_test::spot const& from) {
        return {from.longitude, from.latitude};
    }
};
template <> struct trotline::conversion<core_conversion_test::note> {
    static constexpr bool keeps_blanks = true;
    static refusal read(std::string_view text, core_conversion_test::note& to) {
        to.text.assign(text);
        return {};
    }
};
template <>
struct trotline::member_names<core_conversion_test::order>
    : trotline::names<trotline::named<&core_conversion_test::order::tip, "tip",
                                      trotline::as<core_conversion_test::whole_euros>>> {};

namespace core_conversion_test {

static_assert(tl::readable_by_conversion<money> && tl::writable_by_conversion<money>);
static_assert(tl::readable_by_conversion<note> && !tl::writable_by_conversion<note>);
static_assert(!tl::readable_by_conversion<int> && !tl::readable_by_conversion<money, int>);
static_assert(tl::readable<std::optional<std::vector<money>>>);
static_assert(tl::readable<std::vector<money>, whole_euros> && !tl::readable<int, whole_euros>);
static_assert(std::same_as<tl::wire_type<spot>, std::array<double, 2>>);

TEST_CASE("a type of the user's is read from a text or a number, at any depth") {
    ok<money>(R"("12.50")", {1250});
    ok<money>("12.50", {1250});
    ok<money>(R"("\u0031.05")", {105});
    ok<std::vector<std::optional<money>>>("[1.00, null]", {money{100}, std::nullopt});
    ok<std::map<std::string, money>>(R"({"a": "0.01"})", {{"a", {1}}});
    bad<money>(R"("12.5")", "0 refused value: a string @0");
    bad<money>("{}", "0 wrong type: an object @0");
    bad<money>("true", "0 wrong type: a boolean @0");
    bad<money>("null", "0 null: null @0");
    bad<std::vector<money>>(R"(["1.00", "x"])", "0 refused value: a string @9 [1]");
    CHECK(
        to_string(tl::get<money>(R"({"n": "12,50"})", "n"_path).error()) ==
        R"(n: refused value: found a string "12,50" at byte 6, expected an amount such as 12.50)");
}

TEST_CASE("reading from another type, whose errors are reported first") {
    ok<spot>("[13.4, 52.5]", {13.4, 52.5});
    bad<spot>("[13.4]", "0 wrong size: an array @0");
    bad<spot>("[13.4, \"x\"]", "0 wrong type: a string @7 [1]");
    bad<std::vector<spot>>("[[1, 2], [13, 91]]", "0 refused value: an array @9 [1]");
}

TEST_CASE("XML: without the blanks around a text, unless the conversion keeps them") {
    constexpr std::string_view text = "<v a=' 1.00 '> <!-- --> 12.50\n</v>";
    CHECK(*tl::get<money>(text, "v"_path, tl::xml::checked) == money{1250});
    CHECK(*tl::get<money>(text, "v.@a"_path, tl::xml::checked) == money{100});
    CHECK(tl::get<note>(text, "v"_path, tl::xml::checked)->text == "  12.50\n");
    CHECK(tl::get<std::vector<money>>("<v><m>1.00</m><m>2.00</m></v>", "v.m"_path, tl::xml::checked)
              ->size() == 2);
}

using order_rows =
    tl::mapping<order, tl::row<"sum", &order::sum>, tl::row<"discount", &order::discount>,
                tl::row<"parts", &order::parts>, tl::row<"by_name", &order::by_name>,
                tl::row<"tip", &order::tip, tl::as<whole_euros>>, tl::row<"where", &order::where>>;
constexpr std::string_view sample =
    R"({"sum": "12.50", "discount": null, "parts": [1.00, 2.00], "by_name": {"a": "3.00"}, "tip": 2, )"
    R"("where": [13.4, 52.5]})";

TEST_CASE("rows and members name a form, and what is written can be read back") {
    order const expected{{1250}, {}, {{100}, {200}}, {{"a", {300}}}, {200}, {13.4, 52.5}};
    CHECK(*tl::map<order_rows>(sample) == expected);
    ok<order>(sample, expected);

    std::string const json(tl::json_body(expected).content().text());
    CHECK(json ==
          R"({"sum":12.50,"discount":null,"parts":[1.00,2.00],"by_name":{"a":3.00},"tip":2,)"
          R"("where":[13.4,52.5]})");
    ok<order>(json, expected);
    CHECK(*tl::get<std::vector<money>>("[1, 2]", "$"_path, tl::json::checked,
                                       tl::as<whole_euros>) == std::vector<money>{{100}, {200}});
    auto const wrong =
        tl::map<tl::mapping<order, tl::row<"tip", &order::tip, tl::as<whole_euros>>>>(
            R"({"tip": -2})");
    REQUIRE(!wrong);
    CHECK(summary(wrong.error()) == "0 refused value: a number @8");
}

TEST_CASE("queries convert each node") {
    using rows = tl::mapping<order, tl::query_row<"[*].m", &order::parts>,
                             tl::first_row<"[*].t", &order::tip, tl::as<whole_euros>>>;
    auto const found = tl::map<rows>(R"([{"m": 1.00}, {"m": "2.00", "t": 3}])");
    REQUIRE(found);
    CHECK(found->parts == std::vector<money>{{100}, {200}});
    CHECK(found->tip == money{300});
}

TEST_CASE("what a conversion refuses to write is an error of the body") {
    order wrong;
    wrong.sum.cents = -1;
    tl::body const made = tl::json_body(wrong);
    CHECK(made.error().reason == "an amount that is not negative");
}

// The checks at compile time know what a conversion reads, and call it if they can.
static_assert(tl::fits<order_rows, order_on_the_wire>());
static_assert(tl::fits<order_rows, order>());
static_assert(tl::finds<order_rows, sample>());
constexpr std::string_view wrong_sample = R"({"tip": 1, "sum": "12"})";
using sum_rows = tl::mapping<order, tl::row<"sum", &order::sum>>;
static_assert(std::same_as<tl::sample_sources<sum_rows, wrong_sample>,
                           tl::sources<tl::source_problem::value_is_refused_by_its_conversion,
                                       tl::row_number<0>, tl::segment_number<1>>>);
using tip_rows = tl::mapping<order_on_the_wire, tl::row<"sum", &order_on_the_wire::tip>>;
static_assert(!tl::wire_sources<tip_rows, order_on_the_wire>::are_there);

TEST_CASE("conversions do not allocate") {
    money got;
    CHECK(trotline_tests::allocations(
              [&] { got = tl::get<money>(R"({"n": "12.50"})", "n"_path).value(); }) == 0);
    CHECK(got == money{1250});
}

}  // namespace core_conversion_test
