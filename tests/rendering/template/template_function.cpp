// SPDX-License-Identifier: BSL-1.0
#include <trotline/rendering/template/template_function.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace rendering_template_template_function_test {

namespace {

constexpr trotline::detail::function_error error_of(std::string_view text, bool makes_value) {
    std::size_t at = 0;
    trotline::detail::function_error why;
    trotline::detail::scan_functions(text, at, makes_value, why);
    return why;
}
static_assert(error_of("| trim | join(', ') | base64", false).expected.empty());
static_assert(error_of("| trimm", false).offset == 2);

}  // namespace

TEST_CASE("every function, and what is expected instead of another one") {
    for (std::string const name : {"base64", "join", "lower", "sha256", "trim", "upper"}) {
        CHECK(error_of("|" + name, false).expected.empty());
        CHECK(error_of("|" + name + "x", false).expected ==
              "expected a function: did you mean " + name + "?");
        CHECK(error_of(name, true).expected.starts_with("expected one of the functions now()"));
    }
    for (std::string const name : {"now", "uuid"}) {
        CHECK(error_of(name + "()", true).expected.empty());
        CHECK(error_of(name + "() | upper", true).expected.empty());
        CHECK(error_of(name + "s()", true).expected ==
              "expected a function: did you mean " + name + "()?");
        CHECK(error_of("|" + name, false).expected == trotline::detail::expected_value_function);
    }
    CHECK(error_of("now(http)", true).expected.empty());
    CHECK(error_of("now(Http)", true).expected == trotline::detail::expected_date_format);
    CHECK(error_of("now('http')", true).offset == 4);
    CHECK(error_of("uuid(x)", true).expected == "expected no argument");
    CHECK(error_of("| join(x)", false).expected == "expected a text in quotes");
}

}  // namespace rendering_template_template_function_test
