// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/number.hpp>

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>
#include <string>
#include <string_view>

namespace json_number_test {

namespace json = trotline::json;
using json::number_status;

namespace {

template <class T> struct row {
    std::string_view text;
    number_status status;
    T value = 0;
};

template <class T, std::size_t N> constexpr bool hold(row<T> const (&rows)[N]) {
    for (auto const& r : rows) {
        T value = 99;
        if (json::to_integer(r.text, value) != r.status) return false;
        if (value != (r.status == number_status::exact ? r.value : T{99})) return false;
    }
    return true;
}

constexpr auto exact = number_status::exact, out = number_status::out_of_range,
               fraction = number_status::not_integral, malformed = number_status::malformed;

constexpr row<std::int8_t> bytes[] = {{"0", exact, 0},
                                      {"-0", exact, 0},
                                      {"127", exact, 127},
                                      {"-128", exact, -128},
                                      {"128", out},
                                      {"-129", out},
                                      {"1.0", exact, 1},
                                      {"1e2", exact, 100},
                                      {"1E+2", exact, 100},
                                      {"10e-1", exact, 1},
                                      {"0.5", fraction},
                                      {"1e-1", fraction},
                                      {"1.27e2", exact, 127},
                                      {"1.28e2", out},
                                      {"12.8e1", out},
                                      {"0e999999999999999999999", exact, 0},
                                      {"1e999999999999999999999", out},
                                      {"1e-999999999999999999999", fraction},
                                      {"100000000000000000000e-18", exact, 100},
                                      {"0.00000000000000000001e21", exact, 10},
                                      {"-1.280e2", exact, -128},
                                      {"", malformed},
                                      {"-", malformed},
                                      {"01", malformed},
                                      {"+1", malformed},
                                      {"1 ", malformed},
                                      {"1.", malformed},
                                      {".5", malformed},
                                      {"1e", malformed},
                                      {"x", malformed},
                                      {"1_0", malformed}};
constexpr row<std::uint8_t> unsigned_bytes[] = {
    {"255", exact, 255},  {"256", out},  {"-1", out},           {"-0", exact, 0},
    {"-0.0e5", exact, 0}, {"-1e0", out}, {"2.55e2", exact, 255}};
constexpr row<std::int64_t> words[] = {
    {"9223372036854775807", exact, std::numeric_limits<std::int64_t>::max()},
    {"-9223372036854775808", exact, std::numeric_limits<std::int64_t>::min()},
    {"9223372036854775808", out},
    {"-9223372036854775809", out},
    {"9223372036854775807.0", exact, std::numeric_limits<std::int64_t>::max()},
    {"9007199254740993", exact, 9007199254740993},
    {"9.007199254740993e15", exact, 9007199254740993},
    {"922337203685477580.75e1", fraction}};
constexpr row<std::uint64_t> unsigned_words[] = {
    {"18446744073709551615", exact, 18446744073709551615u},
    {"18446744073709551616", out},
    {"1.8446744073709551615e19", exact, 18446744073709551615u},
    {"184467440737095516150e-1", exact, 18446744073709551615u},
    {"20000000000000000000", out}};

static_assert(hold(bytes) && hold(unsigned_bytes) && hold(words) && hold(unsigned_words));

}  // namespace

TEST_CASE("numbers become integers exactly or not at all") {
    CHECK(hold(bytes));
    CHECK(hold(unsigned_bytes));
    CHECK(hold(words));
    CHECK(hold(unsigned_words));
    for (int n = -400; n <= 400; ++n) {
        std::int8_t value = 0;
        bool const fits = n >= -128 && n <= 127;
        CHECK((json::to_integer(std::to_string(n), value) == exact) == fits);
        if (fits) CHECK(value == n);
    }
}

TEST_CASE("a number's magnitude and sign, whatever type it is for") {
    struct {
        std::string_view text;
        number_status status;
        std::uint64_t magnitude = 0;
        bool negative = false;
    } constexpr rows[] = {{"0", exact, 0},
                          {"-0", exact, 0, true},
                          {"-7", exact, 7, true},
                          {"-1.20e1", exact, 12, true},
                          {"18446744073709551615", exact, 18446744073709551615u},
                          {"-18446744073709551615", exact, 18446744073709551615u, true},
                          {"18446744073709551616", out},
                          {"100000000000000000000", out},
                          {"-1.5", fraction},
                          {"01", malformed},
                          {"", malformed}};
    for (auto const& r : rows) {
        CAPTURE(r.text);
        trotline::integer_value found;
        CHECK(json::to_integer(r.text, found) == r.status);
        if (r.status != exact) continue;
        CHECK(found.magnitude == r.magnitude);
        CHECK(found.negative == r.negative);
    }
}

TEST_CASE("what a type's range has") {
    struct {
        json::integer_range range;
        trotline::integer_value n;
        bool has;
    } constexpr rows[] = {{json::range_of<std::int8_t>, {127, false}, true},
                          {json::range_of<std::int8_t>, {128, false}, false},
                          {json::range_of<std::int8_t>, {128, true}, true},
                          {json::range_of<std::int8_t>, {129, true}, false},
                          {json::range_of<std::uint8_t>, {255, false}, true},
                          {json::range_of<std::uint8_t>, {256, false}, false},
                          {json::range_of<std::uint8_t>, {0, true}, true},
                          {json::range_of<std::uint8_t>, {1, true}, false},
                          {json::range_of<std::int64_t>, {9223372036854775808u, true}, true},
                          {json::range_of<std::int64_t>, {9223372036854775808u, false}, false},
                          {json::range_of<std::uint64_t>, {18446744073709551615u, false}, true}};
    for (auto const& r : rows) CHECK(r.range.has(r.n) == r.has);
}

TEST_CASE("numbers become the nearest floating-point value") {
    double value = 0;
    for (auto const text :
         {"0", "-0", "1", "0.1", "1e22", "1e23", "9007199254740993", "123456789012345678", "5e-324",
          "2.2250738585072011e-308", "1.7976931348623157e308", "-1.5e-7", "0.000001e6",
          "123456789.125e-10", "1e-22", "3.14159265358979323846264338327950288"}) {
        CAPTURE(text);
        CHECK(json::to_floating(std::string_view(text), value) == exact);
        CHECK(value == std::strtod(text, nullptr));
    }
    CHECK(json::to_floating(std::string_view("-0"), value) == exact);
    CHECK(std::signbit(value));
    value = 7;
    CHECK(json::to_floating(std::string_view("1e309"), value) == out);
    CHECK(json::to_floating(std::string_view("-1e99999999999999999999"), value) == out);
    CHECK(json::to_floating(std::string_view("1x"), value) == malformed);
    CHECK(value == 7);
    CHECK(json::to_floating(std::string_view("-1e-400"), value) == exact);
    CHECK(value == 0);
    CHECK(std::signbit(value));
    float small = 0;
    CHECK(json::to_floating(std::string_view("0.1"), small) == exact);
    CHECK(small == 0.1f);
    CHECK(json::to_floating(std::string_view("1e39"), small) == out);
    CHECK(json::to_floating(std::string_view("1e-60"), small) == exact);
    CHECK(small == 0);
}

namespace {

// The exact text is read as `expected`, where infinity means that it is out of range.
template <class T> void is_nearest(std::string const& text, T expected) {
    T value = 7;
    CAPTURE(text);
    number_status const status = json::to_floating(std::string_view(text), value);
    REQUIRE(status == (std::isfinite(expected) ? exact : out));
    if (status != exact) return;
    REQUIRE(value == expected);
    REQUIRE(std::signbit(value) == std::signbit(expected));
}
void is_nearest(std::string const& text) {
    is_nearest(text, std::strtod(text.c_str(), nullptr));
    is_nearest(text, std::strtof(text.c_str(), nullptr));
}

}  // namespace

TEST_CASE("random numbers are rounded as the C library rounds them") {
    std::mt19937_64 random(11);
    for (int round = 0; round != 40'000; ++round) {
        // up to 21 digits with a point or an exponent
        std::string text(random() % 2, '-');
        std::size_t const digits = 1 + random() % 21, point = random() % (digits + 1);
        text += static_cast<char>('1' + random() % 9);
        for (std::size_t i = 1; i != digits; ++i) {
            if (i == point) text += '.';
            text += static_cast<char>('0' + random() % 10);
        }
        if (round % 2 == 0) text += "e" + std::to_string(static_cast<int>(random() % 61) - 30);
        is_nearest(text);
    }
    // Many digits, of which the last ones say that a value is more than half-way.
    for (int round = 0; round != 40'000; ++round) {
        std::uint64_t const digits =
            1'000'000'000'000'000'000 + random() % 9'000'000'000'000'000'000;
        is_nearest(std::to_string(digits) + "e-" + std::to_string(1 + random() % 27));
    }
}

TEST_CASE("numbers half-way between two floating-point values are rounded to even") {
    // 2^53 + 1 and its neighbours, also as quotients: a digit far behind decides
    for (std::string_view const text :
         {"9007199254740993", "9007199254740993.0", "900719925474099.3e1", "9007199254740993.001",
          "9007199254740992.999", "9007199254740995", "9007199254740995.0", "90071992547409.930",
          "0.9007199254740993", "18014398509481986e-1", "4503599627370496.5", "4503599627370497.5",
          "4503599627370496.500", "4503599627370496.501", "4503599627370497.499"})
        is_nearest(std::string(text));
    // 2^24 + 1 and 2^24 + 3 are half-way between floats
    for (std::string_view const text : {"16777217",
                                        "16777217.0000000001",
                                        "16777218.9999999999",
                                        "16777217.0000001",
                                        "16777216.9999999",
                                        "16777219",
                                        "16777219.0",
                                        "1677721.7e1",
                                        "8388608.5",
                                        "8388609.5",
                                        "8388608.50000000000000001",
                                        "0.5000000298023223876953125",
                                        "3.4028235677973366e38",
                                        "3.4028235e38",
                                        "1.1754943508222875e-38",
                                        "1.1754942e-38",
                                        "7.0064923216240853e-46",
                                        "7.0064923216240854e-46",
                                        "1.4e-45",
                                        "0e-25",
                                        "0.0e-5"}) {
        is_nearest(std::string(text));
    }
}

}  // namespace json_number_test
