// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/ascii.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace core_ascii_test {

using namespace trotline::detail;

static_assert(is_blank(' ') && !is_blank('\v') && is_digit('7') && hexadecimal_value('F') == 15);

TEST_CASE("every character has the class of its specification") {
    for (int i = 0; i < 256; ++i) {
        char const c = static_cast<char>(i);
        CAPTURE(i);
        CHECK(is_blank(c) == (std::string_view(" \t\n\r").find(c) != std::string_view::npos));
        CHECK(is_digit(c) == (std::string_view("0123456789").find(c) != std::string_view::npos));
        auto const lower = std::string_view("0123456789abcdef").find(c);
        auto const upper = std::string_view("0123456789ABCDEF").find(c);
        int const value = lower != std::string_view::npos   ? static_cast<int>(lower)
                          : upper != std::string_view::npos ? static_cast<int>(upper)
                                                            : -1;
        CHECK(hexadecimal_value(c) == value);
    }
}

TEST_CASE("texts without the white space around them, and in any case of letters") {
    struct row {
        std::string_view text, trimmed;
    };
    constexpr row rows[] = {
        {"", ""}, {" \t\r\n", ""}, {" a b\n", "a b"}, {"a", "a"}, {"\va ", "\va"}};
    for (row const& r : rows) CHECK(trim(r.text) == r.trimmed);

    CHECK(same_letters("", ""));
    CHECK(same_letters("UTF-8", "utf-8"));
    CHECK_FALSE(same_letters("utf-8", "utf-88"));
    CHECK_FALSE(same_letters("[", "{"));  // they differ in the bit that letters differ in
    CHECK_FALSE(same_letters("\xC4", "\xE4"));
    CHECK(lower('Z') == 'z');
    CHECK(lower('[') == '[');
}

}  // namespace core_ascii_test
