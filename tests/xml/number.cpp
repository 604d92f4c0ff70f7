// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/number.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <string_view>

using namespace trotline::xml::detail;

namespace {

template <class T> constexpr bool is_integer(std::string_view text, T expected) {
    T out{};
    return to_plain_integer(text, out) && out == expected;
}
template <class T> constexpr bool is_left(std::string_view text) {
    T out = 5;
    return !to_plain_integer(text, out) && out == 5;
}

static_assert(is_integer<int>("0", 0) && is_integer<int>("-0", 0) && is_integer<int>("007", 7) &&
              is_integer<int>("-12", -12));
static_assert(is_integer<std::int8_t>("-128", -128) && is_integer<std::int8_t>("127", 127) &&
              is_integer<std::uint8_t>("255", 255));
static_assert(is_integer<std::int64_t>("999999999999999999", 999999999999999999) &&
              is_integer<unsigned>("-0", 0));
static_assert(is_left<std::int8_t>("128") && is_left<std::int8_t>("-129") &&
              is_left<std::uint8_t>("256") && is_left<unsigned>("-1"));
static_assert(is_left<int>("") && is_left<int>("-") && is_left<int>("+1") && is_left<int>(" 1") &&
              is_left<int>("1 ") && is_left<int>("1.0") && is_left<int>("1e2") &&
              is_left<int>("0x1") && is_left<int>("--1") && is_left<int>("\xB1"));
static_assert(is_left<std::int64_t>("9999999999999999999") &&
              is_left<std::int64_t>("0000000000000000001"));

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
        CHECK(to_plain_floating(text, out));
        CHECK(out == std::strtod(text.c_str(), nullptr));
        CHECK((1 / out < 0) == (text.front() == '-'));
    }
    std::mt19937_64 random(40);
    unsigned wrong = 0;
    for (int i = 0; i < 100000; ++i) {
        std::string text = std::to_string(random() % 1'000'000'000'000'000U);
        text.resize(1 + random() % text.size());
        if (std::size_t const point = random() % text.size(); point != 0)
            text.insert(point, 1, '.');
        wrong += !to_plain_floating(text, out) || out != std::strtod(text.c_str(), nullptr);
    }
    CHECK(wrong == 0);
}

TEST_CASE("integers in range are taken, and nothing else") {
    std::mt19937_64 random(41);
    unsigned wrong = 0;
    for (int i = 0; i < 100000; ++i) {
        auto const number = static_cast<std::int64_t>(random()) >> (random() % 64);
        std::string const text = std::to_string(number);
        bool const in_range = number >= std::numeric_limits<std::int16_t>::min() &&
                              number <= std::numeric_limits<std::int16_t>::max();
        std::int16_t out = 0;
        wrong += to_plain_integer(text, out) != in_range || (in_range && out != number);
    }
    CHECK(wrong == 0);
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
