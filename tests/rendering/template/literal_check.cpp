// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/literal_check.hpp>

#include <doctest/doctest.h>

namespace tl = trotline;

namespace {
constexpr bool passes(tl::template_error error) {
    tl::detail::require_template("text", error);
    return true;
}
// That an error is no constant expression is shown by the tests of what must not compile.
static_assert(passes({}));
}  // namespace

TEST_CASE("at run time nothing happens") { CHECK(passes({1, "expected something else"})); }
