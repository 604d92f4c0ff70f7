// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/place.hpp>

#include <doctest/doctest.h>

#include <set>
#include <string_view>

namespace rendering_place_test {

TEST_CASE("places have different names") {
    std::set<std::string_view> names;
    for (int p = 0; p <= static_cast<int>(trotline::place::text); ++p)
        names.insert(name(static_cast<trotline::place>(p)));
    CHECK(names.size() == static_cast<std::size_t>(trotline::place::text) + 1);
}

}  // namespace rendering_place_test
