// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/literal_check.hpp>

#include <doctest/doctest.h>

namespace rendering_template_literal_check_test {

namespace tl = trotline;

namespace {
constexpr bool passes(tl::template_error error) {
    tl::detail::require_template("text", error);
    return true;
}
// The compile_fail tests show that an error is not a constant expression.
static_assert(passes({}));
}  // namespace

TEST_CASE("at run time nothing happens") { CHECK(passes({1, "expected something else"})); }

}  // namespace rendering_template_literal_check_test
