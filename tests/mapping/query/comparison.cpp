// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/query/comparison.hpp>

#include <doctest/doctest.h>

#include "mapping/documents.hpp"

#include <string>
#include <string_view>
#include <type_traits>

namespace mapping_query_comparison_test {

namespace tl = trotline;

namespace {

// `=`, `<`, `>`, or `#` for neither.
template <class C> char order(C const& a, C const& b) {
    tl::detail::step_budget budget;
    auto const found =
        tl::detail::compare(tl::detail::operand<C>::of(a), tl::detail::operand<C>::of(b), budget);
    return found == std::partial_ordering::equivalent ? '='
           : found == std::partial_ordering::less     ? '<'
           : found == std::partial_ordering::greater  ? '>'
                                                      : '#';
}

}  // namespace

TEST_CASE("two values of JSON: numbers by value, texts by code points, structures by all inside") {
    struct {
        std::string_view a, b;
        char order;
    } const table[] = {
        {"1", "1.0", '='},
        {"1e2", "100", '='},
        {"-0", "0", '='},
        {"9007199254740993", "9007199254740992", '>'},
        {"9007199254740993", "9007199254740992.0", '>'},
        {"100000000000000000", "100000000000000001", '<'},
        {"0.30000000000000004", "0.3", '>'},
        {"0.5", "0.50", '='},
        {"-0.0", "0", '='},
        {"-2.5", "-2.25", '<'},
        {"12.25", "1225e-2", '='},
        {"-3", "2", '<'},
        {"-3", "-4", '>'},
        {"-9223372036854775807", "-9223372036854775806", '<'},
        {"-9223372036854775807", "9223372036854775807", '<'},
        {"-0.0", "-9223372036854775807", '>'},
        {"18446744073709551615", "18446744073709551614.0", '>'},
        {"18446744073709551616", "18446744073709551615", '='},  // as doubles
        {"1e-400", "0", '='},
        {"1e400", "1", '#'},  // no double has this value
        {"1", "-1e400", '#'},
        {"0.1", "0.25", '<'},
        {R"("a")", R"("\u0061")", '='},
        {R"("a")", R"("b")", '<'},
        {R"("\uFFFD")", R"("\ud83d\ude00")", '<'},
        {R"("a")", R"("ab")", '<'},
        {"true", "true", '='},
        {"true", "false", '#'},
        {"null", "null", '='},
        {"null", "0", '#'},
        {R"("1")", "1", '#'},
        {"[1, [2]]", "[1.0,[2]]", '='},
        {"[1]", "[1, 2]", '#'},
        {"[1, 2]", "[2, 1]", '#'},
        {R"({"a": 1, "b": [true]})", R"({"b": [true], "\u0061": 1})", '='},
        {R"({"a": 1})", R"({"a": 1, "b": 2})", '#'},
        {R"({"a": 1, "b": 2})", R"({"a": 1})", '#'},
        {R"({"a": 1, "b": 2, "c": 3})", R"({"c": 3, "a": 1, "b": 2})", '='},
        {R"({"a": 1, "b": 2, "c": 3})", R"({"c": 3, "b": 2, "a": 2})", '#'},
        {R"({"a": 1, "a": 2})", R"({"a": 1, "a": 2})", '='},
        {"{}", "[]", '#'},
        {"[]", "[]", '='},
    };
    trotline_tests::in_both_modes([&](auto format) {
        for (auto const& c : table) {
            CAPTURE(c.a);
            CAPTURE(c.b);
            CHECK(order(trotline_tests::opened(format, c.a), trotline_tests::opened(format, c.b)) ==
                  c.order);
        }
    });
}

TEST_CASE("structures are compared down to 128 levels") {
    auto const nested = [](std::size_t levels) {
        return std::string(levels, '[') + std::string(levels, ']');
    };
    for (auto const& [levels, same] : {std::pair{100, '='}, {128, '='}, {129, '#'}}) {
        std::string const text = nested(static_cast<std::size_t>(levels));
        CHECK(order(trotline_tests::opened(tl::json::checked, text),
                    trotline_tests::opened(tl::json::checked, text)) == same);
    }
}

TEST_CASE(
    "objects with their members in one order are compared in one pass, others up to a limit") {
    std::string forwards, backwards;
    for (int i = 0; i != 2000; ++i) {
        std::string const member = "\"n" + std::to_string(i) + "\":" + std::to_string(i);
        forwards += (i == 0 ? "{" : ",") + member;
        backwards = (i == 0 ? "}" : ",") + backwards;
        backwards = member + backwards;
    }
    forwards += "}";
    backwards = "{" + backwards;
    trotline_tests::in_both_modes([&](auto format) {
        auto const a = trotline_tests::opened(format, forwards);
        auto const b = trotline_tests::opened(format, backwards);
        using operand = tl::detail::operand<std::remove_const_t<decltype(a)>>;
        tl::detail::step_budget same{3000}, other{3000}, enough{2'000'000};
        using tl::path::comparison;
        CHECK(holds(comparison::equal, operand::of(a), operand::of(a), same));
        CHECK_FALSE(same.spent());
        CHECK_FALSE(holds(comparison::equal, operand::of(a), operand::of(b), other));
        CHECK(other.spent());
        CHECK(holds(comparison::equal, operand::of(a), operand::of(b), enough));
    });
}

TEST_CASE("a text that must be decoded counts by its size") {
    std::string const json = '"' + std::string(9600, 'x') + R"(\n")";
    auto const text = trotline_tests::opened(tl::json::checked, json);
    using operand = tl::detail::operand<std::remove_const_t<decltype(text)>>;
    tl::detail::step_budget budget{1000};
    for (int i = 0; i != 3; ++i)
        CHECK_FALSE(
            holds(tl::path::comparison::equal, operand::of_text("x"), operand::of(text), budget));
    CHECK(budget.left == 100);
}

TEST_CASE("a long text with escapes is compared whole") {
    std::string const text = '"' + std::string(1000, 'x') + R"(\n")";
    std::string const other = '"' + std::string(1000, 'x') + R"(\t")";
    CHECK(order(trotline_tests::opened(tl::json::checked, text),
                trotline_tests::opened(tl::json::checked, text)) == '=');
    CHECK(order(trotline_tests::opened(tl::json::checked, text),
                trotline_tests::opened(tl::json::checked, other)) == '>');
}

TEST_CASE("a text of XML takes the other side's type") {
    auto const element = trotline_tests::element("<v> 12.50 </v>");
    using C = std::remove_const_t<decltype(element)>;
    using operand = tl::detail::operand<C>;
    operand const text = operand::of(element);
    tl::detail::step_budget budget;
    auto const holds = [&](tl::path::comparison how, operand const& other) {
        return tl::detail::holds(how, text, other, budget);
    };
    CHECK(holds(tl::path::comparison::equal, operand::of_number("12.5")));
    CHECK(holds(tl::path::comparison::less, operand::of_number("13")));
    CHECK_FALSE(holds(tl::path::comparison::equal, operand::of_text("12.5")));
    CHECK(holds(tl::path::comparison::equal, operand::of_text(" 12.50 ")));
    CHECK_FALSE(holds(tl::path::comparison::equal, operand::of_boolean(true)));
    CHECK_FALSE(holds(tl::path::comparison::equal, operand::of_null()));
    auto const nine = operand::of(trotline_tests::element("<v>9</v>"));
    auto const ten = operand::of(trotline_tests::element("<v>10</v>"));
    CHECK(tl::detail::holds(tl::path::comparison::less, nine, ten, budget));
    auto const one = operand::of(trotline_tests::element("<v>1</v>"));
    CHECK(tl::detail::holds(tl::path::comparison::equal, one, operand::of_boolean(true), budget));
}

}  // namespace mapping_query_comparison_test
