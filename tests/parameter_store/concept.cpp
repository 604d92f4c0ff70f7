// SPDX-License-Identifier: BSL-1.0
#include <trotline/parameter_store/concept.hpp>

#include <doctest/doctest.h>

namespace parameter_store_concept_test {

namespace {

// The smallest one, as the header shows it.
struct nothing {
    bool read(std::string_view, auto&&) const { return false; }
    trotline::result<void> apply(std::span<trotline::assignment>) { return {}; }
};
static_assert(trotline::parameter_store<nothing>);

struct without_apply {
    bool read(std::string_view, auto&&) const { return false; }
};
static_assert(!trotline::parameter_store<without_apply> && !trotline::parameter_store<int>);

}  // namespace

TEST_CASE("a store may have nothing and take everything") {
    nothing store;
    CHECK_FALSE(store.read("A", [](trotline::value const&) { FAIL("there is nothing"); }));
    CHECK(store.apply({}).has_value());
}

}  // namespace parameter_store_concept_test
