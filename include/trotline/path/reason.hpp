// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_REASON_HPP
#define TROTLINE_PATH_REASON_HPP

#include <trotline/core/abi.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

// Why a text is not an object path or object query. The compiler prints one of these names for a
// wrong literal.
enum class reason : unsigned char {
    none,
    empty_path,
    leading_blank,
    trailing_blank,
    leading_dot,
    number_as_name,  // a dotted name that starts with a digit or `-`
    expected_name,
    expected_any_prefix_name,  // after `*:`
    expected_segment,
    expected_selector,
    expected_closing_bracket,
    unclosed_bracket,
    unclosed_quote,
    leading_zero,
    negative_zero,
    malformed_index,
    index_out_of_range,
    unknown_escape,
    malformed_unicode_escape,
    lone_surrogate,
    control_character,
    invalid_utf8,
    // well-formed, but it may select several nodes, and only one is allowed
    wildcard_selects_several,
    slice_selects_several,
    union_selects_several,
    filter_selects_several,
    descendant_selects_several,
    // larger than an object_path can be
    path_too_long,
    too_many_segments,
    // queries
    malformed_slice,
    // filters
    unfinished_filter,
    expected_operand,
    expected_operator,
    unknown_word,  // not true, false, null or a function
    malformed_number,
    uncompared_literal,
    uncompared_function,  // length, count or value, as a test
    compared_test,        // match or search, as a value
    compared_several,     // a query that may select several nodes, in a comparison
    negated_comparison,
    expected_call,   // `(` after a function's name
    expected_query,  // as the argument of count or value
    too_few_arguments,
    too_many_arguments,
    malformed_pattern,
    // larger than an object_query can be
    pattern_too_large,
    nested_too_deep,
    query_too_long,
    query_too_large
};

// True if the text is well-formed but may select several values: it is not a path, but may be a
// query.
constexpr bool selects_several(reason r) {
    return r >= reason::wildcard_selects_several && r <= reason::descendant_selects_several;
}

// The reason as a sentence.
constexpr std::string_view message(reason r) {
    constexpr std::string_view messages[] = {
        "no error",
        "the path is empty",
        "a path must not start with a blank",
        "a path must not end with a blank",
        "a path must not start with a dot",
        "a dotted name must not start with a digit or `-`",
        "a name is missing",
        "a name is missing after `*:`",
        "the path goes on after its end",
        "an index or a name is missing in the brackets",
        "the bracket is not closed here",
        "the bracket is not closed",
        "the quoted text is not closed",
        "an index must not have a leading zero",
        "an index must not be -0",
        "an index must be a whole number",
        "the index is out of range",
        "this is not an escape",
        "a \\u escape has four hexadecimal digits",
        "a surrogate escape needs its other half",
        "a control character in quotes must be written as an escape",
        "the path is not UTF-8",
        "a wildcard (`*`) selects several values, but one is wanted",
        "a slice (`:`) selects several values, but one is wanted",
        "a union (`,`) selects several values, but one is wanted",
        "a filter (`?`) selects several values, but one is wanted",
        "a descendant segment (`..`) selects several values, but one is wanted",
        "the path is longer than 255 bytes",
        "the path has more than 32 segments",
        "a slice must be start:end:step, with whole numbers",
        "the filter is not complete",
        "a query, a literal or a function is missing",
        "an operator is missing in the filter",
        "the word is neither a literal nor a function",
        "this is not a number",
        "a literal is not a test: it must be compared",
        "length, count and value are not tests: they must be compared",
        "match and search are tests: they cannot be compared",
        "a query that selects several values cannot be compared",
        "a negated comparison needs parentheses",
        "the function's arguments are missing",
        "the function's argument must be a query",
        "the function has too few arguments",
        "the function has too many arguments",
        "the pattern is not an I-Regexp (RFC 9485)",
        "the pattern is too large",
        "the filter is nested too deep",
        "the query is longer than 511 bytes",
        "the query is too large"};
    return messages[static_cast<unsigned char>(r)];
}

}  // namespace trotline::path
#endif
