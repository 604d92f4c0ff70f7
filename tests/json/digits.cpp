// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/digits.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <utility>

#include "json/guarded.hpp"

namespace json_digits_test {

using namespace trotline::json::detail;

TEST_CASE("the digits at the start of a word") {
    std::mt19937_64 random(5);
    for (int round = 0; round != 20'000; ++round) {
        char bytes[8];
        unsigned count = 8;
        std::uint64_t value = 0;
        for (unsigned i = 0; i != 8; ++i) bytes[i] = static_cast<char>('0' + random() % 10);
        if (round % 9 != 8) {
            count = static_cast<unsigned>(round % 9);
            do bytes[count] = static_cast<char>(random() % 256);
            while (bytes[count] >= '0' && bytes[count] <= '9');
            for (unsigned i = count + 1; i < 8; ++i) bytes[i] = static_cast<char>(random() % 256);
        }
        for (unsigned i = 0; i != count; ++i)
            value = value * 10 + static_cast<std::uint64_t>(bytes[i] - '0');
        auto const found = read_digits(trotline::detail::load_word(bytes), false);
        REQUIRE(found.count == count);
        if (count == 0) continue;
        REQUIRE(found.value == value);
        char const first_digit = std::exchange(bytes[0], '-');
        auto const after_sign = read_digits(trotline::detail::load_word(bytes), true);
        REQUIRE(after_sign.count == count);
        std::uint64_t first = static_cast<std::uint64_t>(first_digit - '0');
        for (unsigned i = 1; i != count; ++i) first *= 10;
        REQUIRE(after_sign.value == value - first);
    }
}

constexpr std::uint64_t value_of(std::string_view text) {
    std::uint64_t value = 0;
    append_digits(text.data(), text.data() + text.size(), value);
    return value;
}
static_assert(value_of("") == 0 && value_of("x") == 0 && value_of("007x8") == 7 &&
              value_of("9999999999999999999") == 9'999'999'999'999'999'999u);

TEST_CASE("digits are appended up to the first other byte, and nothing is read after the text") {
    guarded_memory memory(256);
    std::string digits;
    for (std::uint64_t expected = 0, count = 0; count != 19; ++count) {
        for (std::string_view const after : {"", ".", "x1234567890", "/", ":", "\xB0"}) {
            auto const text = memory.hold(digits + std::string(after));
            CAPTURE(text);
            std::uint64_t value = 0;
            char const* const end = append_digits(text.data(), text.data() + text.size(), value);
            CHECK(end == text.data() + count);
            CHECK(value == expected);
            value = 3;  // what is there is kept before the new digits
            append_digits(text.data(), text.data() + text.size(), value);
            std::uint64_t before = 3;
            for (std::uint64_t i = 0; i != count; ++i) before *= 10;
            CHECK(value == before + expected);
        }
        char const next = static_cast<char>('1' + count % 9);
        digits += next;
        expected = expected * 10 + static_cast<std::uint64_t>(next - '0');
    }
}

}  // namespace json_digits_test
