// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/scalar.hpp>

#include <doctest/doctest.h>

namespace core_scalar_test {

namespace tl = trotline;

TEST_CASE("every kind has a name that completes a sentence") {
    static_assert(name(tl::kind::null) == "null");
    static_assert(name(tl::kind::nothing) == "nothing");
    struct {
        tl::kind kind;
        std::string_view name;
    } const cases[] = {
        {tl::kind::null, "null"},       {tl::kind::boolean, "a boolean"},
        {tl::kind::number, "a number"}, {tl::kind::string, "a string"},
        {tl::kind::array, "an array"},  {tl::kind::object, "an object"},
        {tl::kind::text, "a text"},     {tl::kind::element, "an element"},
        {tl::kind::nothing, "nothing"},
    };
    for (auto const& c : cases) CHECK(name(c.kind) == c.name);
}

TEST_CASE("a scalar that was not set is nothing") {
    constexpr tl::scalar none;
    static_assert(none.kind == tl::kind::nothing && none.plain && none.text.empty());
    CHECK(none.kind == tl::kind::nothing);
}

}  // namespace core_scalar_test
