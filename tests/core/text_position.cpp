// SPDX-License-Identifier: BSL-1.0
#include <trotline/core/text_position.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace core_text_position_test {

namespace tl = trotline;

static_assert(tl::position_in("ab\ncd", 4) == tl::text_position{2, 2});

TEST_CASE("lines and columns") {
    struct {
        std::string_view text;
        std::size_t offset;
        tl::text_position at;
    } const cases[] = {
        {"", 0, {1, 1}},
        {"", 7, {1, 1}},
        {"ab", 2, {1, 3}},
        {"a\nb", 1, {1, 2}},
        {"a\nb", 2, {2, 1}},
        {"a\r\nb", 3, {2, 1}},
        {"a\r\nb", 2, {1, 2}},
        {"a\rb", 2, {2, 1}},
        {"\n\n\n", 3, {4, 1}},
        {"\xC3\xA9x", 2, {1, 2}},
        {"\xEF\xBB\xBFx", 3, {1, 1}},
        {"ab", 99, {1, 3}},
    };
    for (auto const& one : cases) {
        CAPTURE(one.text);
        CAPTURE(one.offset);
        CHECK(to_string(tl::position_in(one.text, one.offset)) == to_string(one.at));
    }
}

}  // namespace core_text_position_test
