// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_QUERY_EXPLANATION_HPP
#define TROTLINE_PATH_QUERY_EXPLANATION_HPP

#include <trotline/path/reason.hpp>
#include <trotline/path/scan.hpp>

#include <cstddef>
#include <string_view>

// Explains mistakes that only queries can have; see path/explanation.hpp.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::path::detail {

// The text and the position of the mistake, with what the reason depends on.
struct found_byte {
    std::string_view text;
    std::size_t position;

    constexpr bool end() const { return position >= text.size(); }
    constexpr bool is(std::string_view set) const {
        return !end() && set.find(text[position]) != std::string_view::npos;
    }
    constexpr bool blank() const { return !end() && is_blank(text[position]); }
    constexpr bool digit() const { return !end() && is_digit(text[position]); }
    constexpr bool after(std::string_view set) const {
        return position > 0 && position <= text.size() &&
               set.find(text[position - 1]) != std::string_view::npos;
    }
    constexpr bool ascii() const { return end() || is_ascii(text[position]); }
};

constexpr std::string_view expected_in_query(expectation e) {
    switch (e) {
        case expectation::query:
            return "a name, `[`, `*`, `..` or `$`";
        case expectation::second_dot:
            return "another `.`";
        case expectation::query_name:
            return "a name, `*` or another `.`";
        case expectation::descendant_selector:
            return "a name, `*` or `[`";
        case expectation::name_after_any_prefix:
            return "a name";
        case expectation::attribute:
            return "a name or `*`";
        case expectation::query_selector:
            return "an index, a name, `*`, a slice or a filter";
        case expectation::query_index_end:
            return "`:`, `,` or `]`";
        case expectation::query_selector_end:
            return "`,` or `]`";
        case expectation::slice_integer:
            return "a whole number, `:`, `,` or `]`";
        case expectation::slice_end:
            return "`:`, `,` or `]`";
        case expectation::operand:
            return "`@`, `$`, a literal, a function, `!` or `(`";
        case expectation::comparable:
            return "`@`, `$`, a literal, length, count or value";
        case expectation::word:
            return "true, false, null, length, count, value, match or search";
        case expectation::call:
            return "`(`";
        case expectation::after_query:
            return "a segment, an operator or the end of the expression";
        case expectation::after_argument:
            return "a segment or the end of the argument";
        case expectation::after_expression:
            return "`&&`, `||` or the end of the expression";
        case expectation::comparison_of_literal:
        case expectation::comparison_of_function:
            return "== != < <= > or >=";
        case expectation::comparison_of_one:
        case expectation::no_comparison:
        case expectation::no_negated_comparison:
            return "`&&`, `||` or the end of the expression";
        case expectation::second_equals_sign:
            return "`=`";
        case expectation::second_ampersand:
            return "another `&`";
        case expectation::second_bar:
            return "another `|`";
        case expectation::number_digit:
            return "a digit";
        case expectation::no_number_digit:
            return "no digit after the 0";
        case expectation::argument:
            return "`@`, `$`, a literal, length, count or value";
        case expectation::query_argument:
            return "`@` or `$`";
        case expectation::next_argument:
            return "`,`";
        case expectation::argument_end:
            return "`)`";
        case expectation::pattern:
            return "what RFC 9485 allows there";
        case expectation::smaller_pattern:
            return "a pattern of at most 512 steps, each repeated as often as it counts";
        case expectation::less_nesting:
            return "filters, parentheses and calls that are at most 8 deep";
        case expectation::smaller_query:
            return "at most 64 segments, 96 selectors, 64 whole numbers and 96 parts of filters";
        default:
            return "the end of the query";
    }
}

constexpr reason reason_in_filter(expectation wanted, found_byte found) {
    switch (wanted) {
        case expectation::operand:
        case expectation::comparable:
        case expectation::argument:
            if (found.end()) return reason::unfinished_filter;
            if (found.is("+") ||
                (found.is(".") && found_byte{found.text, found.position + 1}.digit()))
                return reason::malformed_number;
            if (found.is(")") && wanted == expectation::argument) return reason::too_few_arguments;
            if (!found.end() && (is_ascii_name_first(found.text[found.position])))
                return reason::unknown_word;
            return reason::expected_operand;
        case expectation::word:
            return found.end() ? reason::unfinished_filter : reason::unknown_word;
        case expectation::call:
            return found.end() ? reason::unfinished_filter : reason::expected_call;
        case expectation::number_digit:
            return found.end() ? reason::unfinished_filter : reason::malformed_number;
        case expectation::no_number_digit:
            return reason::malformed_number;
        case expectation::comparison_of_literal:
            return found.end() ? reason::unfinished_filter : reason::uncompared_literal;
        case expectation::comparison_of_function:
            return found.end() ? reason::unfinished_filter : reason::uncompared_function;
        case expectation::comparison_of_one:
            return reason::compared_several;
        case expectation::no_comparison:
            return reason::compared_test;
        case expectation::no_negated_comparison:
            return reason::negated_comparison;
        case expectation::query_argument:
            if (found.end()) return reason::unfinished_filter;
            return found.is(")") ? reason::too_few_arguments : reason::expected_query;
        case expectation::next_argument:
        case expectation::argument_end:
        case expectation::after_argument:
            if (found.end()) return reason::unfinished_filter;
            if (found.is(")")) return reason::too_few_arguments;
            if (found.is(",")) return reason::too_many_arguments;
            return reason::expected_operator;
        case expectation::pattern:
            return reason::malformed_pattern;
        case expectation::smaller_pattern:
            return reason::pattern_too_large;
        case expectation::less_nesting:
            return reason::nested_too_deep;
        default:  // after an expression, or in an operator
            return found.end() ? reason::unfinished_filter : reason::expected_operator;
    }
}

constexpr reason reason_in_query(expectation wanted, found_byte found) {
    switch (wanted) {
        case expectation::query:
            if (found.end()) return reason::empty_path;
            if (found.blank()) return reason::leading_blank;
            [[fallthrough]];
        case expectation::query_name:
        case expectation::descendant_selector:
            if (found.digit() || found.is("-")) return reason::number_as_name;
            [[fallthrough]];
        case expectation::attribute:
            return found.ascii() ? reason::expected_name : reason::invalid_utf8;
        case expectation::second_dot:
            return reason::leading_dot;
        case expectation::name_after_any_prefix:
            return found.ascii() ? reason::expected_any_prefix_name : reason::invalid_utf8;
        case expectation::query_selector:
            if (found.end()) return reason::unclosed_bracket;
            if (found.is("+")) return reason::malformed_index;
            return found.ascii() ? reason::expected_selector : reason::invalid_utf8;
        case expectation::query_index_end:
            if (found.is(".eE") && found.after("0123456789")) return reason::malformed_index;
            [[fallthrough]];
        case expectation::query_selector_end:
            return found.end() ? reason::unclosed_bracket : reason::expected_closing_bracket;
        case expectation::slice_integer:
        case expectation::slice_end:
            return found.end() ? reason::unclosed_bracket : reason::malformed_slice;
        case expectation::shorter_query:
            return reason::query_too_long;
        case expectation::smaller_query:
            return reason::query_too_large;
        default:
            return reason_in_filter(wanted, found);
    }
}

// The likely fix; empty if none is more likely than another.
constexpr std::string_view fix_in_query(reason r, expectation wanted, found_byte found) {
    switch (r) {
        case reason::malformed_slice:
            return "write [0:3] for the first three, [-3:] for the last three";
        case reason::expected_any_prefix_name:
            return "write the name that the elements have after their prefix";
        case reason::unfinished_filter:
            return "finish the filter, and write ] after it";
        case reason::expected_operand:
            return "write @.name for a member of the tested element, $.name for one of the "
                   "document";
        case reason::expected_operator:
            if (wanted == expectation::second_equals_sign) return "write == or != to compare";
            if (wanted == expectation::second_ampersand) return "write && for and";
            if (wanted == expectation::second_bar) return "write || for or";
            if (found.after("@")) return "write @.name for a member, @.@name for an attribute";
            return "write && or || between tests, ) and ] after them";
        case reason::unknown_word:
            return "write @.name for a member, 'text' for a text; the functions are length, count, "
                   "value, match and search";
        case reason::malformed_number:
            return "write numbers as JSON does: 0, -1, 2.5, 1e3";
        case reason::uncompared_literal:
            return "compare the literal: @.name == 'text'";
        case reason::uncompared_function:
            return "compare the function's result: length(@.name) > 0";
        case reason::compared_test:
            return "remove the comparison; write ! before the function for the opposite";
        case reason::compared_several:
            return "name one member or element, or compare value(...) or count(...)";
        case reason::negated_comparison:
            return "write !(@.a == 1), or != instead of ==";
        case reason::expected_call:
            return "write ( directly after the function's name";
        case reason::expected_query:
            return "write a query that starts with @ or $";
        case reason::too_few_arguments:
        case reason::too_many_arguments:
            return "length, count and value take one argument, match and search take two";
        case reason::malformed_pattern:
            return "write \\\\ before . * + ? ( ) [ ] { } | for the character itself; there is no "
                   "\\\\d: "
                   "write [0-9]";
        case reason::pattern_too_large:
            return "write a shorter pattern, or smaller numbers in {}";
        case reason::nested_too_deep:
            return "remove parentheses, or filters inside filters";
        case reason::query_too_large:
            return "write several queries, or a shorter filter";
        default:
            return {};
    }
}

}  // namespace trotline::path::detail
#pragma GCC diagnostic pop
#endif
