// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/fixed_string.hpp>

#include <doctest/doctest.h>

#include <type_traits>

namespace core_fixed_string_test {

namespace tl = trotline;

namespace {

template <tl::fixed_string Text> struct named {
    static constexpr std::string_view text = Text.view();
};

}  // namespace

TEST_CASE("a literal is a template argument, and equal literals are the same type") {
    static_assert(named<"data.userId">::text == "data.userId");
    static_assert(std::is_same_v<named<"a">, named<"a">>);
    static_assert(!std::is_same_v<named<"a">, named<"b">>);
    CHECK(named<"data.userId">::text == "data.userId");
}

TEST_CASE("the terminating NUL is left out, one inside is kept") {
    static_assert(tl::fixed_string("").view().empty());
    static_assert(tl::fixed_string("a\0b").view() == std::string_view("a\0b", 3));
    CHECK(tl::fixed_string("").view().empty());
    CHECK(tl::fixed_string("a\0b").view().size() == 3);
}

}  // namespace core_fixed_string_test
