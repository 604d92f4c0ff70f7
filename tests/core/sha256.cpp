// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/sha256.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace core_sha256_test {

namespace {

constexpr struct {
    std::string_view text, digits;
} table[] = {
    // FIPS 180-4's examples, and those of NIST's CAVP
    {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
    {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
    {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
     "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
    {"\xd3", "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1"},
};

std::string digits_of(std::string_view text) {
    auto const digits = trotline::detail::sha256_digits(text);
    return {digits.begin(), digits.end()};
}

static_assert(trotline::detail::sha256_digits("abc")[0] == 'b' &&
              trotline::detail::sha256_digits("abc")[63] == 'd');

}  // namespace

TEST_CASE("the digests of FIPS 180-4") {
    for (auto const& [text, digits] : table) CHECK(digits_of(text) == digits);
    CHECK(digits_of(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("around the ends of blocks") {
    // `printf 'x%.0s' $(seq 55) | sha256sum`, and so on
    constexpr struct {
        std::size_t size;
        std::string_view begin;
    } sizes[] = {{55, "d5e285683cd4efc0"},  {56, "04c26261370ee754"}, {63, "75220b47218278e6"},
                 {64, "7ce100971f64e700"},  {65, "9537c5fdf120482f"}, {119, "000b48d4edf0fa7b"},
                 {120, "13f05a0b594787f5"}, {128, "24da1b81d0b16df6"}};
    for (auto const& [size, begin] : sizes)
        CHECK(digits_of(std::string(size, 'x')).substr(0, 16) == begin);
}

}  // namespace core_sha256_test
