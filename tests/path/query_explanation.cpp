// SPDX-License-Identifier: BSL-1.0
#include <trotline/path/query_explanation.hpp>

#include <doctest/doctest.h>
#include <trotline/path/error.hpp>
#include <trotline/path/query_evaluation.hpp>

#include <string_view>

#include "path/query_cases.hpp"

namespace path_query_explanation_test {

namespace {

namespace path = trotline::path;

trotline::path_error error_of(std::string_view text) {
    path::detail::compiled_query query;
    return {text, path::detail::parse_with<path::detail::engine::evaluation>(text, query)};
}

struct printed_case {
    std::string_view text, printed;
};
constexpr printed_case printed[] = {
    {"[?lang=='en']",
     "object path: the word is neither a literal nor a function (byte 3): expected true, false, "
     "null, "
     "length, count, value, match or search, found `a`; write @.name for a member, 'text' for a "
     "text; the functions are length, count, value, match and search\n"
     "  [?lang=='en']\n"
     "     ^"},
    {"[?@lang=='en']",
     "object path: an operator is missing in the filter (byte 3): expected a segment, an "
     "operator or the end of the expression, found `l`; write @.name for a member, @.@name for an "
     "attribute\n"
     "  [?@lang=='en']\n"
     "     ^"},
    {"[?count(@.*)]",
     "object path: length, count and value are not tests: they must be compared (byte 12): "
     "expected == != < "
     "<= > or >=, found `]`; compare the function's result: length(@.name) > 0\n"
     "  [?count(@.*)]\n"
     "              ^"},
    {R"([?match(@,'\\d')])",
     "object path: the pattern is not an I-Regexp (RFC 9485) (byte 13): expected what RFC 9485 "
     "allows there, found `d`; write \\\\ before . * + ? ( ) [ ] { } | for the character itself; "
     "there is no \\\\d: write [0-9]\n"
     "  [?match(@,'\\\\d')]\n"
     "               ^"},
};

}  // namespace

TEST_CASE("path: an error in a query prints what is wrong and how to mend it") {
    for (auto const& c : printed) CHECK(to_string(error_of(c.text)) == c.printed);
}

TEST_CASE("path: every rejected query has an error that says what was expected, and mostly a fix") {
    for (auto const& c : cases::bad_query_table) {
        auto const error = error_of(c.text);
        CAPTURE(c.text);
        CHECK(error.position == c.position);
        CHECK(error.reason == c.why);
        CHECK(!error.expected.empty());
        bool const needs_no_fix =
            c.why == path::reason::query_too_long || c.why == path::reason::index_out_of_range;
        CHECK(error.fix.empty() == needs_no_fix);
    }
}

}  // namespace path_query_explanation_test
