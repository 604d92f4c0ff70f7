// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/character.hpp>

#include <doctest/doctest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "json/guarded.hpp"

namespace json_character_test {

namespace tl = trotline;
namespace json = trotline::json;

TEST_CASE("every byte is in the classes of RFC 8259") {
    using namespace std::string_view_literals;
    for (int i = 0; i != 256; ++i) {
        char const c = static_cast<char>(i);
        CAPTURE(i);
        CHECK(json::is_blank(c) == (" \t\n\r"sv.find(c) != std::string_view::npos));
        CHECK(json::is_delimiter(c) == (" \t\n\r,]}"sv.find(c) != std::string_view::npos));
        CHECK((json::kind_of_value_starting_with(c) != tl::kind::nothing) ==
              ("-0123456789\"{[tfn"sv.find(c) != std::string_view::npos));
    }
    static_assert(json::kind_of_value_starting_with('-') == tl::kind::number &&
                  json::kind_of_value_starting_with('n') == tl::kind::null);
    static_assert(json::kind_of_value_starting_with('{') == tl::kind::object &&
                  json::kind_of_value_starting_with('[') == tl::kind::array);
    static_assert(json::kind_of_value_starting_with('"') == tl::kind::string &&
                  json::kind_of_value_starting_with('f') == tl::kind::boolean);
}

TEST_CASE("white space ends at the first other byte, or at the text's end") {
    constexpr auto blanks_of = [](std::string_view text) {
        return json::after_blanks(text.data(), text.data() + text.size()) - text.data();
    };
    static_assert(blanks_of(" \t\r\n x") == 5 && blanks_of("x ") == 0 && blanks_of("") == 0);
    guarded_memory memory(128);
    for (std::string_view const line_end : {"", " ", "\n", "\r\n", "\n\n", "\t", "\r"})
        for (std::size_t indentation = 0; indentation != 40; ++indentation)
            for (std::string_view const after :
                 {"", "x", "\"text\": 1", "\t}", "\x01", "\x7F", "\xC3"}) {
                std::string const blanks = std::string(line_end) + std::string(indentation, ' ') +
                                           (after.starts_with('\t') ? "\t" : "");
                std::string_view const rest = after.substr(after.starts_with('\t') ? 1 : 0);
                CAPTURE(blanks);
                CAPTURE(rest);
                CHECK(blanks_of(memory.hold(blanks + std::string(rest))) ==
                      static_cast<std::ptrdiff_t>(blanks.size()));
            }
}

}  // namespace json_character_test
