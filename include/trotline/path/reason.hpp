// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_REASON_HPP
#define TROTLINE_PATH_REASON_HPP

#include <trotline/core/abi.hpp>

#include <string_view>

namespace trotline::inline TROTLINE_ABI::path {

// Why a text is not an object path, or not an object query. The compiler names one of these for a literal that is wrong.
enum class reason : unsigned char {
    none,
    empty_path,
    leading_blank,
    trailing_blank,
    leading_dot,
    number_as_name,  // a dotted name that starts with a digit or `-`
    expected_name,
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
    // well-formed, but able to select several nodes where a path or a comparison takes one
    wildcard_selects_several,
    slice_selects_several,
    union_selects_several,
    filter_selects_several,
    descendant_selects_several,
    // the limits of an object_path
    path_too_long,
    too_many_segments,
    // queries
    malformed_slice,
    expected_any_prefix_name,  // after `*:`
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
    expected_call,   // `(` behind a function's name
    expected_query,  // as the argument of count or value
    too_few_arguments,
    too_many_arguments,
    malformed_pattern,
    // the limits of an object_query
    pattern_too_large,
    nested_too_deep,
    query_too_long,
    query_too_large
};

// Whether a text is well-formed but may select several values: it is no path, and may be a query.
constexpr bool selects_several(reason r) {
    return r >= reason::wildcard_selects_several && r <= reason::descendant_selects_several;
}

// The reason as a sentence.
constexpr std::string_view message(reason r) {
    constexpr std::string_view messages[] = {
        "no error",
        "the path is empty",
        "a path does not start with a blank",
        "a path does not end with a blank",
        "a path does not start with a dot",
        "a dotted name does not start with a digit or `-`",
        "a name is missing",
        "the path goes on behind its end",
        "an index or a name is missing in the brackets",
        "the bracket is not closed here",
        "the bracket is not closed",
        "the quoted text is not closed",
        "an index has no leading zero",
        "an index is not -0",
        "an index is a whole number",
        "the index is out of range",
        "this is not an escape",
        "a \\u escape has four hexadecimal digits",
        "a surrogate escape stands alone",
        "a control character stands in quotes only as an escape",
        "the path is not UTF-8",
        "a wildcard (`*`) selects several values, where one is wanted",
        "a slice (`:`) selects several values, where one is wanted",
        "a union (`,`) selects several values, where one is wanted",
        "a filter (`?`) selects several values, where one is wanted",
        "a descendant segment (`..`) selects several values, where one is wanted",
        "the path is longer than 255 bytes",
        "the path has more than 32 segments",
        "a slice is start:end:step, in whole numbers",
        "a name is missing after `*:`",
        "the filter ends too early",
        "a query, a literal or a function is missing",
        "the filter goes on without an operator",
        "the word is no literal and no function",
        "this is not a number",
        "a literal is compared, not tested",
        "length, count and value are compared, not tested",
        "match and search are tests, not values to compare",
        "a query that selects several values is not compared",
        "a comparison is negated in parentheses",
        "the function is not called",
        "the function takes a query",
        "the function takes more arguments",
        "the function takes fewer arguments",
        "the pattern is not an I-Regexp (RFC 9485)",
        "the pattern is too large",
        "the filter is nested too deep",
        "the query is longer than 511 bytes",
        "the query is too large"};
    return messages[static_cast<unsigned char>(r)];
}

}  // namespace trotline::path
#endif
