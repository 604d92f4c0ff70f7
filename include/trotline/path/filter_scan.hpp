// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_FILTER_SCAN_HPP
#define TROTLINE_PATH_FILTER_SCAN_HPP

#include <trotline/path/query_scan.hpp>
#include <trotline/path/regexp_program.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

// The parsers of the filter grammar's smallest parts, like those in path/scan.hpp. Expressions that
// are not well-typed (RFC 9535 section 2.4.3) are refused here or by the grammar itself.
namespace trotline::inline TROTLINE_ABI::path::detail {

// A fixed word; fails at the first byte that differs.
constexpr bool scan_word(std::string_view word, char const*& first, char const* last,
                         scan_state& s) {
    char const* p = first;
    for (char const c : word) {
        if (p == last || *p != c)
            return s.fail(p, p == first ? expectation::operand : expectation::word);
        ++p;
    }
    first = p;
    return true;
}

// true, false, null
template <filter_kind Kind>
constexpr bool scan_constant(char const*& first, char const* last, scan_state& s) {
    char const* const from = first;
    constexpr std::string_view word = Kind == filter_kind::true_    ? "true"
                                      : Kind == filter_kind::false_ ? "false"
                                                                    : "null";
    if (!scan_word(word, first, last, s)) return false;
    return s.push(Kind, s.query->node_count()) || s.exceed(from);
}

template <expectation Wanted>
constexpr bool scan_text(char const*& first, char const* last, scan_state& s) {
    char const* const from = first;
    quoted_text text;
    if (!scan_quoted(first, last, Wanted, text, s)) return false;
    s.at.piece = from;
    return s.push(filter_kind::text, s.query->node_count(), text.begin, text.size) ||
           s.exceed(from);
}

// One or more digits.
constexpr bool skip_digits(char const*& p, char const* last, scan_state& s) {
    if (p == last || !is_digit(*p)) return s.fail(p, expectation::number_digit);
    while (p != last && is_digit(*p)) ++p;
    return true;
}

// RFC 9535 section 2.3.5.1: number, with the grammar of RFC 8259.
constexpr bool scan_number(char const*& first, char const* last, scan_state& s) {
    char const* p = first;
    bool const negative = p != last && *p == '-';
    if (negative) ++p;
    if (!negative && (p == last || !is_digit(*p))) return s.fail(p, expectation::operand);
    bool const zero = p != last && *p == '0';
    if (zero && last - p > 1 && is_digit(p[1])) return s.fail(p + 1, expectation::no_number_digit);
    if (!skip_digits(p, last, s)) return false;
    if (p != last && *p == '.' && !skip_digits(++p, last, s)) return false;
    if (p != last && (*p == 'e' || *p == 'E')) {
        ++p;
        if (p != last && (*p == '+' || *p == '-')) ++p;
        if (!skip_digits(p, last, s)) return false;
    }
    if (!s.push(filter_kind::number, s.query->node_count(),
                static_cast<std::size_t>(first - s.begin), static_cast<std::size_t>(p - first)))
        return s.exceed(first);
    first = p;
    return true;
}

// `@` or `$` at the start of a query in a filter. After: what may follow its segments.
template <char Identifier, expectation After, expectation Wanted = expectation::operand>
constexpr bool scan_query_identifier(char const*& first, char const* last, scan_state& s) {
    if (!scan_character<Identifier, Wanted>(first, last, s)) return false;
    auto const around = s.at;
    s.at = {};
    s.at.comparison = around.comparison;
    s.at.filters = around.filters;
    s.at.first_node = static_cast<std::uint8_t>(s.query->node_count());
    s.at.from_root = Identifier == '$';
    s.at.after = After;
    return true;
}
// After the segments of a query in a filter: adds its node.
constexpr bool scan_as_query(char const*& first, char const*, scan_state& s) {
    auto const detail =
        static_cast<std::uint8_t>(s.at.from_root + 2 * s.query->is_singular(s.at.segment));
    return s.push(filter_kind::query, s.at.first_node, s.at.segment, 0, detail) || s.exceed(first);
}

// RFC 9535 section 2.3.5.1: comparison-op. What is before it must be a single value.
template <expectation Wanted>
constexpr bool scan_comparison(char const*& first, char const* last, scan_state& s) {
    char const c = first == last ? '\0' : *first;
    bool const equals = last - first > 1 && first[1] == '=';
    if (c != '=' && c != '!' && c != '<' && c != '>') return s.fail(first, Wanted);
    auto const left = s.query->node_record_at(s.query->node_count() - 1);
    if (left.kind == filter_kind::query && !s.query->is_singular(left.begin))
        return s.refuse(first, expectation::comparison_of_one);
    if ((c == '=' || c == '!') && !equals)
        return s.fail(first + 1, expectation::second_equals_sign);
    s.at.comparison = c == '='   ? comparison::equal
                      : c == '!' ? comparison::not_equal
                      : c == '<' ? (equals ? comparison::less_equal : comparison::less)
                                 : (equals ? comparison::greater_equal : comparison::greater);
    first += equals ? 2 : 1;
    return true;
}
// Fails if a comparison operator follows, where none is allowed.
template <expectation Wanted>
constexpr bool scan_no_comparison(char const*& first, char const* last, scan_state& s) {
    char const* p = first;
    while (p != last && is_blank(*p)) ++p;
    if (p == last || (*p != '=' && *p != '!' && *p != '<' && *p != '>')) return true;
    return s.refuse(p, Wanted);
}

// After an operator's operands: adds its node.
template <filter_kind Kind, int Operands>
constexpr bool scan_as_node(char const*& first, char const*, scan_state& s) {
    std::size_t begin = s.first_before(s.query->node_count());
    if (Operands == 2) begin = s.first_before(begin);
    bool const pushed =
        s.query->push(compiled_query::node_record{
            0, 0, Kind, static_cast<std::uint8_t>(s.at.comparison),
            static_cast<std::uint8_t>(begin), s.at.filters}) != compiled_query::none;
    return pushed || s.exceed(first);
}

// A function's name, and the parenthesis that opens its arguments.
template <filter_kind Kind>
constexpr bool scan_function(char const*& first, char const* last, scan_state& s) {
    constexpr std::string_view word = Kind == filter_kind::length  ? "length"
                                      : Kind == filter_kind::count ? "count"
                                      : Kind == filter_kind::value ? "value"
                                      : Kind == filter_kind::match ? "match"
                                                                   : "search";
    char const* const from = first;
    if (scan_word(word, first, last, s) && scan_opening<'(', expectation::call>(first, last, s))
        return true;
    first = from;
    return false;
}

// The first character of a quoted text: how many bytes spell it, and how many it has decoded.
struct spelled_piece {
    std::ptrdiff_t spelled;
    std::size_t size;
};
constexpr spelled_piece piece_at(char const* p) {
    if (*p != '\\') return {1, 1};
    if (p[1] != 'u') return {2, 1};
    unsigned unit = 0;
    for (int i = 2; i < 6; ++i) unit = unit << 4 | static_cast<unsigned>(hexadecimal_value(p[i]));
    if (unit >= 0xD800 && unit < 0xDC00) return {12, 4};
    return {6, encode_utf8(unit).size};
}

// Checks that the text just read is an I-Regexp (RFC 9485). RFC 9535 section 2.4.6 says that a
// filter with another pattern is never true, which nobody wants: here it is an error.
constexpr bool scan_pattern(char const*& first, char const*, scan_state& s) {
    auto const text = s.query->node_at(s.query->node_count() - 1).spelling;
    auto const verdict = regexp_program(text).verdict();
    if (verdict.outcome == regexp_outcome::valid) return true;
    char const* p = s.at.piece + 1;
    for (std::size_t decoded = 0; p < first - 1;) {
        auto const piece = piece_at(p);
        if (decoded + piece.size > verdict.position) break;
        decoded += piece.size;
        p += piece.spelled;
    }
    return s.refuse(p, verdict.outcome == regexp_outcome::too_large ? expectation::smaller_pattern
                                                                    : expectation::pattern);
}

}  // namespace trotline::path::detail
#endif
