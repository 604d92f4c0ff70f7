// SPDX-License-Identifier: BSL-1.0
#include <trotline/configuration/wrong_parts.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace configuration_wrong_parts_test {

namespace tl = trotline;
namespace detail = trotline::detail;

TEST_CASE("wrong parts are kept in their order, up to a number") {
    detail::wrong_parts wrong;
    CHECK(wrong.empty());
    CHECK_FALSE(wrong.add("a", tl::template_error()));
    CHECK(wrong.empty());
    CHECK(wrong.add("b", tl::template_error{1, "expected a name", "!"}));
    wrong.add("c", "expected more");
    CHECK(wrong[0].part == "b");
    CHECK(wrong[0].message == "found `!`, expected a name");
    CHECK(wrong[0].offset == 1);
    CHECK(wrong[1].offset == tl::npos);
    CHECK(to_string(as_failure(wrong)) ==
          "render failed: malformed template (b) at byte 1: found `!`, expected a name");
    for (int i = 0; i < 100; ++i) wrong.add("d", "expected less");
    CHECK(wrong.end() - wrong.begin() == detail::most_named_errors);
}

TEST_CASE("the end of a text that is empty is not said") {
    detail::wrong_parts wrong;
    wrong.add("a", tl::template_error{0, "expected a name", std::string_view("", 0)});
    wrong.add("a", tl::template_error{2, "expected a name", std::string_view("", 0)});
    CHECK(wrong[0].message == "expected a name");
    CHECK(wrong[1].message == "found the end, expected a name");
}

TEST_CASE("a word that stands for an enumerator") {
    enum class color { red, green };
    constexpr std::string_view names[] = {"red", "green"};
    detail::wrong_parts wrong;
    CHECK(detail::one_of<color>(names, "green", "a", wrong) == color::green);
    CHECK(wrong.empty());
    CHECK(detail::one_of<color>(names, "Green", "a", wrong) == color::red);
    CHECK(detail::one_of<color>(names, "", "a", wrong) == color::red);
    CHECK(wrong[0].message == "expected red or green: did you mean green?");
    CHECK(wrong[1].message == "expected red or green");
}

}  // namespace configuration_wrong_parts_test
