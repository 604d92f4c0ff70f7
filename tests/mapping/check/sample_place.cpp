// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/check/sample_place.hpp>

#include <trotline/path/literal.hpp>

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mapping_check_sample_place_test {

namespace tl = trotline;
using cursor = tl::json::checked_format::cursor_type;

namespace {

constexpr std::string_view sample = R"({"a": {"b": [1, "x"], "twice": 1, "twice": 2}, "n": null})";

// How far a path leads.
template <tl::fixed_string Path> constexpr tl::detail::sample_place place() {
    constexpr auto const& path = tl::literal_path<Path>::value;
    tl::detail::sample_place at{cursor(sample)};
    for (std::size_t i = 0; i != path.size(); ++i) at = tl::detail::next_place(at, path, i);
    return at;
}
// Whether the value at a path would land in a T.
template <class T, tl::fixed_string Path> constexpr tl::code lands(bool coerce = false) {
    auto at = place<Path>().at;
    return tl::detail::would_land<T, void>(at, coerce);
}

static_assert(place<"a.b[1]">().depth == 3 && !place<"a.b[1]">().repeated);
static_assert(place<"a.c.d">().depth == 1);
static_assert(place<"a.b[2]">().depth == 2);
static_assert(place<"a.twice">().repeated);

static_assert(lands<int, "a.b[0]">() == tl::code::none);
static_assert(lands<signed char, "a.b[0]">() == tl::code::none);
static_assert(lands<int, "a.b[1]">() == tl::code::wrong_type);
static_assert(lands<std::string, "a.b[1]">() == tl::code::none);
static_assert(lands<int, "n">() == tl::code::null);
static_assert(lands<std::vector<std::string>, "a.b">() == tl::code::none);
static_assert(lands<std::vector<int>, "a.b">() == tl::code::wrong_type);
static_assert(lands<std::array<std::string, 3>, "a.b">() == tl::code::wrong_size);

static_assert(tl::detail::nearest_member(place<"a">().at, "twise") == "twice");

}  // namespace

TEST_CASE("paths are followed in a sample at compile time") {
    CHECK(place<"a.b[1]">().at.kind() == tl::kind::string);
    CHECK(place<"a.c.d">().depth == 1);
}

}  // namespace mapping_check_sample_place_test
