// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/filter_scan.hpp>

#include <doctest/doctest.h>

#include "path/consumed.hpp"

#include <cstddef>
#include <string_view>

namespace path_filter_scan_test {

namespace {

namespace detail = trotline::path::detail;
using detail::expectation;
using trotline::path::filter_kind;
using trotline_tests::consumed;

constexpr auto number = consumed<detail::scan_number>;
static_assert(number("0]") == 1);
static_assert(number("-0.50e+7 ") == 8);
static_assert(number("12E-2") == 5);
static_assert(number("01") == -1);
static_assert(number("-") == -1);
static_assert(number("1.") == -1);
static_assert(number("1e+") == -1);
static_assert(number("+1") == -1);
static_assert(number("") == -1);

static_assert(consumed<detail::scan_constant<filter_kind::true_>>("true]") == 4);
static_assert(consumed<detail::scan_constant<filter_kind::null>>("nul") == -1);
static_assert(consumed<detail::scan_text<expectation::operand>>("'a\\n' ") == 5);
static_assert(consumed<detail::scan_text<expectation::operand>>("a") == -1);
static_assert(consumed<detail::scan_function<filter_kind::length>>("length(@)") == 7);
static_assert(consumed<detail::scan_function<filter_kind::length>>("length (@)") == -1);

static_assert(detail::piece_at("a").spelled == 1);
static_assert(detail::piece_at("\\n").spelled == 2);
static_assert(detail::piece_at("\\u00e9").spelled == 6 && detail::piece_at("\\u00e9").size == 2);
static_assert(detail::piece_at("\\ud83d\\ude00").spelled == 12 &&
              detail::piece_at("\\ud83d\\ude00").size == 4);

}  // namespace

TEST_CASE("path: a comparison operator is read whole, and only after one value") {
    struct {
        std::string_view text;
        trotline::path::comparison operation;
        std::ptrdiff_t size;
    } const cases[] = {{"==", trotline::path::comparison::equal, 2},
                       {"!=", trotline::path::comparison::not_equal, 2},
                       {"<1", trotline::path::comparison::less, 1},
                       {"<=", trotline::path::comparison::less_equal, 2},
                       {">", trotline::path::comparison::greater, 1},
                       {">=", trotline::path::comparison::greater_equal, 2}};
    for (auto const& c : cases) {
        detail::compiled_query out;
        detail::scan_state s(c.text.data(), out);
        CHECK(s.push(filter_kind::null, 0));
        char const* first = c.text.data();
        CAPTURE(c.text);
        CHECK(detail::scan_comparison<expectation::after_query>(first,
                                                                c.text.data() + c.text.size(), s));
        CHECK(first - c.text.data() == c.size);
        CHECK(s.at.comparison == c.operation);
    }
    std::string_view const text = "==1";
    detail::compiled_query out;
    detail::scan_state s(text.data(), out);
    CHECK(s.push(trotline::path::selector_kind::wildcard));
    char const* first = text.data();
    CHECK(detail::scan_as_query(first, first + 3, s));
    CHECK(!detail::scan_comparison<expectation::after_query>(first, first + 3, s));
    CHECK(s.wanted == expectation::comparison_of_one);
}

TEST_CASE("path: the place of what is wrong in a pattern is where it is spelled") {
    struct {
        std::string_view text;
        std::ptrdiff_t position;  // -1: the pattern is right
    } const cases[] = {
        {"'a.*'", -1},   {"'a**'", 3}, {"'\\u0061*+'", 8},        {"'\\\\d'", 3},
        {"'\\\\n'", -1}, {"'(a'", 3},  {"'\\ud83d\\ude00)'", 13}, {"'\xC3\xA9{'", 4}};
    for (auto const& c : cases) {
        detail::compiled_query out;
        out.spell(c.text);
        detail::scan_state s(c.text.data(), out);
        char const *first = c.text.data(), *const last = first + c.text.size();
        CAPTURE(c.text);
        CHECK(detail::scan_text<expectation::argument>(first, last, s));
        bool const right = detail::scan_pattern(first, last, s);
        CHECK(right == (c.position < 0));
        if (!right) CHECK(s.furthest - c.text.data() == c.position);
    }
}

}  // namespace path_filter_scan_test
