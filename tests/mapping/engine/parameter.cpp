// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/parameter.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <string_view>

namespace mapping_engine_parameter_test {

namespace tl = trotline;

TEST_CASE("a number as a parameter keeps it") {
    using limits = std::numeric_limits<std::int64_t>;
    struct {
        std::string_view text;
        tl::value value;
    } const cases[] = {
        {"0", 0},
        {"-0", -0.0},
        {"7", 7},
        {"-7", -7},
        {"9223372036854775807", limits::max()},
        {"-9223372036854775808", limits::min()},
        {"9223372036854775808", std::uint64_t{9223372036854775808u}},
        {"18446744073709551615", std::numeric_limits<std::uint64_t>::max()},
        {"18446744073709551616", 18446744073709551616.0},
        {"1.5", 1.5},
        {"-0.5", -0.5},
        {"0.001", 0.001},
        {"1e+100", 1e100},
        // numbers that a double cannot hold, or would be written differently
        {"0.0001", tl::number{"0.0001"}},
        {"-9223372036854775809", tl::number{"-9223372036854775809"}},
        {"92233720368547758423", tl::number{"92233720368547758423"}},
        {"123456789012345.123456", tl::number{"123456789012345.123456"}},
        {"12.50", tl::number{"12.50"}},
        {"1.0", tl::number{"1.0"}},
        {"1e2", tl::number{"1e2"}},
        {"1e-400", tl::number{"1e-400"}},
        {"1e309", tl::number{"1e309"}},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        tl::value out;
        tl::detail::parameter_of_number(one.text, out);
        CHECK(out == one.value);
        CHECK(out.get().index() == one.value.get().index());
        CHECK(to_string(out) == one.text);
    }
}

}  // namespace mapping_engine_parameter_test
