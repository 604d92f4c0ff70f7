// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/allowed_values.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <vector>

namespace mapping_engine_allowed_values_test {

namespace tl = trotline;
using tl::detail::allowed_scalar;

TEST_CASE("a condition's values as data") {
    std::vector<tl::value> const values{
        nullptr, true, -7, std::uint64_t{7}, 0.5, tl::number{"12.50"}, "text"};
    auto const allowed = tl::detail::allowed_of(values);
    REQUIRE(allowed.size() == values.size());
    using type = allowed_scalar::type;
    CHECK(allowed[0].is == type::null);
    CHECK((allowed[1].is == type::boolean && allowed[1].boolean));
    CHECK((allowed[2].is == type::integer && allowed[2].integer.negative &&
           allowed[2].integer.magnitude == 7));
    CHECK((allowed[3].is == type::integer && !allowed[3].integer.negative));
    CHECK((allowed[4].is == type::floating && allowed[4].floating == doctest::Approx(0.5)));
    CHECK((allowed[5].is == type::floating && allowed[5].floating == doctest::Approx(12.5)));
    CHECK((allowed[6].is == type::text && allowed[6].text == "text"));
}

TEST_CASE("a condition's values as text for people") {
    CHECK(tl::detail::text_of_allowed({}).empty());
    CHECK(tl::detail::text_of_allowed(
              {nullptr, true, -7, tl::number{"12.50"}, "a", tl::secret{"s"}}) ==
          "null or true or -7 or 12.50 or \"a\" or a secret");
}

}  // namespace mapping_engine_allowed_values_test
