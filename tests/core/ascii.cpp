// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/ascii.hpp>

#include <doctest/doctest.h>

#include <string_view>

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
