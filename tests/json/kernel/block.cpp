// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/block.hpp>

#include <doctest/doctest.h>

#include <random>

namespace json_kernel_block_test {

using namespace trotline::json::detail;

static_assert(below_first(0b1000) == 0b111 && below_first(1) == 0 &&
              below_first(mask{1} << 63) == ~(mask{1} << 63));
static_assert(first_of(0b1000) == 3 && count(0b1011) == 3);

namespace {

constexpr mask escaped_one_by_one(mask backslashes, mask& carry) {
    mask escaped = 0;
    for (std::size_t i = 0; i != block_size; ++i) {
        bool const is_escaped = carry != 0;
        if (is_escaped) escaped |= mask{1} << i;
        carry = !is_escaped && (backslashes >> i & 1) != 0;
    }
    return escaped;
}

}  // namespace

TEST_CASE("escaped bytes are those after runs of backslashes of odd length, from block to block") {
    std::mt19937_64 random(1);
    mask carry = 0, carry_of_runs = 0, expected_carry = 0;
    for (int round = 0; round != 100'000; ++round) {
        mask backslashes = random();
        for (int i = 0; round % 3 == 1 && i != 3; ++i) backslashes &= random();
        for (int i = 0; round % 3 == 2 && i != 2; ++i) backslashes |= random();
        mask const expected = escaped_one_by_one(backslashes, expected_carry);
        // whether a backslash itself is escaped does not matter
        REQUIRE((escaped_bytes(backslashes, carry) & ~backslashes) == (expected & ~backslashes));
        REQUIRE((escaped_bytes_of_runs(backslashes, carry_of_runs) & ~backslashes) ==
                (expected & ~backslashes));
        REQUIRE(carry == expected_carry);
        REQUIRE(carry_of_runs == expected_carry);
    }
}

TEST_CASE("a sum carries from block to block") {
    std::mt19937_64 random(2);
    mask carry = 0, expected = 0;
    for (int round = 0; round != 10'000; ++round) {
        mask const a = round % 2 == 0 ? random() : ~mask{0}, c = random(), b = random() & c;
        mask const partial = a + b, sum = partial + expected;
        expected = static_cast<mask>(partial < a) | static_cast<mask>(sum < partial);
        REQUIRE(add_with_carry(a, b, carry) == sum);
        REQUIRE(carry == expected);
    }
}

}  // namespace json_kernel_block_test
