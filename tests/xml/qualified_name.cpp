// SPDX-License-Identifier: BSL-1.0
#include <trotline/xml/qualified_name.hpp>

#include <doctest/doctest.h>

#include <string_view>

namespace xml_qualified_name_test {

using trotline::xml::detail::is_wanted;
using trotline::xml::detail::qualified_name;

TEST_CASE("a name in parts") {
    struct {
        std::string_view name, prefix, local;
    } constexpr cases[] = {
        {"Body", "", "Body"}, {"s:Body", "s", "Body"}, {"a:b:c", "a", "b:c"}, {":a", "", "a"}};
    for (auto const& one : cases) {
        CAPTURE(one.name);
        CHECK(qualified_name(one.name).prefix == one.prefix);
        CHECK(qualified_name(one.name).local == one.local);
    }
}

TEST_CASE("which names are wanted") {
    struct {
        std::string_view written, wanted;
        bool is;
    } constexpr cases[] = {
        {"Body", "Body", true},     {"s:Body", "s:Body", true},      {"s:Body", "Body", false},
        {"Body", "*:Body", true},   {"s:Body", "*:Body", true},      {"s:body", "*:Body", false},
        {"Bodys", "*:Body", false}, {"xmlns:Body", "*:Body", false}, {"xmlns:a", "xmlns:a", true},
    };
    for (auto const& one : cases) {
        CAPTURE(one.written);
        CAPTURE(one.wanted);
        CHECK(is_wanted(one.written, one.wanted) == one.is);
    }
}

}  // namespace xml_qualified_name_test
