// SPDX-License-Identifier: BSL-1.0
#include <trotline/json/character.hpp>

#include <doctest/doctest.h>

#include <string_view>

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

}  // namespace json_character_test
