// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/parameter.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string_view>

namespace tl = trotline;

TEST_CASE("a number as a parameter keeps it") {
    using limits = std::numeric_limits<std::int64_t>;
    struct {
        std::string_view text;
        tl::value value;
    } const cases[] = {
        {"0", 0},
        {"-0", 0},
        {"7", 7},
        {"-7", -7},
        {"9223372036854775807", limits::max()},
        {"-9223372036854775808", limits::min()},
        {"9223372036854775808", std::uint64_t{9223372036854775808u}},
        {"18446744073709551615", std::numeric_limits<std::uint64_t>::max()},
        {"18446744073709551616", 18446744073709551616.0},
        {"-9223372036854775809", -9223372036854775808.0},
        {"1.0", 1.0},
        {"1e2", 100.0},
        {"1E2", 100.0},
        {"-0.5", -0.5},
        {"1e-400", 0.0},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        tl::value out;
        REQUIRE(tl::detail::parameter_of_number(one.text, out));
        CHECK(out == one.value);
        CHECK(out.get().index() == one.value.get().index());
    }
    tl::value out("as before");
    CHECK_FALSE(tl::detail::parameter_of_number("1e309", out));
    CHECK_FALSE(tl::detail::parameter_of_number("-1e999", out));
    CHECK(out == tl::value("as before"));
}
