// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/authorization.hpp>

#include <doctest/doctest.h>

#include <string>

namespace rendering_authorization_test {

namespace tl = trotline;

namespace {
using scheme = tl::authorization::scheme;
constexpr tl::authorization none;
constexpr tl::authorization basic = tl::basic("$USER", "$PASSWORD");
constexpr tl::authorization bearer = tl::bearer("$TOKEN");
static_assert(none.how() == scheme::none && basic.how() == scheme::basic &&
              bearer.how() == scheme::bearer);
static_assert(basic.user().slot_count() == 1 && basic.secret_part().slot_count() == 1 &&
              bearer.user().empty());
}  // namespace

TEST_CASE("credentials of run time") {
    CHECK(tl::bearer(std::string("a\nb")).error().offset == 1);
    CHECK(tl::basic(std::string("${"), "x").error().offset == 2);
    CHECK(tl::basic("me", tl::secret{"${"}).is_secret());
    CHECK_FALSE(tl::basic("me", tl::secret{"${"}).error());
}

}  // namespace rendering_authorization_test
