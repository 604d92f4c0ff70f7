// SPDX-License-Identifier: BSL-1.0
#include <trotline/configuration/error.hpp>

#include <doctest/doctest.h>

#include <sstream>
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
        tl::detail::configuration_errors errors(text);
        errors.wrong_part(std::string(one.part), "wrong", one.offset);
        CHECK(to_string(errors.take()) == one.shown);
    }
}

TEST_CASE("errors are sorted, and each is there once") {
    tl::detail::configuration_errors errors(R"({"a": 1, "b": 2})");
    CHECK(errors.empty());
    errors.wrong_part("b", "two");
    errors.wrong_part("a", "one");
    errors.wrong_part("b", "two");
    REQUIRE_FALSE(errors.empty());
    tl::configuration_error const all = errors.take();
    CHECK(to_string(all) == "1:7: a: one\n1:15: b: two");
    CHECK(to_string(all, "x:") == "x:1:7: a: one\nx:1:15: b: two");
    std::ostringstream out;
    out << all;
    CHECK(out.str() == to_string(all));
}

TEST_CASE("what a wrong structure may have caused is left out") {
    tl::detail::configuration_errors errors(R"({"a": {"b": 1, "c": 2}, "ab": {"c": 3}})");
    errors.wrong_structure("a", "unknown", 7, "a");
    for (char const* const part : {"a", "a.c", "a.d"}) errors.wrong_part(part, "not said");
    errors.wrong_part("ab.c", "said");
    errors.wrong_part("d", "missing");
    CHECK(to_string(errors.take()) == "1:1: d: missing\n1:8: a: unknown\n1:37: ab.c: said");

    tl::detail::configuration_errors of_root(R"({"a": 1, "ab": 2})");
    of_root.wrong_structure("a", "a number", 6, "");
    of_root.wrong_part("a", "not said");
    of_root.wrong_part("d", "missing");
    of_root.wrong_part("ab", "said");
    CHECK(to_string(of_root.take()) == "1:1: d: missing\n1:7: a: a number\n1:16: ab: said");

    tl::detail::configuration_errors unknown(R"({"a": 1, "ab": 2})");
    unknown.wrong_structure("", "unknown", 1, "");
    unknown.wrong_part("d", "not said: perhaps it is a that was meant");
    unknown.wrong_part("ab", "said");
    CHECK(to_string(unknown.take()) == "1:2: unknown\n1:16: ab: said");
}

}  // namespace configuration_error_test
