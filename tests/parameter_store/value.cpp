// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/value.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <sstream>
#include <string>
#include <string_view>

namespace parameter_store_value_test {

using namespace std::string_literals;
namespace tl = trotline;

namespace {
template <class T> bool holds(tl::value const& from, T const& expected) {
    auto const* held = std::get_if<T>(&from.get());
    return held != nullptr && *held == expected;
}
}  // namespace

TEST_CASE("values keep their types") {
    CHECK(holds(tl::value(), nullptr));
    CHECK(holds(tl::value(nullptr), nullptr));
    CHECK(holds(tl::value(true), true));
    CHECK(holds(tl::value(7), std::int64_t{7}));
    CHECK(holds(tl::value(short{-7}), std::int64_t{-7}));
    CHECK(holds(tl::value(7u), std::uint64_t{7}));
    CHECK(holds(tl::value(std::numeric_limits<std::uint64_t>::max()),
                std::numeric_limits<std::uint64_t>::max()));
    CHECK(holds(tl::value(0.5), 0.5));
    CHECK(holds(tl::value("text"), "text"s));
    CHECK(holds(tl::value("te\0xt"s), "te\0xt"s));
    CHECK(holds(tl::value(std::string_view("text")), "text"s));
    CHECK(holds(tl::value(tl::json_text{"[]"}), tl::json_text{"[]"}));
    CHECK(holds(tl::value(tl::secret{"text"}), "text"s));
}

TEST_CASE("secrets are marked, differ from texts, and are not printed") {
    CHECK(tl::value(tl::secret{"a"}).is_secret());
    CHECK_FALSE(tl::value("a").is_secret());
    CHECK_FALSE(tl::value(tl::secret{"a"}) == tl::value("a"));
    std::ostringstream out;
    out << tl::value(tl::secret{"hidden"}) << tl::value("shown") << tl::value(7) << tl::value(true)
        << tl::value();
    CHECK(out.str() == "[secret]shown7truenull");
}

}  // namespace parameter_store_value_test
