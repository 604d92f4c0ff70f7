// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/number.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <string_view>

namespace xml_number_test {

using namespace trotline::xml::detail;

namespace {

constexpr bool is_integer(std::string_view text, bool negative, std::uint64_t magnitude) {
    trotline::integer_value out;
    return to_plain_integer(text, out) && out.negative == negative && out.magnitude == magnitude;
}
constexpr bool is_left(std::string_view text) {
    trotline::integer_value out;
    return !to_plain_integer(text, out);
}

static_assert(is_integer("0", false, 0) && is_integer("-0", true, 0) &&
              is_integer("007", false, 7) && is_integer("-12", true, 12));
static_assert(is_integer("999999999999999999", false, 999999999999999999) &&
              is_integer("-999999999999999999", true, 999999999999999999) &&
              is_integer("000000000000000001", false, 1));
static_assert(is_left("") && is_left("-") && is_left("+1") && is_left(" 1") && is_left("1 ") &&
              is_left("1.0") && is_left("1e2") && is_left("0x1") && is_left("--1") &&
              is_left("\xB1"));
static_assert(is_left("9999999999999999999") && is_left("0000000000000000001"));

}  // namespace

TEST_CASE("a floating-point number is the nearest one") {
    double out = 5;
    for (std::string_view const text :
         {"", "-", ".", "1.", ".5", "-.5", "1..2", "1.2.3", "1e2", "+1", " 1", "1 ", "inf", "nan",
          "0x1", "1234567890123456", "12345678.12345678"}) {
        CAPTURE(text);
        CHECK(!to_plain_floating(text, out));
        CHECK(out == 5);
    }
    for (std::string const text :
         {"0", "-0", "0.0", "007.50", "-1.25", "999999999999999", "0.00000000000001",
          "123456789012345", "12345678901234.5", "-3.14159265358979", "0.1", "0.30000000000000"}) {
        CAPTURE(text);
        bool const taken = to_plain_floating(text, out);
        CHECK(taken == (trotline::detail::rounds_once || text.find('.') == text.npos));
        if (!taken) continue;
        CHECK(out == std::strtod(text.c_str(), nullptr));
        CHECK((1 / out < 0) == (text.front() == '-'));
    }
    std::mt19937_64 random(40);
    unsigned wrong = 0;
    for (int i = 0; i < 100000; ++i) {
        std::string text = std::to_string(random() % 1'000'000'000'000'000U);
        auto const below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
        text.resize(1 + below(text.size()));
        std::size_t const point = below(text.size());
        if (point != 0) text.insert(point, 1, '.');
        if (to_plain_floating(text, out))
            wrong += out != std::strtod(text.c_str(), nullptr);
        else
            wrong += trotline::detail::rounds_once || point == 0;
    }
    CHECK(wrong == 0);
}

TEST_CASE("integers of up to 18 digits are taken, and nothing else") {
    std::mt19937_64 random(41);
    unsigned wrong = 0, taken = 0;
    for (int i = 0; i < 100000; ++i) {
        auto const number = static_cast<std::int64_t>(random()) >> (random() % 64);
        std::string const text = std::to_string(number);
        bool const is_short = text.size() <= (number < 0 ? 19U : 18U);
        trotline::integer_value out;
        bool const took = to_plain_integer(text, out);
        taken += took;
        auto const magnitude = static_cast<std::uint64_t>(number);
        wrong += took != is_short ||
                 (took && (out.negative != (number < 0) ||
                           out.magnitude != (number < 0 ? 0 - magnitude : magnitude)));
    }
    CHECK(wrong == 0);
    CHECK(taken > 50000);
    CHECK(taken < 100000);
}

TEST_CASE("true and false are taken") {
    bool out = false;
    CHECK(to_plain_boolean("true", out));
    CHECK(out);
    CHECK(to_plain_boolean("false", out));
    CHECK(!out);
    for (std::string_view const text : {"", "1", "0", "True", " true", "true ", "falsetrue"})
        CHECK(!to_plain_boolean(text, out));
}

}  // namespace xml_number_test
