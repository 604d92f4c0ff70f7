// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_QUERY_SCAN_HPP
#define TROTLINE_PATH_QUERY_SCAN_HPP

#include <trotline/path/scan.hpp>

#include <cstddef>
#include <cstdint>

// The parsers of the query grammar's smallest parts that paths do not have; see path/scan.hpp.
namespace trotline::inline TROTLINE_ABI::path::detail {

// Succeeds without consuming anything.
constexpr bool scan_nothing(char const*&, char const*, scan_state&) { return true; }

// The character that opens something that can be nested.
template <char C, expectation Wanted>
constexpr bool scan_opening(char const*& first, char const* last, scan_state& s) {
    if (first == last || *first != C) return s.fail(first, Wanted);
    if (s.depth == max_nesting) return s.refuse(first, expectation::less_nesting);
    ++first;
    return true;
}

// The `?` that begins a filter.
constexpr bool scan_question(char const*& first, char const* last, scan_state& s) {
    if (!scan_opening<'?', expectation::query_selector>(first, last, s)) return false;
    ++s.at.filters;
    return true;
}

// `..`, `&&` or `||`
template <char C, expectation Wanted>
constexpr bool scan_twice(char const*& first, char const* last, scan_state& s) {
    if (first == last || *first != C) return s.fail(first, Wanted);
    if (last - first < 2 || first[1] != C)
        return s.fail(first + 1, C == '.'   ? expectation::second_dot
                                 : C == '&' ? expectation::second_ampersand
                                            : expectation::second_bar);
    first += 2;
    return true;
}

// RFC 9535 section 2.5.2: the two dots of a descendant segment.
constexpr bool scan_descendant(char const*& first, char const* last, scan_state& s) {
    if (!scan_twice<'.', expectation::query>(first, last, s)) return false;
    s.at.descendant = true;
    return true;
}

// `*`, RFC 9535 section 2.3.2; not that of `*:name`.
template <expectation Wanted>
constexpr bool scan_star(char const*& first, char const* last, scan_state& s) {
    if (first == last || *first != '*') return s.fail(first, Wanted);
    if (any_prefix_at(first, last)) return false;
    return s.push(selector_kind::wildcard) ? (++first, true) : s.exceed(first);
}

// `@*`; not that of `@*:name`.
constexpr bool scan_attributes(char const*& first, char const* last, scan_state& s) {
    if (first == last || *first != '@') return false;
    if (last - first < 2 || first[1] != '*') return s.fail(first + 1, expectation::attribute);
    if (any_prefix_at(first + 1, last)) return false;
    if (!s.push(selector_kind::attributes)) return s.exceed(first);
    first += 2;
    return true;
}

// RFC 9535 section 2.3.4: slice-selector. A start without a colon is an index.
constexpr bool scan_start(char const*& first, char const* last, scan_state& s) {
    std::int64_t n = 0;
    s.at.piece = first;
    if (!scan_integer(first, last, expectation::query_selector, n, s)) return false;
    s.at.slice = {};
    s.at.slice.start = n;
    s.at.slice.has_start = true;
    return true;
}
constexpr bool scan_no_start(char const*& first, char const*, scan_state& s) {
    s.at.piece = first;
    s.at.slice = {};
    return true;
}
constexpr bool scan_end(char const*& first, char const* last, scan_state& s) {
    std::int64_t n = 0;
    if (!scan_integer(first, last, expectation::slice_integer, n, s)) return false;
    s.at.slice.end = n;
    s.at.slice.has_end = true;
    return true;
}
constexpr bool scan_step(char const*& first, char const* last, scan_state& s) {
    return scan_integer(first, last, expectation::slice_integer, s.at.slice.step, s);
}
constexpr bool scan_as_index(char const*&, char const*, scan_state& s) {
    return s.push_index(s.at.slice.start) || s.exceed(s.at.piece);
}
constexpr bool scan_as_slice(char const*&, char const*, scan_state& s) {
    auto const& slice = s.at.slice;
    auto const begin = s.query->push(slice.start);
    auto const end = s.query->push(slice.end);
    auto const step = s.query->push(slice.step);
    std::size_t const given = (slice.has_start ? 1u : 0u) | (slice.has_end ? 2u : 0u);
    if (begin == compiled_query::none || end == compiled_query::none ||
        step == compiled_query::none || !s.push(selector_kind::slice, begin, given))
        return s.exceed(s.at.piece);
    return true;
}

// The comma between two selectors of one segment.
constexpr bool scan_comma(char const*& first, char const* last, scan_state& s) {
    if (!scan_character<',', expectation::query_selector_end>(first, last, s)) return false;
    s.at.joined = true;
    return true;
}

// After the expression of a filter: adds the selector.
constexpr bool scan_as_filter(char const*& first, char const*, scan_state& s) {
    --s.at.filters;
    return s.push(selector_kind::filter, s.query->node_count() - 1) || s.exceed(first);
}

// After the segments of the query itself.
constexpr bool scan_as_whole(char const*&, char const*, scan_state& s) {
    s.query->begin_at(s.at.segment);
    return true;
}

}  // namespace trotline::path::detail
#endif
