// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/fallback.hpp>

#include <trotline/mapping/fallback.hpp>
#include <trotline/mapping/row_option.hpp>

#include <doctest/doctest.h>

#include <string>

namespace mapping_engine_fallback_test {

namespace tl = trotline;

TEST_CASE("a fallback is what the options say, as data") {
    using tl::detail::fallback_of;
    static_assert(fallback_of<int>() == nullptr);
    static_assert(fallback_of<int, tl::row_option::coerce>() == nullptr);
    constexpr auto const* both =
        fallback_of<std::string, tl::or_at<"a.b">, tl::otherwise<"none">, tl::or_at<"c">>();
    REQUIRE(both->count == 2);
    CHECK(both->paths[0]->text() == "a.b");
    CHECK(both->paths[1]->text() == "c");
    std::string to = "before";
    both->set(&to, both->value);
    CHECK(to == "none");
    constexpr auto const* paths = fallback_of<int, tl::or_at<"a">>();
    CHECK((paths->set == nullptr));
    CHECK(paths->count == 1);
}

}  // namespace mapping_engine_fallback_test
