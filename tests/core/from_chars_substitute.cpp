// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/from_chars_substitute.hpp>

#include <doctest/doctest.h>

#include <charconv>
#include <clocale>
#include <string>
#include <string_view>
#include <system_error>

namespace core_from_chars_substitute_test {

namespace {

template <class T> void same_as_the_standard(std::string_view text) {
    CAPTURE(text);
    T expected{}, found{};
    char const* const end = text.data() + text.size();
    auto const right = std::from_chars(text.data(), end, expected);
    auto const is = trotline::detail::substitute::from_chars(text.data(), end, found);
    CHECK(is.ec == right.ec);
    CHECK(is.ptr == right.ptr);
    if (right.ec == std::errc{}) CHECK(found == expected);
}

}  // namespace

TEST_CASE("the same values and errors as std::from_chars") {
    // Some languages write 1,5.
    for (char const* const locale : {"C", "de_DE.UTF-8", "C.UTF-8"}) {
        std::setlocale(LC_NUMERIC, locale);
        for (std::string_view const text :
             {"0",
              "-0",
              "1",
              "1.5",
              "-2.25e3",
              "0.1",
              "3.4028235e38",
              "3.4028236e38",
              "1e39",
              "1e308",
              "1.7976931348623157e308",
              "1.7976931348623159e308",
              "-1e400",
              "0e999",
              "0.000e-999",
              "2.2250738585072014e-308",
              "4.9406564584124654e-324",
              "1e-323",
              "1e-46",
              "1.4e-45",
              "1e-400",
              "9007199254740993",
              "9007199254740992.999999999999999999999999999999999999999999999999",
              "123456789012345678901234567890123456789012345678901234567890123456789012345678901234"
              "567890"}) {
            same_as_the_standard<double>(text);
            same_as_the_standard<float>(text);
        }
        same_as_the_standard<double>("0." + std::string(400, '0') + "1e401");
    }
    std::setlocale(LC_NUMERIC, "C");
}

}  // namespace core_from_chars_substitute_test
