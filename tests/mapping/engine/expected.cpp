// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/expected.hpp>

#include <doctest/doctest.h>
#include <boost/describe/enum.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace mapping_engine_expected_test {

namespace tl = trotline;

namespace {
BOOST_DEFINE_ENUM_CLASS(color, red, green, blue)
BOOST_DEFINE_ENUM_CLASS(only, one)
}  // namespace

TEST_CASE("what a type would have taken") {
    using namespace tl::detail;
    struct {
        std::string_view text, expected;
    } const cases[] = {
        {expected_integer<std::int8_t>.view(), "an integer from -128 to 127"},
        {expected_integer<unsigned char>.view(), "an integer from 0 to 255"},
        {expected_integer<std::int64_t>.view(),
         "an integer from -9223372036854775808 to 9223372036854775807"},
        {expected_integer<std::uint64_t>.view(), "an integer from 0 to 18446744073709551615"},
        {expected_enumerator<color>.view(), "one of red, green, blue"},
        {expected_enumerator<only>.view(), "one of one"},
        {expected_elements<0>.view(), "0 elements"},
        {expected_elements<1>.view(), "1 element"},
        {expected_elements<12>.view(), "12 elements"},
    };
    for (auto const& one : cases) CHECK(one.text == one.expected);
    static_assert(expected_elements<2>.view() == "2 elements");
}

TEST_CASE("digits of integers") {
    auto const digits = [](auto n) {
        tl::short_text<64> text;
        tl::detail::append_integer(text, n);
        return std::string(text.view());
    };
    for (int const n : {0, 7, -7, 10, 1000, -2147483647 - 1, 2147483647})
        CHECK(digits(n) == std::to_string(n));
    CHECK(digits(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
    CHECK(digits(std::numeric_limits<std::uint64_t>::max()) == "18446744073709551615");
}

}  // namespace mapping_engine_expected_test
