// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/bound_prefix.hpp>

#include <doctest/doctest.h>

namespace core_bound_prefix_test {

namespace tl = trotline;

TEST_CASE("bound prefixes are a view of a list") {
    static constexpr tl::bound_prefix soap[] = {{"s", "urn:soap"}, {"", "urn:orders"}};
    constexpr tl::bound_prefixes all = soap;
    static_assert(all.size() == 2 && all[1].prefix.empty());
    CHECK(all[0] == tl::bound_prefix{"s", "urn:soap"});
}

}  // namespace core_bound_prefix_test
