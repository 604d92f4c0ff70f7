// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/kernel/skip.hpp>

#include <doctest/doctest.h>

#include <string>

#include "json/guarded.hpp"

namespace json_kernel_skip_test {

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

TEST_CASE("strings of which nothing is wanted") {
    guarded_memory memory(256);
    for (std::size_t before = 0; before != 40; ++before)
        for (std::size_t after = 0; after < 40; after += 1 + after % 7)
            for (std::string_view const inside :
                 {"", "\\\"", "\\\\", "\\\\\\\"x", "\x01\xFF#!", "\\n\\/\\\"\\\\"}) {
                std::string const made = std::string(before, 'x') + std::string(inside) + '"';
                auto const text = memory.hold(made + std::string(after, '"'));
                char const *const at = text.data(), *const end = at + text.size();
                CAPTURE(text);
                CHECK(detail::after_string(at, end) == at + made.size());
                auto const open = memory.hold(made.substr(0, made.size() - 1));
                CHECK(detail::after_string(open.data(), open.data() + open.size()) == nullptr);
            }
    auto const cut = memory.hold("a long string that ends with a backslash \\");
    CHECK(detail::after_string(cut.data(), cut.data() + cut.size()) == nullptr);
}

}  // namespace json_kernel_skip_test
