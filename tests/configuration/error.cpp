// SPDX-License-Identifier: BSL-1.0
#include <trotline/configuration/error.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace configuration_error_test {

namespace tl = trotline;

TEST_CASE("a place in a part is a place in the text") {
    std::string_view const text = "{\n  \"a\": [{\"b\": \"x\\u00e9\\\\z\"}]}";
    struct {
        std::string_view part;
        std::size_t offset;
        std::string_view shown;
    } const cases[] = {
        {"a[0].b", 0, "2:16: a[0].b: wrong"},  // x
        {"a[0].b", 1, "2:17: a[0].b: wrong"},  // the escape of two bytes
        {"a[0].b", 2, "2:17: a[0].b: wrong"},  // its second byte
        {"a[0].b", 3, "2:23: a[0].b: wrong"},  // the backslash
        {"a[0].b", 4, "2:25: a[0].b: wrong"},  // z
        {"a[0].b", 5, "2:26: a[0].b: wrong"},  // the end
        {"a[0].b", tl::npos, "2:15: a[0].b: wrong"},
        {"a[0]", tl::npos, "2:9: a[0]: wrong"},
        {"a[0].c", tl::npos, "2:9: a[0].c: wrong"},  // missing: where it would be
        {"", tl::npos, "1:1: wrong"},
    };
    for (auto const& one : cases) {
        CAPTURE(one.part);
        CAPTURE(one.offset);
        CHECK(to_string(tl::detail::error_in(std::string(one.part), "wrong", one.offset, text)) ==
              one.shown);
    }
}

}  // namespace configuration_error_test
