// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_EXPLANATION_HPP
#define TROTLINE_PATH_EXPLANATION_HPP

#include <trotline/path/query_explanation.hpp>
#include <trotline/path/reason.hpp>
#include <trotline/path/scan_state.hpp>

#include <cstddef>
#include <string_view>

// Explains why a text is not a path: what was expected, why it is wrong, how to fix it. Mistakes
// that only queries can have are in path/query_explanation.hpp.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wswitch-enum"  // a default stands for all that have no case

namespace trotline::inline TROTLINE_ABI::path::detail {

constexpr std::string_view expected_text(expectation e) {
    switch (e) {
        case expectation::path:
            return "a name, `[` or `$`";
        case expectation::segment:
            return "`.`, `[` or the end of the path";
        case expectation::end:
        case expectation::shorter_text:
            return "the end of the path";
        case expectation::name:
        case expectation::name_after_at:
            return "a name";
        case expectation::selector:
            return "an index, a quoted name or a name";
        case expectation::nonzero_digit:
            return "a digit from 1 to 9";
        case expectation::no_digit:
            return "`]` after the 0";
        case expectation::digit_in_range:
            return "an index from -9007199254740991 to 9007199254740991";
        case expectation::index_end:
        case expectation::closing_bracket:
            return "`]`";
        case expectation::character:
            return "a character or the closing quote";
        case expectation::escape_in_single_quotes:
            return "one of ' \\ / b f n r t u";
        case expectation::escape_in_double_quotes:
            return "one of \" \\ / b f n r t u";
        case expectation::hexadecimal_digit:
            return "a hexadecimal digit";
        case expectation::no_low_surrogate:
            return "a high surrogate (\\uD800 to \\uDBFF) before a low one";
        case expectation::low_surrogate:
            return "a low surrogate (\\uDC00 to \\uDFFF) after the high one";
        case expectation::utf8:
            return "a character in UTF-8";
        default:
            return expected_in_query(e);
    }
}

constexpr reason reason_at_name(found_byte found, reason otherwise) {
    if (found.digit() || found.is("-")) return reason::number_as_name;
    if (found.is("*")) return reason::wildcard_selects_several;
    if (!found.ascii()) return reason::invalid_utf8;
    return otherwise;
}

constexpr reason reason_at_path(found_byte found) {
    if (found.end()) return reason::empty_path;
    if (found.blank()) return reason::leading_blank;
    if (found.is("."))
        return found.text.substr(found.position).starts_with("..")
                   ? reason::descendant_selects_several
                   : reason::leading_dot;
    return reason_at_name(found, reason::expected_name);
}

constexpr reason reason_at_selector(found_byte found) {
    if (found.end()) return reason::unclosed_bracket;
    if (found.is("*")) return reason::wildcard_selects_several;
    if (found.is("?")) return reason::filter_selects_several;
    if (found.is(":")) return reason::slice_selects_several;
    if (found.is("+")) return reason::malformed_index;
    if (!found.ascii()) return reason::invalid_utf8;
    return reason::expected_selector;
}

constexpr reason reason_at_closing_bracket(found_byte found, bool index) {
    if (found.end()) return reason::unclosed_bracket;
    if (found.is(",")) return reason::union_selects_several;
    if (index && found.is(":")) return reason::slice_selects_several;
    if (index && found.is(".eE") && is_digit(found.text[found.position - 1]))
        return reason::malformed_index;
    return reason::expected_closing_bracket;
}

constexpr reason reason_for(expectation wanted, found_byte found) {
    switch (wanted) {
        case expectation::path:
            return reason_at_path(found);
        case expectation::end:
            if (found.blank() || found.is(".[")) return reason::too_many_segments;
            return reason::expected_segment;
        case expectation::segment:
            return found.end() ? reason::trailing_blank : reason::expected_segment;
        case expectation::shorter_text:
            return reason::path_too_long;
        case expectation::name:
            if (found.is(".")) return reason::descendant_selects_several;
            return reason_at_name(found, reason::expected_name);
        case expectation::name_after_at:
            return found.ascii() ? reason::expected_name : reason::invalid_utf8;
        case expectation::selector:
            return reason_at_selector(found);
        case expectation::nonzero_digit:
            if (found.end()) return reason::unclosed_bracket;
            return found.is("0") ? reason::negative_zero : reason::malformed_index;
        case expectation::no_digit:
            return reason::leading_zero;
        case expectation::digit_in_range:
            return reason::index_out_of_range;
        case expectation::index_end:
            return reason_at_closing_bracket(found, true);
        case expectation::closing_bracket:
            return reason_at_closing_bracket(found, false);
        case expectation::character:
            return found.end() ? reason::unclosed_quote : reason::control_character;
        case expectation::escape_in_single_quotes:
        case expectation::escape_in_double_quotes:
            return reason::unknown_escape;
        case expectation::hexadecimal_digit:
            return reason::malformed_unicode_escape;
        case expectation::no_low_surrogate:
        case expectation::low_surrogate:
            return reason::lone_surrogate;
        case expectation::utf8:
            return reason::invalid_utf8;
        default:
            return reason_in_query(wanted, found);
    }
}

// True if one value is required because the path is compared in a filter, and not because it is a
// path.
constexpr bool in_filter(found_byte found) {
    return found.text.substr(0, found.position).find('?') != std::string_view::npos;
}

// At the digit or hyphen that a name begins with: true if the name has other characters than
// digits.
constexpr bool begins_a_name(found_byte found) {
    std::size_t at = found.position + (found.is("-") ? 1 : 0);
    while (at < found.text.size() && is_digit(found.text[at])) ++at;
    return at < found.text.size() && found.text[at] != '.' && found.text[at] != '[' &&
           found.text[at] != ']' && found.text[at] != ' ';
}
// At an opening parenthesis: true if there is something between it and the closing one.
constexpr bool is_called_with_text(found_byte found) {
    return !found.text.substr(found.position + 1).starts_with(')');
}

// The likely fix; empty if none is more likely than another.
constexpr std::string_view fix_for(reason r, expectation wanted, found_byte found) {
    switch (r) {
        case reason::empty_path:
            return "write $ for the whole document";
        case reason::leading_blank:
        case reason::trailing_blank:
            return "remove the blank";
        case reason::leading_dot:
            return "remove the dot, or write $ before it";
        case reason::number_as_name:
            return begins_a_name(found)
                       ? "a name that begins with a digit or - needs brackets and quotes: ['1dC']"
                       : "write [0] for an array element, ['0'] for a member named 0";
        case reason::expected_name:
            if (found.end())
                return wanted == expectation::name_after_at ? "write the attribute's name"
                                                            : "write a name, or remove the dot";
            if (found.blank()) return "remove the blank";
            if (found.is("[") && wanted == expectation::name) return "remove the dot before [";
            if (found.is("'\"")) return "write a quoted name in brackets, without a dot: ['name']";
            if (found.is("/")) return "write a.b instead of /a/b";
            return "write other names in quotes: ['name']";
        case reason::expected_segment: {
            bool const after_root = found.position == 1 && found.text[0] == '$';
            if (after_root) return "write a dot after $";
            if (found.is("(") && is_called_with_text(found))
                return "a path cannot have functions; a member with parentheses in its name needs "
                       "brackets and quotes: ['sum(v)']";
            if (found.is("(")) return "a path has no functions: remove the parentheses";
            if (found.is("\\"))
                return "outside of quotes nothing is escaped: write ['a.b'] for a member named a.b";
            if (found.is("/")) return "write a dot between names";
            if (found.is("]")) return "remove the bracket, or open it before the index or name";
            if (found.position > 0 && found.text[found.position - 1] == ']')
                return "write a dot before a name";
            return "write names with other characters in quotes: ['first name']";
        }
        case reason::expected_selector:
            if (found.is("]")) return "write [0] for an array element, ['name'] for a member";
            return "write other names in quotes: ['name']";
        case reason::expected_closing_bracket:
            return "write ] here; a name with other characters needs quotes: ['name']";
        case reason::unclosed_bracket:
            return "write ] after the index or name";
        case reason::unclosed_quote:
            return "close it with the quote that opened it";
        case reason::leading_zero:
            return "remove the zero, or write ['01'] for a member";
        case reason::negative_zero:
            return "write 0 for the first element, -1 for the last";
        case reason::malformed_index:
            return "write a whole number such as 0 or -1, without a plus sign";
        case reason::unknown_escape:
            return "write \\\\ for a backslash; a quote of the other kind needs no escape";
        case reason::malformed_unicode_escape:
            return "write four digits: \\u00e9";
        case reason::lone_surrogate:
            return "write both halves (\\ud83d\\ude00), or the character itself";
        case reason::control_character:
            return "write it as an escape: \\n, \\t, \\u0001";
        case reason::invalid_utf8:
            return "save the text as UTF-8";
        case reason::wildcard_selects_several:
            return in_filter(found)
                       ? "name one member, or one element by its index"
                       : "name one member, or one element by its index; an object_query takes it";
        case reason::slice_selects_several:
        case reason::filter_selects_several:
            return in_filter(found)
                       ? "name one element by its index: [0]"
                       : "name one element by its index: [0]; an object_query takes it";
        case reason::union_selects_several:
            return in_filter(found) ? "compare one value at a time"
                                    : "write one path for each value; an object_query takes it";
        case reason::descendant_selects_several:
            return in_filter(found) ? "write every name on the way, with one dot between"
                                    : "write every name on the way, with one dot between; an "
                                      "object_query takes it";
        default:
            return fix_in_query(r, wanted, found);
    }
}

}  // namespace trotline::path::detail
#pragma GCC diagnostic pop
#endif
