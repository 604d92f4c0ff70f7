// SPDX-License-Identifier: BSL-1.0
#include <trotline/mapping/engine/row_step.hpp>

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace mapping_engine_row_step_test {

namespace tl = trotline;

namespace {

constexpr std::string_view path_in(std::string_view text) {
    return text.substr(0, tl::detail::path_size_before_functions(text));
}
static_assert(path_in("data.id | trim") == "data.id" && path_in("data.id") == "data.id" &&
              path_in("a  |  trim | upper") == "a" && path_in("a|trim") == "a|trim");
static_assert(path_in("a[' | '] | trim") == "a[' | ']" &&
              path_in("a['\\' | '].b") == "a['\\' | '].b");
static_assert(path_in("a[?@.b == 1 || @.c] | trim") == "a[?@.b == 1 || @.c]");
static_assert(path_in("X-It's | trim") == "X-It's");

constexpr tl::detail::function_error error_of(std::string_view text) {
    return tl::detail::scan_row_functions(text, tl::detail::path_size_before_functions(text),
                                          [](tl::detail::function_call const&, std::size_t) {});
}
static_assert(error_of("a | trim | upper").expected.empty());

}  // namespace

TEST_CASE("every function has a name, and a message for names that are almost the same") {
    std::string_view before;
    for (auto const& [name, unless, check] : tl::detail::row_functions) {
        CHECK(before < name);
        before = name;
        CHECK(unless == "expected a function: did you mean " + std::string(name) + "?");
        CHECK(error_of("a | " + std::string(name) + "x('.')[0]").expected == unless);
    }
}

TEST_CASE("wrong functions, and where") {
    static struct {
        std::string_view text;
        std::size_t offset;
        std::string_view expected;
    } const table[] = {
        {"a | trimm", 4, "expected a function: did you mean trim?"},
        {"a | reverse", 4, "expected one of the functions date, lower,"},
        {"a | ", 4, "expected a function's name"},
        {"a | trim upper", 8, "expected | and a function, or the end"},
        {"a | trim(1)", 9, "expected no argument"},
        {"a | split", 9, "expected the text between the parts"},
        {"a | split(,)[0]", 10, "expected a word, or a text in quotes"},
        {"a | split('')[0]", 10, "expected the text between the parts"},
        {"a | split(',')", 10, "expected which part"},
        {"a | match", 9, "expected a pattern in quotes"},
        {"a | match('[a')", 10, "expected a pattern of RFC 9485"},
        {"a | match('a{1000}{1000}')", 10, "expected a smaller pattern"},
        {"a | match('a')[0]", 10, "expected no index"},
        {"a | date", 8, "expected http, seconds, milliseconds or a pattern"},
        {"a | date(iso)", 9, "expected http, seconds, milliseconds or a pattern"},
        {"a | date('%d.%m')", 9, "expected %Y, %m or %b, and %d"},
    };
    for (auto const& one : table) {
        auto const& [text, offset, expected] = one;
        CAPTURE(one.text);
        auto const error = error_of(text);
        CHECK(error.offset == offset);
        CHECK(std::string(error.expected).substr(0, expected.size()) == expected);
    }
}

}  // namespace mapping_engine_row_step_test
