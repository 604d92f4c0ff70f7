// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_SCAN_STATE_HPP
#define TROTLINE_PATH_SCAN_STATE_HPP

#include <trotline/path/compiled_query.hpp>
#include <trotline/path/segment.hpp>

#include <cstddef>
#include <cstdint>

// What the parsers of the grammar's parts share: the path or query they write to, and how far they
// came.
namespace trotline::inline TROTLINE_ABI::path::detail {

// What the grammar expected at the position of a mistake.
enum class expectation : unsigned char {
    path,             // name, `[` or `$`
    segment,          // `.`, `[` or the end
    end,              // after max_segments
    shorter_text,     // after max_text
    name,             // after `.`
    name_after_at,    // after `@`
    selector,         // after `[`
    nonzero_digit,    // after `-`
    no_digit,         // after a leading zero
    digit_in_range,   // no further digit
    index_end,        // `]` after an index
    closing_bracket,  // `]` after a name
    character,        // in quotes
    escape_in_single_quotes,
    escape_in_double_quotes,
    hexadecimal_digit,
    no_low_surrogate,  // second digit of the first escape of a pair
    low_surrogate,
    utf8,
    // queries
    query,                  // name, `[`, `*`, `..` or `$`
    shorter_query,          // after max_query_text
    smaller_query,          // another limit was reached
    second_dot,             // after a dot at the start
    query_name,             // after `.`
    descendant_selector,    // after `..`
    name_after_any_prefix,  // after `*:`
    attribute,              // after `@`
    query_selector,         // after `[` or `,`
    query_index_end,        // `:`, `,` or `]`
    query_selector_end,     // `,` or `]`
    slice_integer,          // after `:`
    slice_end,              // `,` or `]`
    // filters
    operand,           // after `?`, `(`, `!`, `&&`, `||`
    comparable,        // after a comparison operator
    word,              // in true, false, null or a function's name
    call,              // `(` after a function's name
    after_query,       // a segment, an operator or the end of the expression
    after_argument,    // a segment, or the end of the argument
    after_expression,  // `&&`, `||` or the end of the expression
    comparison_of_literal,
    comparison_of_function,
    comparison_of_one,  // no comparison after a query that selects several
    no_comparison,      // after match or search
    no_negated_comparison,
    second_equals_sign,
    second_ampersand,
    second_bar,
    number_digit,
    no_number_digit,  // after a leading zero
    argument,         // of length: a value
    query_argument,   // of count and value
    next_argument,    // `,`
    argument_end,     // `)`
    pattern,          // what an I-Regexp needs there
    smaller_pattern,
    less_nesting
};

struct scan_state {
    char const* begin;
    compiled_path* path = nullptr;  // one of the two is set
    compiled_query* query = nullptr;
    char const* furthest;
    expectation wanted = expectation::path;

    // The state of the query that is being read.
    struct place {
        std::uint8_t segment = compiled_query::none;   // its first one
        std::uint8_t last = compiled_query::none;      // its last one
        std::uint8_t selector = compiled_query::none;  // the last selector of the last segment
        bool descendant = false;                       // the next segment is a descendant segment
        bool joined = false;  // the next selector belongs to the last segment
        bool from_root = false;
        std::uint8_t first_node = 0;  // of this query, if it is in a filter
        std::uint8_t filters = 0;     // how many filters it is inside of
        char const* piece = nullptr;  // start of the last index, slice or text
        path::comparison comparison = path::comparison::equal;
        expectation after = expectation::segment;  // what may follow besides a segment
        path::slice slice{};
    };
    place at{};
    bool exceeded = false;
    std::size_t depth = 0;

    constexpr scan_state(char const* text, compiled_path& to)
        : begin(text), path(&to), furthest(text) {}
    constexpr scan_state(char const* text, compiled_query& to)
        : begin(text), query(&to), furthest(text), wanted(expectation::query) {}

    constexpr bool fail(char const* where, expectation e) {
        if (where > furthest && !exceeded) furthest = where, wanted = e;
        return false;
    }
    // Replaces what was expected at this position by a more precise reason.
    constexpr bool refuse(char const* where, expectation e) {
        if (where >= furthest && !exceeded) furthest = where, wanted = e;
        return false;
    }
    // There is no room for what begins at `where`, although more of it may have been read.
    constexpr bool exceed(char const* where) {
        exceeded = true;
        furthest = where;
        wanted = expectation::smaller_query;
        return false;
    }

    constexpr void decode(char c) { path ? path->decode(c) : query->decode(c); }
    constexpr std::size_t decoded() const { return path ? path->decoded() : query->decoded(); }
    // A name is a range of the text or of the decoded bytes. False: there is no room.
    constexpr bool push_name(std::size_t from, std::size_t size) {
        if (path) return path->push_name(from, size), true;
        return push(selector_kind::name, from, size);
    }
    constexpr bool push_index(std::int64_t n) {
        if (path) return path->push_index(n), true;
        auto const integer = query->push(n);
        return integer != compiled_query::none && push(selector_kind::index, integer, 1);
    }

    // Queries only: adds a selector, in a new segment unless it is joined to the last one.
    constexpr bool push(selector_kind kind, std::size_t from = 0, std::size_t size = 0) {
        auto const none = compiled_query::none;
        auto const added = query->push(compiled_query::selector_record{
            static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(size), kind, none});
        if (added == none) return false;
        if (at.joined) {
            query->chain_selector(at.selector, added);
        } else {
            auto const segment =
                query->push(compiled_query::segment_record{added, none, at.descendant});
            if (segment == none) return false;
            if (at.last == none)
                at.segment = segment;
            else
                query->chain_segment(at.last, segment);
            at.last = segment;
        }
        at.selector = added;
        at.joined = at.descendant = false;
        return true;
    }
    // Queries only: adds a node after its operands.
    constexpr bool push(filter_kind kind, std::size_t first, std::size_t from = 0,
                        std::size_t size = 0, std::uint8_t detail = 0) {
        return query->push(compiled_query::node_record{
                   static_cast<std::uint16_t>(from), static_cast<std::uint16_t>(size), kind, detail,
                   static_cast<std::uint8_t>(first), at.filters}) != compiled_query::none;
    }
    // The first node of the expression that ends before node i.
    constexpr std::size_t first_before(std::size_t i) const {
        return query->node_record_at(i - 1).first;
    }
};

// Parses something that can be nested, at most max_nesting deep.
template <class Parse> constexpr bool nested(char const* first, scan_state& s, Parse parse) {
    if (s.depth == max_nesting) return s.refuse(first, expectation::less_nesting);
    auto const here = s.at;
    ++s.depth;
    bool const matched = parse();
    --s.depth;
    s.at = here;
    return matched;
}

}  // namespace trotline::path::detail
#endif
