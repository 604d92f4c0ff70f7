// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/skip.hpp>

#include <doctest/doctest.h>

#include <string>

#include "json/guarded.hpp"

namespace detail = trotline::json::detail;

TEST_CASE("a string's end is found at every distance, and what is inside is noticed") {
    guarded_memory memory(256);
    for (std::size_t size = 0; size != 70; ++size) {
        auto const plain = memory.hold(std::string(size, 'x') + "\"");
        auto const found = detail::find_string_end(plain.data(), plain.data() + plain.size());
        CHECK(found.at == plain.data() + size);
        CHECK_FALSE(found.escaped());
        CHECK_FALSE(found.suspect());
        auto const open = memory.hold(std::string(size, 'x'));
        CHECK(detail::find_string_end(open.data(), open.data() + size).at == open.data() + size);
        for (std::size_t at = 0; at < size; ++at) {
            std::string text(size, 'x');
            text[at] = '\x1F';
            auto const control = memory.hold(text + "\"\x01");
            CHECK(
                detail::find_string_end(control.data(), control.data() + control.size()).suspect());
            text[at] = '\\';
            auto const escape = memory.hold(text + "\"\"");
            auto const end = detail::find_string_end(escape.data(), escape.data() + escape.size());
            CHECK(end.escaped());
            CHECK(end.at == escape.data() + size + (at + 1 == size ? 1 : 0));
        }
    }
}
