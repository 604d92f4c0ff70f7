// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/value_conversion.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace parameter_store_value_conversion_test {

namespace tl = trotline;

static_assert(tl::storable<int> && tl::storable<bool> && tl::storable<std::optional<double>> &&
              tl::storable<std::string> && tl::storable<tl::value>);
static_assert(!tl::storable<std::vector<int>> && !tl::storable<char const*> &&
              !tl::storable<std::optional<std::optional<int>>>);

namespace {
template <class T> std::optional<T> as(tl::value const& from) {
    T held{};
    return tl::value_to(from, held) ? std::optional<T>(held) : std::nullopt;
}
}  // namespace

TEST_CASE("numbers that fit, and no others") {
    CHECK(as<std::int8_t>(-128) == std::int8_t{-128});
    CHECK(as<std::int8_t>(128) == std::nullopt);
    CHECK(as<std::uint64_t>(-1) == std::nullopt);
    CHECK(as<std::int64_t>(std::numeric_limits<std::uint64_t>::max()) == std::nullopt);
    CHECK(as<std::int64_t>(9223372036854775808.0) == std::nullopt);
    CHECK(as<std::int64_t>(-9223372036854775808.0) == std::numeric_limits<std::int64_t>::min());
    CHECK(as<std::uint64_t>(18446744073709551616.0) == std::nullopt);
    CHECK(as<int>(1e2) == 100);
    CHECK(as<int>(0.5) == std::nullopt);
    CHECK(as<int>(std::numeric_limits<double>::quiet_NaN()) == std::nullopt);
    CHECK(as<unsigned>(-1.0) == std::nullopt);
    CHECK(as<float>(1e300) == std::nullopt);
    CHECK(as<double>(7) == 7.0);
    CHECK(as<int>(true) == std::nullopt);
    CHECK(as<int>("7") == std::nullopt);
}

TEST_CASE("a number that kept its text") {
    CHECK(as<int>(tl::number{"1e2"}) == 100);
    CHECK(as<int>(tl::number{"1.5"}) == std::nullopt);
    CHECK(as<double>(tl::number{"12.50"}) == 12.5);
    CHECK(as<float>(tl::number{"1e300"}) == std::nullopt);
    CHECK(as<double>(tl::number{"1e999"}) == std::nullopt);
    CHECK(as<long double>(tl::number{"12.50"}) == 12.5L);
    CHECK(as<std::string>(tl::number{"12.50"}) == "12.50");
    CHECK(as<tl::number>(tl::number{"12.50"}) == tl::number{"12.50"});
    CHECK(as<tl::number>(7) == tl::number{"7"});
    CHECK(as<tl::number>("7") == std::nullopt);
}

TEST_CASE("texts, null and the rest") {
    CHECK(as<std::string>("a") == "a");
    CHECK(as<std::string>(0.5) == "0.5");
    CHECK(as<std::string>(true) == std::nullopt);
    CHECK(as<std::string>(nullptr) == std::nullopt);
    CHECK(as<bool>(true) == true);
    CHECK(as<bool>(1) == std::nullopt);
    CHECK((as<std::optional<int>>(nullptr) ==
           std::optional<std::optional<int>>(std::optional<int>())));
    CHECK((as<std::optional<int>>(7) == std::optional<std::optional<int>>(std::optional<int>(7))));
    CHECK(as<std::optional<int>>("x") == std::nullopt);
    CHECK(as<tl::json_text>(tl::json_text{"{}"})->text == "{}");
    CHECK(as<tl::json_text>("{}") == std::nullopt);
    CHECK(as<tl::value>(nullptr) == tl::value());
    CHECK(tl::value_of(tl::secret{"s"}).is_secret());
    CHECK(tl::value_of(0.5f) == tl::value(0.5));
    CHECK(tl::value_of(std::optional<int>()) == tl::value());
}

}  // namespace parameter_store_value_conversion_test
